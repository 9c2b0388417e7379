"""What the team chose for the line, and where each member is told.

Invariants: where nothing was chosen yet, what is shipped holds; the whole team may read it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import TypeVar

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.team.notices import Reached
from holdfast.apps.intake.team.records.settings import OwnNotices, TeamSettings
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored, read
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Actor, RecordId

from .line import who_answers

T = TypeVar("T", bound=Sealable)
Promises = Mapping[Danger, dt.timedelta]


def settings_id() -> RecordId:
    """The id of the one record of settings, the same for every member of this installation."""
    return _fixed_id("line-settings")


def own_notices_id(member: MemberId) -> RecordId:
    """The id of the record that says how a member is told."""
    return _fixed_id(f"line-notices/{member}")


def team_settings(actor: Actor) -> tuple[TeamSettings, int]:
    """What the team chose, and the revision to hand back; 0 where nothing was chosen yet."""
    stored = _there(actor, settings_id(), TeamSettings)
    return (stored.value, stored.revision) if stored else (TeamSettings(), 0)


def promises(actor: Actor) -> Promises:
    """How soon the team promises an answer, by how soon harm is expected."""
    settings, _ = team_settings(actor)
    return {danger: dt.timedelta(minutes=n) for danger, n in settings.promises.items()}


def own_notices(actor: Actor, member: MemberId) -> tuple[OwnNotices, int]:
    """How a member is told, and the revision to hand back; 0 where they did not say."""
    stored = _there(actor, own_notices_id(member), OwnNotices)
    return (stored.value, stored.revision) if stored else (OwnNotices(member=member), 0)


def people_told(actor: Actor) -> tuple[Reached, ...]:
    """Where those who answer the line are told, of those who said so.

    Raises LineClosedError, NotGrantedError.
    """
    said = [own_notices(actor, member)[0] for member in who_answers(actor)]
    return tuple(
        Reached(member=one.member, by=one.by, address=one.address, kinds=one.kinds, quiet=one.quiet)
        for one in said
        if one.kinds and one.address
    )


def _there(actor: Actor, record: RecordId, kind: type[T]) -> Stored[T] | None:
    try:
        return read(actor, record, kind)
    except NotGrantedError:
        return None


def _fixed_id(name: str) -> RecordId:
    digest = hashlib.blake2b(f"{name}/{installation()}".encode(), digest_size=16).digest()
    return RecordId(base64.b32encode(digest).decode().rstrip("=").lower())
