"""The rota: who answers when, and when nobody does.

Invariants: it is the whole team's; a member is an opaque id in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.team.notices import zone_named
from holdfast.apps.intake.team.records.rota import Shift
from holdfast.apps.intake.team.rota import Span, cut, gaps, overlap, windows
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.clock import Clock, utc_now

from .team import team_settings

AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A shift as the rota shows it. `revision` is handed back when it is changed."""

    id: RecordId
    revision: int
    member: MemberId
    span: Span
    is_offered: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Rota:
    """The shifts of some days, and when nobody answers though the line is to be answered."""

    within: Span
    zone: str
    shifts: tuple[ShiftView, ...]
    gaps: tuple[Span, ...]

    @property
    def now(self) -> list[ShiftView]:
        """Who answers now."""
        return [shift for shift in self.shifts if shift.is_now]


def rota(actor: Actor, *, days: dt.timedelta = AHEAD, clock: Clock = utc_now) -> Rota:
    """The rota from now on. Raises NotPermittedError, StoreError."""
    require(actor, Permission.ANSWER_CONTACTS)
    chosen, _ = team_settings(actor)
    now = clock()
    within = Span(now, now + days)
    found = [_view(one, now) for one in shifts(actor)]
    near = sorted((v for v in found if overlap(v.span, within)), key=lambda v: (v.span, v.member))
    open_at = windows(chosen.hours, zone_named(chosen.zone), within)
    left = gaps(open_at, cut((view.span for view in near), within))
    return Rota(within, chosen.zone, tuple(near), tuple(left))


def following(shown: Iterable[ShiftView], *, after: dt.datetime) -> Span | None:
    """The next shift of anybody that ends after this moment."""
    return min((v.span for v in shown if v.span.end > after), default=None)


def shifts(actor: Actor) -> list[Stored[Shift]]:
    """Every shift that is kept."""
    return list(find(actor, Shift, scope=team_key(actor).scope))


def span_of(shift: Shift) -> Span:
    """From when to when."""
    return Span(shift.starts_at, shift.ends_at)


def _view(stored: Stored[Shift], now: dt.datetime) -> ShiftView:
    span = span_of(stored.value)
    return ShiftView(
        id=stored.id,
        revision=stored.revision,
        member=MemberId(stored.value.member),
        span=span,
        is_offered=stored.value.is_offered,
        is_now=span.start <= now < span.end,
    )
