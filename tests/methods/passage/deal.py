"""Invented cards: a few by hand, any number from a seed. Nothing here stands for anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random  # noqa: TID251  (no secret comes from it)

from holdfast.methods.passage.cards import (
    Escort,
    Helper,
    HelperId,
    Household,
    HouseholdId,
    Leg,
    LegId,
    NeedTier,
    Place,
    PlaceId,
    PlaceStatus,
    Vehicle,
    VehicleId,
    Vetting,
    Window,
    Zone,
)
from holdfast.methods.passage.deck import Cards

TONIGHT = dt.date(2031, 4, 7)
ZONES = tuple(Zone(name) for name in ("north", "river", "hills", "port"))
NEEDS = ("children", "pets", "step-free")


def night(number: int) -> dt.date:
    """The night so many days from tonight."""
    return TONIGHT + dt.timedelta(days=number)


def at(day: int, hour: float) -> dt.datetime:
    """An hour of a day counted from tonight's date, in UTC."""
    return dt.datetime.combine(night(day), dt.time(), dt.UTC) + dt.timedelta(hours=hour)


def household(
    id_: str, *, nights: tuple[int, int] = (0, 3), people: int = 1, **other: object
) -> Household:
    """A household in need of beds from one night to another; urgent unless told."""
    fields: dict[str, object] = {"tier": NeedTier.URGENT} | other
    return Household(
        id=HouseholdId(id_),
        people=people,
        first_night=night(nights[0]),
        last_night=night(nights[1]),
        **fields,  # type: ignore[arg-type]
    )


def place(id_: str, *, beds: int = 2, zone: str = "north", **other: object) -> Place:
    """A place in use."""
    return Place(id=PlaceId(id_), beds=beds, zone=Zone(zone), **other)  # type: ignore[arg-type]


def helper(id_: str, *, zones: tuple[str, ...] = ZONES, **other: object) -> Helper:
    """A helper who is vetted and may go anywhere unless told."""
    fields: dict[str, object] = {"vetting": Vetting.CORROBORATED} | other
    return Helper(id=HelperId(id_), zones=frozenset(map(Zone, zones)), **fields)  # type: ignore[arg-type]


def vehicle(
    id_: str, *, seats: int = 4, zones: tuple[str, ...] = ZONES, **other: object
) -> Vehicle:
    """A vehicle that may go anywhere unless told."""
    return Vehicle(id=VehicleId(id_), seats=seats, zones=frozenset(map(Zone, zones)), **other)  # type: ignore[arg-type]


def leg(
    id_: str, of: str, *, day: int = 1, ways: tuple[str, str] = ("north", "river"), **other: object
) -> Leg:
    """A leg from nine to twelve on a day, escorted unless told."""
    fields: dict[str, object] = {
        "escort": Escort.ACCOMPANY,
        "window": Window(at(day, 9), at(day, 12)),
    } | other
    return Leg(
        id=LegId(id_),
        household=HouseholdId(of),
        from_zone=Zone(ways[0]),
        to_zone=Zone(ways[1]),
        **fields,
    )  # type: ignore[arg-type]


def cards(*dealt: Household | Place | Helper | Vehicle | Leg, tonight: dt.date = TONIGHT) -> Cards:
    """These cards together."""
    return Cards(
        tonight=tonight,
        households=tuple(card for card in dealt if isinstance(card, Household)),
        places=tuple(card for card in dealt if isinstance(card, Place)),
        helpers=tuple(card for card in dealt if isinstance(card, Helper)),
        vehicles=tuple(card for card in dealt if isinstance(card, Vehicle)),
        legs=tuple(card for card in dealt if isinstance(card, Leg)),
    )


