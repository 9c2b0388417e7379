"""What each person on a journey is told of it, and nothing else, as pure functions.

Invariants:
- Who travels is told one leg; a driver one leg, how many come and by what they know each other; a
  host when they come, how many and for how many nights.
- No name, no alias of a case, no other stop and no reason stands in what anybody is told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from holdfast.apps.casework.errors.journeys import WrongMomentError
from holdfast.apps.intake.rules import ErrandFact as Fact

Facts = tuple[tuple[Fact, str], ...]
STAYS_AFTER = dt.timedelta(hours=3)  # a leg can be late


@dataclass(frozen=True, slots=True)
class ToldLeg:
    """What is known of the leg that is told; its times are told on the clocks of its ends."""

    origin: str
    destination: str
    leaves_at: dt.datetime
    arrives_at: dt.datetime
    zone: str
    arrives_zone: str
    mode: str
    meets: str = ""
    vehicle: str = ""
    cover_story: str = ""
    phone_policy: str = ""
    cash: str = ""

    @property
    def leaves(self) -> str:
        """When it leaves, where it leaves."""
        return _on_the_clock(self.leaves_at, self.zone)

    @property
    def arrives(self) -> str:
        """When it arrives, where it arrives."""
        return _on_the_clock(self.arrives_at, self.arrives_zone or self.zone)


@dataclass(frozen=True, slots=True)
class Guests:
    """How many come, for how many nights; 0 where that is not said."""

    people: int
    children: int = 0
    has_pets: bool = False
    nights: int = 0


def next_step(leg: ToldLeg, *, check_in: dt.datetime | None, phrase: str = "") -> Facts:
    """What somebody who travels is told of the leg that comes."""
    due = _on_the_clock(check_in, leg.arrives_zone or leg.zone) if check_in else ""
    return _said(
        (Fact.WHEN, leg.leaves),
        (Fact.FROM, leg.origin),
        (Fact.TO, leg.destination),
        (Fact.BY, leg.mode),
        (Fact.ARRIVES, leg.arrives),
        (Fact.MEETS, leg.meets),
        (Fact.PHRASE, phrase),
        (Fact.SAY, leg.cover_story),
        (Fact.PHONE, leg.phone_policy),
        (Fact.CASH, leg.cash),
        (Fact.CHECK_IN, due),
    )


def ride(leg: ToldLeg, guests: Guests, *, phrase: str = "", note: str = "") -> Facts:
    """What somebody who drives or goes along is told."""
    return _said(
        (Fact.WHEN, leg.leaves),
        (Fact.FROM, leg.origin),
        (Fact.TO, leg.destination),
        (Fact.ARRIVES, leg.arrives),
        *_of(guests),
        (Fact.VEHICLE, leg.vehicle),
        (Fact.PHRASE, phrase),
        (Fact.NOTE, note),
    )


def taking_in(leg: ToldLeg, guests: Guests, *, phrase: str = "", note: str = "") -> Facts:
    """What somebody who takes people in is told."""
    return _said(
        (Fact.ARRIVES, leg.arrives),
        *_of(guests),
        (Fact.NIGHTS, _number(guests.nights)),
        (Fact.PHRASE, phrase),
        (Fact.NOTE, note),
    )


def check_tellable(leg: int, *, current: int, legs: int) -> None:
    """Return where this leg is under way or comes next. Raises WrongMomentError."""
    if not (0 <= leg < legs and leg in {current, current + 1}):
        raise WrongMomentError("Only the next leg is told. Nothing was sent.")


def _said(*facts: tuple[Fact, str]) -> Facts:
    return tuple((fact, text.strip()) for fact, text in facts if text.strip())


def _of(guests: Guests) -> Facts:
    return (
        (Fact.PEOPLE, _number(guests.people)),
        (Fact.CHILDREN, _number(guests.children)),
        (Fact.ANIMALS, _number(int(guests.has_pets))),
    )


def _number(count: int) -> str:
    return str(count) if count else ""


def _on_the_clock(moment: dt.datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
