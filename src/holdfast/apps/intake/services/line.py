"""The line itself: opened, shared among those who answer, given new keys.

Invariants:
- The private half of the letterbox is sealed in the line's scope; the source process is given the
  public half and the salt, in `door.toml`.
- Whoever leaves the line could have kept its key: from then on letters are sealed to a new one, and
  the old one opens only what was written before.
"""

from __future__ import annotations

import secrets

import msgspec

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.errors import LineClosedError, LineOpenError
from holdfast.apps.intake.place import Door, intake_folder, read_door, write_door
from holdfast.apps.intake.queries.line import line_id, the_line
from holdfast.apps.intake.records import Line
from holdfast.apps.keyring.disk import make_folder
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import new_letterbox
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

SALT_BYTES = 16
_STAFF = (Permission.INVITE, Permission.GRANT_CASES)


def found_line(*, actor: Actor) -> None:
    """Open the line: its scope, its letterbox, and the file that lets the door write to it.

    Raises NotPermittedError, LineOpenError, StoreError.
    """
    _require_staff(actor)
    private, public = new_letterbox()
    line = Line(private=private, public=public, salt=secrets.token_bytes(SALT_BYTES))
    try:
        with writing(actor) as write:
            scope = create_case_scope(write)
            add(write, create_unit(write, scope, Part.CONTENT), line, record=line_id())
    except EditConflictError:
        raise LineOpenError from None
    _publish(line)


def publish_line(*, actor: Actor) -> None:
    """Write the door's file anew, as after a restore. What it said of budgets is kept.

    Raises NotPermittedError, NotGrantedError, StoreError.
    """
    _require_staff(actor)
    _publish(read(actor, line_id(), Line).value)


def join_line(*, actor: Actor, member: MemberId) -> None:
    """Let a member read and answer the line. Raises NotPermittedError, AlreadyHoldsError,
    NotGrantedError, LineClosedError, StoreError."""
    _require_staff(actor)
    line = the_line(actor)
    with writing(actor) as write:
        for part in CASE_PARTS:
            grant(write, line.scope, part, member)


def leave_line(*, actor: Actor, member: MemberId, clock: Clock = utc_now) -> None:
    """Take the line's keys back from a member, and give it a new letterbox.

    Raises NotPermittedError, LastHolderError, NotGrantedError, LineClosedError, StoreError.
    """
    _require_staff(actor)
    line = the_line(actor)
    for part in CASE_PARTS:
        revoke(actor, line.scope, part, member, clock=clock)
    if member != actor.member:
        rotate_line(actor=actor)


def rotate_line(*, actor: Actor) -> None:
    """A new letterbox: what was written before still opens, for those who answer.

    Raises NotPermittedError, NotGrantedError, EditConflictError, StoreError.
    """
    _require_staff(actor)
    stored = the_line(actor)
    private, public = new_letterbox()
    past = (stored.value.private, *stored.value.past)
    line = msgspec.structs.replace(stored.value, private=private, public=public, past=past)
    with writing(actor) as write:
        save(write, stored.id, line, revision=stored.revision)
    _publish(line)


def _publish(line: Line) -> None:
    with in_words():
        make_folder(intake_folder())
        write_door(_door_of(line))


def _door_of(line: Line) -> Door:
    new = Door(installation=installation(), salt=line.salt.hex(), public=line.public.hex())
    try:
        old = read_door()
    except LineClosedError:
        return new
    return msgspec.structs.replace(
        old, installation=new.installation, salt=new.salt, public=new.public
    )


def _require_staff(actor: Actor) -> None:
    if not any(may(actor.roles, permission) for permission in _STAFF):
        raise NotPermittedError
