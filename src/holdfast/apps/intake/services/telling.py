"""What the desk leaves for the watch about the line: whom to tell, and what waits inside.

Invariants:
- It is worked out anew from the records at each use of the line, so a change that was cut short is
  made good by the next.
- A bell goes only after a look at what waits inside was left that its letter is part of: killed
  between the two, the watch tells of that letter once more.
- The door is told the watch's public key as soon as there is one.
"""

from __future__ import annotations

import threading

import msgspec
from django.db import transaction

from holdfast.apps.intake.models import Bell
from holdfast.apps.intake.place import read_door, write_door
from holdfast.apps.intake.queries.bells import answered_bells
from holdfast.apps.intake.queries.inbox import Shelf, inbox
from holdfast.apps.intake.queries.team import people_told, team_settings
from holdfast.apps.intake.team.notices import is_in_danger
from holdfast.apps.intake.team.records.notices import LineLook, NoticePlan
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey
from holdfast.apps.keyring.queries.units import chunks
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.wiping import wipe_deleted
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.queries.team import letterbox
from holdfast.apps.watch.rules import Slot
from holdfast.apps.watch.services.slots import put
from holdfast.kernel.clock import Clock, utc_now

from .mailboxes import INTAKE

_one_at_a_time = threading.Lock()  # an older look must not be left after a newer one


def tell_watch(*, actor: Actor, clock: Clock = utc_now) -> bool:
    """Leave for the watch what it needs to tell people of the line. False: there is no watch.

    Raises NotPermittedError, LineClosedError, NotGrantedError, TooLongError, StoreError.
    """
    try:
        box = letterbox(actor)
    except NoWatchError:
        return False
    with _one_at_a_time:
        covered = answered_bells()
        values = {Slot.PLAN: _plan(actor), Slot.LOOK: _look(actor, clock)}
        put(values, public=box.public)
        _forget(covered)
        _name_watch(box.public)
    return True


def _plan(actor: Actor) -> NoticePlan:
    chosen, _ = team_settings(actor)
    return NoticePlan(
        subject=chosen.subject,
        says=chosen.says,
        every=chosen.every,
        promises=chosen.promises,
        people=people_told(actor),
    )


def _look(actor: Actor, clock: Clock) -> LineLook:
    rows = inbox(actor=actor, clock=clock).rows
    later = inbox(actor=actor, shelf=Shelf.LATER, clock=clock).rows
    dues = [row.due_at for row in rows if row.due_at]
    dues += [max(r.due_at, r.later_until) for r in later if r.due_at and r.later_until]
    dangers = [row.heard_at for row in rows if is_in_danger(row.danger)]
    return LineLook(
        at=clock(),
        is_danger=bool(dangers),
        due_at=min(dues, default=None),
        danger_at=max(dangers, default=None),
    )


def _forget(covered: list[str]) -> None:
    if not covered:
        return
    with in_words(), transaction.atomic(using=INTAKE, durable=True):
        for some in chunks(covered):
            Bell.objects.filter(pk__in=some).delete()
    wipe_deleted(INTAKE)


def _name_watch(public: PublicKey) -> None:
    """Let the door seal bells to this key."""
    door = read_door()
    if door.watch != public.hex():
        with in_words():
            write_door(msgspec.structs.replace(door, watch=public.hex()))
