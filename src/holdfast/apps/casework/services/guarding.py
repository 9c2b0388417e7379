"""What of a journey the watch looks after, and how the two are brought together again.

Invariants:
- The watch is given opaque ids, minutes, addresses and verifiers; never a case, a name or a place.
- After `settle_watch` the watch has every open check-in under way of what the actor may open, and
  none that is settled: whatever a crash, a restore or a hand on the disk has left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.errors.journeys import NobodyToTellError
from holdfast.apps.casework.queries.files import CaseFile, case_files
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Told, as_told
from holdfast.apps.casework.rules.journeys import SETTLED, CheckInState
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.queries.rows import rows, steps
from holdfast.apps.watch.queries.team import addresses, letterbox
from holdfast.apps.watch.records import Watched
from holdfast.apps.watch.rules import Notice, Step, WatchId
from holdfast.apps.watch.services.watching import fill_up, release, watch
from holdfast.kernel.clock import Clock, utc_now


def look_after(actor: Actor, file: CaseFile, journey: Stored[Journey]) -> None:
    """Give every open check-in of a journey to the watch. Done twice it does the same.

    Raises NobodyToTellError, NoWatchError, TooLongError, StoreError.
    """
    box, known = letterbox(actor), addresses(actor)
    for stored in file.all(CheckIn):
        if stored.value.journey == journey.id and not _is_settled(stored.value):
            watched = _watched(stored.value, journey.value, known)
            watch(watched, row=WatchId(stored.value.row), box=box)


def forget(actor: Actor, check_ins: Iterable[Stored[CheckIn]]) -> None:
    """Let the watch forget these. Raises StoreError."""
    try:
        box = letterbox(actor)
    except NoWatchError:
        return
    for stored in check_ins:
        release(WatchId(stored.value.row), box=box)


def is_under_duress(actor: Actor, check_ins: Sequence[Stored[CheckIn]]) -> bool:
    """Whether the duress word was said at one of these, to a member or to the watch."""
    if any(stored.value.outcome is CheckInState.DURESS for stored in check_ins):
        return True
    try:
        marks = steps(letterbox(actor), about=[WatchId(c.value.row) for c in check_ins])
    except NoWatchError:
        return False
    still_open = [
        marks.get(WatchId(c.value.row), []) for c in check_ins if not _is_settled(c.value)
    ]
    return any(done.step is Step.DURESS for found in still_open for done in found)


def told_of(actor: Actor, check_ins: Sequence[Stored[CheckIn]]) -> dict[RecordId, tuple[Told, ...]]:
    """What the watch did about each of these, to be kept once it has forgotten them."""
    try:
        marks = steps(letterbox(actor), about=[WatchId(c.value.row) for c in check_ins])
    except NoWatchError:
        return {}
    return {c.id: as_told(marks.get(WatchId(c.value.row), [])) for c in check_ins}


def settle_watch(*, actor: Actor, clock: Clock = utc_now) -> int:
    """Bring the watch to what the journeys say. Returns how many rows were put or taken.

    Raises NoWatchError, StoreError.
    """
    box, known = letterbox(actor), addresses(actor)
    fill_up(box)
    live, changed = rows(box).live, 0
    for file in case_files(actor, now=clock()):
        for stored, journey in _of(file):
            row, is_wanted = WatchId(stored.value.row), _is_wanted(stored.value, journey)
            if is_wanted and row not in live:
                watch(_watched(stored.value, journey, known), row=row, box=box)
                changed += 1
            elif not is_wanted and row in live:
                release(row, box=box)
                changed += 1
    return changed


def _of(file: CaseFile) -> list[tuple[Stored[CheckIn], Journey]]:
    journeys = {str(stored.id): stored.value for stored in file.all(Journey)}
    return [(stored, journeys[stored.value.journey]) for stored in file.all(CheckIn)]


def _is_wanted(check_in: CheckIn, journey: Journey) -> bool:
    return journey.is_watched and not _is_settled(check_in)


def _is_settled(check_in: CheckIn) -> bool:
    return check_in.outcome is not None and check_in.outcome in SETTLED


def _watched(check_in: CheckIn, journey: Journey, known: Mapping[MemberId, str]) -> Watched:
    ladder = tuple(
        Notice(rung.minutes, known[MemberId(rung.member)])
        for rung in check_in.ladder
        if rung.member in known
    )
    if not ladder:
        raise NobodyToTellError
    return Watched(
        due_at=check_in.due_at,
        grace_minutes=check_in.grace_minutes,
        ladder=ladder,
        words=journey.words,
    )
