"""Who is told of the line, of what, and how often, as pure functions.

Invariants:
- A notice says one of three things, and no number: something waits, somebody in danger waits,
  somebody waits longer than was promised.
- One member is told one thing at most once in as many minutes as the team chose, whatever arrives.
- Quiet hours hold a notice back and never drop it; danger does not heed them.
- Danger is told at once, and again after pauses that double: one letter that is false wakes nobody
  all night. Something newer in danger, or danger after there was none, begins anew.
- What is not known to have been told is told: twice at worst.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from holdfast.apps.intake.errors import BadTopicError, BadZoneError
from holdfast.apps.intake.rules import Danger

LEAST_MINUTES, MOST_MINUTES = 5, 24 * 60
REFUSED_PAUSE = dt.timedelta(minutes=5)
_MOST_DOUBLED = 12
_TOPIC = re.compile(r"[A-Za-z0-9_-]{16,64}")
_IN_DANGER = frozenset({Danger.NOW, Danger.DAY})


class NoticeKind(StrEnum):
    """What somebody is told. The text is sealed in records: never change it."""

    DANGER = "danger"
    OVERDUE = "overdue"
    WAITS = "waits"


class By(StrEnum):
    """By which way a member is told."""

    MAIL = "mail"
    NTFY = "ntfy"


EVERY_MINUTES: Mapping[NoticeKind, int] = {
    NoticeKind.DANGER: 15,
    NoticeKind.OVERDUE: 60,
    NoticeKind.WAITS: 60,
}
SAYS: Mapping[NoticeKind, str] = {
    NoticeKind.DANGER: "Somebody in danger waits.",
    NoticeKind.OVERDUE: "Somebody waits longer than promised.",
    NoticeKind.WAITS: "Something waits.",
}


class Quiet(msgspec.Struct, frozen=True):
    """From when to when on the clock of a zone somebody sleeps, in minutes of the day."""

    start: int
    end: int
    zone: str


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """A member who is told: where, of what, and when not."""

    member: str
    by: By
    address: str
    kinds: tuple[NoticeKind, ...]
    quiet: Quiet | None = None


class ToldOnce(msgspec.Struct, frozen=True):
    """When a member was last told a thing, or last could not be; `newest_at` is that of the letters
    outside that it was told of, `danger_at` that of the newest danger, `times` how often that was
    told.
    """

    member: str
    kind: NoticeKind
    at: dt.datetime
    newest_at: dt.datetime | None = None
    is_refused: bool = False
    danger_at: dt.datetime | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Arrived:
    """A letter outside as its bell tells of it."""

    written_at: dt.datetime
    danger: Danger


@dataclass(frozen=True, slots=True)
class State:
    """What waits, and no more of it than a notice can say.

    `newest_at` is when the newest letter outside came that the desk has not seen; None where its
    moment is not known. `danger_at` is when the newest danger of all was heard, where that is
    known.
    """

    waits: bool = False
    newest_at: dt.datetime | None = None
    is_danger: bool = False
    due_at: dt.datetime | None = None
    danger_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class DueNotice:
    """That a member is to be told something now."""

    to: Reached
    kind: NoticeKind


def is_in_danger(danger: Danger) -> bool:
    """Whether harm is expected within a day: what nobody sleeps through."""
    return danger in _IN_DANGER


def holding(state: State, now: dt.datetime) -> list[NoticeKind]:
    """What is so at this moment, the worst first."""
    overdue = state.due_at is not None and now > state.due_at
    said = {
        NoticeKind.DANGER: state.is_danger,
        NoticeKind.OVERDUE: overdue,
        NoticeKind.WAITS: state.waits,
    }
    return [kind for kind, is_so in said.items() if is_so]


def due_notices(
    people: Sequence[Reached],
    state: State,
    told: Iterable[ToldOnce],
    *,
    every: Mapping[NoticeKind, int],
    now: dt.datetime,
) -> list[DueNotice]:
    """Who is to be told what now, the worst first."""
    last = {(one.member, one.kind): one for one in told}
    return [
        DueNotice(to, kind)
        for kind in holding(state, now)
        for to in people
        if kind in to.kinds
        and (kind is NoticeKind.DANGER or not is_quiet(to.quiet, now))
        and _is_due(last.get((to.member, kind)), kind, state, every[kind], now)
    ]


_CLOCK_DRIFT = dt.timedelta(minutes=1)  # a clock that is set right goes back by less


def _is_due(
    last: ToldOnce | None, kind: NoticeKind, state: State, minutes: int, now: dt.datetime
) -> bool:
    if last is None or last.at > now + _CLOCK_DRIFT:  # written under a wrong clock
        return True
    if last.is_refused:
        return now - last.at >= REFUSED_PAUSE
    if now - last.at < dt.timedelta(minutes=minutes):
        return False
    if kind is NoticeKind.DANGER:
        return _is_newer(last, state, now) or now - last.at >= _pause_after(last, minutes)
    if kind is not NoticeKind.WAITS or state.newest_at is None or last.newest_at is None:
        return True
    return state.newest_at > last.newest_at


def _pause_after(last: ToldOnce, minutes: int) -> dt.timedelta:
    doubled = minutes * 2 ** min(max(last.times - 1, 0), _MOST_DOUBLED)
    return dt.timedelta(minutes=min(doubled, MOST_MINUTES))


def _is_newer(last: ToldOnce, state: State, now: dt.datetime) -> bool:
    """Whether danger was heard after that which was told. A moment to come counts as now, so that
    it keeps none that comes after it from being newer."""
    if state.danger_at is None:
        return False
    return last.danger_at is None or min(state.danger_at, now) > last.danger_at


def told_now(
    notice: DueNotice, before: ToldOnce | None, state: State, *, now: dt.datetime
) -> ToldOnce:
    """What is kept of a notice that went out now."""
    danger_at = before.danger_at if before else None
    times = before.times + 1 if before and not _is_newer(before, state, now) else 1
    if state.danger_at is not None:
        danger_at = min(state.danger_at, now)
    return ToldOnce(
        notice.to.member,
        notice.kind,
        now,
        newest_at=state.newest_at,
        danger_at=danger_at,
        times=times,
    )


def refused_now(
    notice: DueNotice, before: ToldOnce | None, state: State, *, now: dt.datetime
) -> ToldOnce:
    """What is kept of a notice whose address refused it now: nobody was told of any danger."""
    return ToldOnce(
        notice.to.member,
        notice.kind,
        now,
        newest_at=state.newest_at,
        is_refused=True,
        danger_at=before.danger_at if before else None,
        times=before.times if before else 0,
    )


def after_all_clear(one: ToldOnce, state: State) -> ToldOnce:
    """What is kept of a notice once it is seen what waits: where nobody in danger does, danger
    that comes then is told as for the first time."""
    if one.kind is not NoticeKind.DANGER or state.is_danger:
        return one
    return msgspec.structs.replace(one, times=0, danger_at=None)


def is_quiet(quiet: Quiet | None, now: dt.datetime) -> bool:
    """Whether it is within somebody's quiet hours, which may run over midnight."""
    if quiet is None or quiet.start == quiet.end:
        return False
    local = now.astimezone(zone_named(quiet.zone))
    minute = local.hour * 60 + local.minute
    if quiet.start < quiet.end:
        return quiet.start <= minute < quiet.end
    return minute >= quiet.start or minute < quiet.end


def zone_named(name: str) -> ZoneInfo:
    """The time zone. Raises BadZoneError."""
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadZoneError from None


def check_topic(topic: str) -> str:
    """The topic, where nobody else would guess it. Raises BadTopicError."""
    if not _TOPIC.fullmatch(topic):
        raise BadTopicError
    return topic


def checked_minutes(minutes: int) -> int:
    """How often at most, kept between five minutes and a day."""
    return min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
