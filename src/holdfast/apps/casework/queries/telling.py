"""Who of a case could be told, what was handed out of a journey, and what of it should open nothing
any more.

Invariants: what was handed out is a pure function of one case's records and of the moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.casework.rules.journeys import ENDED, JourneyState
from holdfast.apps.intake.queries.linked import Reachable, reachable
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId

from .asked import CaseWarning, Gravity
from .files import CaseFile

OVER = {*ENDED, JourneyState.COMPROMISED}


def tellable(actor: Actor, file: CaseFile) -> tuple[Reachable, ...]:
    """The conversations of a case whose people could be told their next leg.

    Raises NotPermittedError, LineClosedError, NotGrantedError (the line).
    """
    return reachable(actor=actor, conversations=file.case.conversations)


def handed_parts(file: CaseFile, journey: RecordId) -> list[Stored[HandedPart]]:
    """What was handed out of a journey, by leg and moment."""
    found = [stored for stored in file.all(HandedPart) if stored.value.journey == journey]
    return sorted(found, key=lambda stored: (stored.value.leg, stored.value.at))


def of_handed_parts(file: CaseFile, now: dt.datetime) -> Iterator[CaseWarning]:
    """That a journey is over, and what was handed out of it still opens."""
    over = {stored.id for stored in file.all(Journey) if stored.value.state in OVER}
    parts = (stored.value for stored in file.all(HandedPart))
    if any(p.journey in over and not p.is_ended and p.until > now for p in parts):
        more = "Somebody who answers the line must end it, on the journey's page under Tell."
        yield CaseWarning(Gravity.DANGER, "What was handed out of this journey still opens.", more)