def deal(
    seed: int, *, households: int = 12, places: int = 6, helpers: int = 4, nights: int = 10
) -> Cards:
    """Crowded cards from a seed, with every kind of rule among them."""
    random = Random(seed)
    homes = [_place(random, f"p{n:03}", households, nights) for n in range(places)]
    people = [_household(random, n, homes, nights) for n in range(households)]
    people = _in_company(random, people)
    legs = [one for one in (_leg(random, home, n) for n, home in enumerate(people)) if one]
    people, homes = _seated(people, homes)
    return cards(
        *people,
        *homes,
        *(_helper(random, f"e{n:03}", homes) for n in range(helpers)),
        *(vehicle(f"v{n}", seats=random.randint(2, 7)) for n in range(max(helpers // 2, 1))),
        *legs,
    )


def _place(random: Random, id_: str, households: int, nights: int) -> Place:
    closed = {
        night(random.randrange(nights)): random.randint(0, 2) for _ in range(random.randint(0, 2))
    }
    return place(
        id_,
        beds=random.randint(1, 6),
        zone=random.choice(ZONES),
        beds_on=closed,
        suits=frozenset(need for need in NEEDS if random.random() < 0.7),
        may_mix=random.random() < 0.7,
        longest_stay=random.choice([None, None, 3, 7]),
        known_by=frozenset(
            {f"h{random.randrange(households):04}"} if random.random() < 0.2 else ()
        ),
        status=random.choice([PlaceStatus.ACTIVE] * 8 + [PlaceStatus.FULL, PlaceStatus.BURNED]),
        vetting_to_know=random.choice([Vetting.UNVERIFIED, Vetting.VOUCHED]),
        cost=random.randrange(50),
    )


def _household(random: Random, number: int, homes: list[Place], nights: int) -> Household:
    first = random.randrange(nights - 1)
    last = min(first + random.randint(0, nights), nights - 1)
    now_at = random.choice(homes).id if random.random() < 0.3 else None
    others = (
        {HouseholdId(f"h{random.randrange(number):04}")}
        if number and random.random() < 0.2
        else set()
    )
    return household(
        f"h{number:04}",
        nights=(0 if now_at else first, last),
        people=random.choice([1, 1, 1, 2, 2, 3, 4]),
        tier=random.choice(list(NeedTier)),
        risk=random.randint(0, 100),
        needs=frozenset(need for need in NEEDS if random.random() < 0.15),
        apart_from=frozenset(others),
        zones_avoided=frozenset({random.choice(ZONES[2:])} if random.random() < 0.2 else ()),
        now_at=now_at,
        there_since=night(-random.randint(0, 5)) if now_at else None,
        works_with=frozenset({HelperId("e000")} if random.random() < 0.2 else ()),
        must_not_know=frozenset({"e001"} if random.random() < 0.1 else ()),
        deadline=night(random.randint(first, last))
        if not now_at and random.random() < 0.3
        else None,
    )


def _in_company(random: Random, people: list[Household]) -> list[Household]:
    """Some travel with another; some may not be parted from them."""
    found = []
    for one in people:
        others = sorted(other.id for other in people if other.id not in {one.id, *one.apart_from})
        other = frozenset(random.sample(others, min(len(others), 1)))
        roll = random.random()
        likes = other if roll < 0.12 else frozenset[HouseholdId]()
        needs = other if 0.12 <= roll < 0.24 else frozenset[HouseholdId]()
        found.append(replace(one, travels_with=likes, not_without=needs))
    return found


def _leg(random: Random, home: Household, number: int) -> Leg | None:
    free = [zone for zone in ZONES if zone not in home.zones_avoided]
    if random.random() < 0.6:
        return None
    ways = tuple(random.sample(free, 2))
    day, hour = random.randrange(8), random.choice([2.0, 9.0, 15.0, 22.0])
    return leg(
        f"l{number:04}",
        home.id,
        ways=(ways[0], ways[1]),
        window=Window(at(day, hour), at(day, hour + random.choice([1.5, 4.0, 30.0]))),
        escort=random.choice(list(Escort)),
        needs_vehicle=random.random() < 0.5,
        vetting=random.choice([Vetting.IDENTITY_CHECKED, Vetting.VOUCHED]),
    )


def _helper(random: Random, id_: str, homes: list[Place]) -> Helper:
    known = frozenset(home.id for home in homes if random.random() < 0.15)
    return helper(
        id_,
        zones=tuple(random.sample(ZONES, random.randint(2, 4))),
        hours=None if random.random() < 0.5 else (Window(at(0, 6), at(6, 20)),),
        vetting=random.choice(list(Vetting)),
        knows=known,
        must_not_learn=frozenset(home.id for home in homes if random.random() < 0.2) - known,
        most_places=random.choice([None, len(known), len(known) + 2]),
    )


def _seated(people: list[Household], homes: list[Place]) -> tuple[list[Household], list[Place]]:
    """Whoever is counted into a place that is full is nowhere instead."""
    left = {home.id: home.beds_at(TONIGHT) for home in homes}
    seated = []
    for one in people:
        is_seated = one.now_at is None or left[one.now_at] >= one.people
        seated.append(one if is_seated else replace(one, now_at=None, there_since=None))
        if one.now_at is not None and is_seated:
            left[one.now_at] -= one.people
    return seated, homes
