"""One round of the watch over the line: tell who is to be told, with nobody logged in.

Invariants:
- That somebody was told is written down after the server took the notice and before the next is
  sent: killed between the two, that one is sent again. Nothing is dropped.
- A server that takes nothing is left alone until the next round; an address that is refused, for
  five minutes. Neither keeps anybody else from being told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from holdfast.apps.intake.queries.bells import Known, outside, state_of
from holdfast.apps.intake.team.notices import (
    By,
    DueNotice,
    NoticeKind,
    State,
    ToldOnce,
    after_all_clear,
    due_notices,
    holding,
    refused_now,
    told_now,
)
from holdfast.apps.intake.team.records.notices import LineLook, NoticePlan, ToldNotices
from holdfast.apps.watch.errors import AddressRefusedError, PostClosedError
from holdfast.apps.watch.post import Saying, Tell
from holdfast.apps.watch.queries.slots import slot
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.rules import Slot
from holdfast.apps.watch.services.slots import put

Told = dict[tuple[str, NoticeKind], ToldOnce]


def tell_of_line(
    box: Letterbox, ways: Mapping[By, Tell], *, now: dt.datetime, known: Known | None = None
) -> bool:
    """Tell whoever is to be told of the line now. False where somebody could not be told.

    `known` keeps opened bells from one round to the next.

    Raises StoreError, TooLongError.
    """
    plan = slot(Slot.PLAN, NoticePlan, box=box)
    if plan is None or not plan.people:
        return True
    promised = {danger: dt.timedelta(minutes=n) for danger, n in plan.promises.items()}
    state = state_of(outside(box, known, now=now), slot(Slot.LOOK, LineLook, box=box), promised)
    told = _told_before(box, plan, state)
    due = due_notices(plan.people, state, told.values(), every=plan.every, now=now)
    closed = _send(due, plan, ways, told, state, box=box, now=now)
    waiting = {(to.member, kind) for kind in holding(state, now) for to in plan.people}
    return not closed and not any(told[one].is_refused for one in waiting & set(told))


def _send(
    due: Sequence[DueNotice],
    plan: NoticePlan,
    ways: Mapping[By, Tell],
    told: Told,
    state: State,
    *,
    box: Letterbox,
    now: dt.datetime,
) -> set[By]:
    """Send what is due, and write down each that went out. Returns the ways that take nothing."""
    closed: set[By] = set()
    for notice in due:
        to, kind = notice.to, notice.kind
        came = None if to.by in closed else _tell(notice, plan, ways)
        if came is None:
            closed.add(to.by)
            continue
        keep = told_now if came else refused_now
        told[to.member, kind] = keep(notice, told.get((to.member, kind)), state, now=now)
        put({Slot.TOLD: ToldNotices(told=tuple(told.values()))}, public=box.public)
    return closed


def _tell(notice: DueNotice, plan: NoticePlan, ways: Mapping[By, Tell]) -> bool | None:
    """Whether this address took it; None where its server takes nothing now, or is not named."""
    tell = ways.get(notice.to.by)
    says = Saying(plan.subject, plan.says.get(notice.kind, "") or plan.subject)
    if tell is None:
        return None
    try:
        tell(notice.to.address, says)
    except AddressRefusedError:
        return False
    except PostClosedError:
        return None
    return True


def _told_before(box: Letterbox, plan: NoticePlan, state: State) -> Told:
    """What is known to have been told, of those who are still to be told; that nobody in danger
    waits is written down."""
    kept: Iterable[ToldOnce] = ()
    stored = slot(Slot.TOLD, ToldNotices, box=box)
    if stored is not None:
        members = {to.member for to in plan.people}
        kept = [after_all_clear(one, state) for one in stored.told if one.member in members]
        if set(kept) - set(stored.told):
            put({Slot.TOLD: ToldNotices(told=tuple(kept))}, public=box.public)
    return {(one.member, one.kind): one for one in kept}
