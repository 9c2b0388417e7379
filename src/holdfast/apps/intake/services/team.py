"""Choosing hours, promises and notices of the line.

Invariants:
- Coordinators choose for the team; where somebody is told, they choose themselves.
- Two who choose at once: the second is told, and nothing is saved over.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import BadPromiseError
from holdfast.apps.intake.queries.team import own_notices_id, settings_id
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.team.notices import By, check_topic, checked_minutes, zone_named
from holdfast.apps.intake.team.records.settings import NEUTRAL, OwnNotices, TeamSettings
from holdfast.apps.intake.team.rota import check_hours
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Actor, Part, RecordId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.watch.rules import check_address

_MOST_MINUTES = 4 * 7 * 24 * 60
_LONGEST_WORDS = 120


def set_team_settings(*, actor: Actor, settings: TeamSettings, revision: int) -> None:
    """Choose for the team; `revision` is that of what was shown, 0 for the first time.

    Raises NotPermittedError, BadZoneError, BadShiftError, BadPromiseError, EditConflictError,
    StoreError.
    """
    require(actor, Permission.GRANT_CASES)
    zone_named(settings.zone)
    _check_promises(settings.promises)
    chosen = msgspec.structs.replace(
        settings,
        hours=check_hours(settings.hours),
        subject=_one_line(settings.subject) or NEUTRAL,
        says={kind: _one_line(words) for kind, words in settings.says.items()},
        every={kind: checked_minutes(minutes) for kind, minutes in settings.every.items()},
    )
    _put(actor, settings_id(), chosen, revision)


def set_own_notices(*, actor: Actor, own: OwnNotices, revision: int) -> None:
    """Choose where the actor is told of the line.

    Raises NotPermittedError, BadAddressError, BadTopicError, BadZoneError, EditConflictError,
    StoreError.
    """
    require(actor, Permission.ANSWER_CONTACTS)
    if own.kinds:
        (check_address if own.by is By.MAIL else check_topic)(own.address)
    if own.quiet is not None:
        zone_named(own.quiet.zone)
    mine = msgspec.structs.replace(own, member=actor.member)
    _put(actor, own_notices_id(actor.member), mine, revision)


def _check_promises(minutes: dict[Danger, int]) -> None:
    """Return where each danger has a promise, and more danger no later one."""
    kept = [minutes.get(danger, 0) for danger in Danger]
    if not all(1 <= one <= _MOST_MINUTES for one in kept) or kept != sorted(kept):
        raise BadPromiseError


def _one_line(words: str) -> str:
    """Words as a subject can hold them: no line that would begin another header."""
    return " ".join(words.split())[:_LONGEST_WORDS]


def _put(actor: Actor, record: RecordId, value: Sealable, revision: int) -> None:
    with writing(actor) as write:
        if revision:
            save(write, record, value, revision=revision)
        else:
            unit = create_unit(write, team_key(actor).scope, Part.TEAM)
            add(write, unit, value, record=record)
