"""Editing an instrument: what it asks and weighs, and from how many points on; as the team's own
version.

Invariants: a version is never changed; an edit of what somebody else edited meanwhile is refused.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.queries.instruments import instrument
from holdfast.apps.casework.records.risk import TeamInstrument
from holdfast.apps.casework.rules.risk import Instrument, check
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


def edit_instrument(
    *, actor: Actor, edited: Instrument, why: str, clock: Clock = utc_now
) -> Instrument:
    """The next version of an instrument; `edited.version` is the one that was edited.

    Raises NotPermittedError, WhyNeededError, NoInstrumentError, BadInstrumentError,
    EditConflictError (there is a newer one).
    """
    require(actor, Permission.GRANT_CASES)
    if not why.strip():
        raise WhyNeededError
    check(edited)
    with writing(actor) as write:
        if instrument(actor, edited.name).instrument.version != edited.version:
            raise EditConflictError
        made = msgspec.structs.replace(edited, version=edited.version + 1)
        card = TeamInstrument(instrument=made, by=actor.member, why=why.strip(), at=clock())
        add(write, create_unit(write, team_key(actor).scope, Part.TEAM), card)
    return made
