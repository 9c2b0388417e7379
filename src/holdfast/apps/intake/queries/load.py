"""What the coordinator sees of the line's work: waits and arrivals, by week, never by name.

Invariants:
- Nobody's work is counted apart: what was said by whom is not read here.
- It is worked out from the conversations that the actor may open, of the last twelve weeks, the
  flood in quarantine left out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import Tray, Voice
from holdfast.apps.intake.team.load import (
    WEEKS,
    Wait,
    Waiting,
    arrivals_in,
    hidden_below,
    waiting,
    waits_in,
    was_kept,
)
from holdfast.apps.intake.team.notices import zone_named
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, UnitId, require
from holdfast.kernel.clock import Clock, iso_week, utc_now

from .line import the_line
from .team import promises, team_settings

Said = tuple[dt.datetime, Voice]


@dataclass(frozen=True, slots=True)
class Week:
    """One week: how many letters and calls came, and how long people waited; None where few."""

    week: str
    arrived: int | None
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Load:
    """The line's work of some weeks. Counts are None where they are below five or would give one
    away; hours and weekdays (Monday is 0) are those of the team's zone."""

    zone: str
    whole: Waiting
    weeks: tuple[Week, ...]
    by_hour: Mapping[int, int | None]
    by_weekday: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class _Talk:
    """What one conversation adds: its waits, when they wrote, and what was promised."""

    waits: list[Wait]
    arrivals: list[dt.datetime]
    promised: dt.timedelta


def load(*, actor: Actor, clock: Clock = utc_now) -> Load:
    """The line's work of the last twelve weeks.

    Raises NotPermittedError, LineClosedError, NotGrantedError.
    """
    require(actor, Permission.GRANT_CASES)
    zone_name = team_settings(actor)[0].zone
    zone, now = zone_named(zone_name), clock()
    talks = _talks(actor, since=now - dt.timedelta(weeks=WEEKS), now=now)
    local = [at.astimezone(zone) for talk in talks for at in talk.arrivals]
    hours, weekdays = Counter(at.hour for at in local), Counter(at.weekday() for at in local)
    return Load(
        zone=zone_name,
        whole=_waiting((talk, wait) for talk in talks for wait in talk.waits),
        weeks=_weeks(talks, now),
        by_hour=hidden_below({hour: hours[hour] for hour in range(24)}),
        by_weekday=hidden_below({day: weekdays[day] for day in range(7)}),
    )


def _talks(actor: Actor, *, since: dt.datetime, now: dt.datetime) -> list[_Talk]:
    scope, promised = the_line(actor).scope, promises(actor)
    counted = {
        stored.unit: stored.value
        for stored in find(actor, Conversation, scope=scope)
        if stored.value.tray is not Tray.QUARANTINE
    }
    said: dict[str, list[Said]] = defaultdict(list)
    for message in find(actor, Message, scope=scope):
        if message.unit in counted:
            said[message.unit].append((message.value.at, message.value.voice))
    talks = []
    for unit, spoken in said.items():
        value = counted[UnitId(unit)]
        waits = waits_in(sorted(spoken), waiting_at=now if value.waiting_since else None)
        talks.append(
            _Talk(
                [wait for wait in waits if wait.since >= since],
                [at for at in arrivals_in(spoken) if at >= since],
                promised[value.danger],
            )
        )
    return talks


def _weeks(talks: Sequence[_Talk], now: dt.datetime) -> tuple[Week, ...]:
    names = [iso_week(now - dt.timedelta(weeks=back)) for back in range(WEEKS)]
    arrived = Counter(iso_week(at) for talk in talks for at in talk.arrivals)
    shown = hidden_below({name: arrived[name] for name in names})
    waits: dict[str, list[tuple[_Talk, Wait]]] = defaultdict(list)
    for talk in talks:
        for wait in talk.waits:
            waits[iso_week(wait.since)].append((talk, wait))
    return tuple(Week(name, shown[name], _waiting(waits[name])) for name in names)


def _waiting(waits: Iterable[tuple[_Talk, Wait]]) -> Waiting:
    found = list(waits)
    lengths = [wait.length for _, wait in found]
    kept = [was_kept(wait, talk.promised) for talk, wait in found]
    return waiting(lengths, [one for one in kept if one is not None])
