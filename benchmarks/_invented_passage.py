"""Invented planning cards and ties from a seed, in the proportions of a busy network."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

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
    Vehicle,
    VehicleId,
    Vetting,
    Window,
    Zone,
)
from holdfast.methods.passage.deck import Cards
from holdfast.methods.passage.exposure import Node, NodeKind, Tie, TieKind

TONIGHT = dt.date(2031, 4, 7)
NIGHTS = 14
_ZONES = tuple(Zone(f"zone {number}") for number in range(6))
_NEEDS = ("children", "pets", "step-free")


def invent_cards(*, households: int, places: int, seed: int) -> Cards:
    """Households for some of fourteen nights, a third of them housed, a quarter about to travel."""
    draw = np.random.default_rng(seed)
    homes = tuple(_place(draw, number) for number in range(places))
    people = _households(draw, households, homes)
    return Cards(
        tonight=TONIGHT,
        households=people,
        places=homes,
        helpers=tuple(_helper(draw, number) for number in range(max(places * 2 // 3, 2))),
        vehicles=tuple(
            Vehicle(id=VehicleId(f"v{number:03}"), seats=5, zones=frozenset(_ZONES))
            for number in range(max(places // 4, 1))
        ),
        legs=tuple(
            _leg(draw, home, number) for number, home in enumerate(people) if number % 4 == 3
        ),
    )


def in_company(cards: Cards) -> Cards:
    """The same with every tenth household and the one after it travelling together, half of these
    pairs as a minor with the adult."""
    homes = list(cards.households)
    for number in range(0, len(homes) - 1, 10):
        other = frozenset({homes[number + 1].id})
        is_bound = number % 20 == 0
        homes[number] = replace(
            homes[number],
            travels_with=frozenset() if is_bound else other,
            not_without=other if is_bound else frozenset(),
        )
    return replace(cards, households=tuple(homes))


def _place(draw: np.random.Generator, number: int) -> Place:
    return Place(
        id=PlaceId(f"p{number:03}"),
        zone=_ZONES[number % len(_ZONES)],
        beds=int(draw.integers(2, 7)),
        suits=frozenset(need for need in _NEEDS if draw.random() < 0.7),
        may_mix=bool(draw.random() < 0.8),
        longest_stay=7 if draw.random() < 0.2 else None,
        vetting_to_know=Vetting.STORY_CONSISTENT,
        cost=int(draw.integers(0, 40)),
    )


def _households(
    draw: np.random.Generator, count: int, homes: tuple[Place, ...]
) -> tuple[Household, ...]:
    left = {home.id: home.beds for home in homes}
    found = []
    for number in range(count):
        people = int(draw.choice([1, 1, 1, 1, 2, 2, 3, 4]))
        home = homes[int(draw.integers(len(homes)))]
        is_housed = number % 3 == 0 and left[home.id] >= people and home.may_mix
        left[home.id] -= people if is_housed else 0
        first = 0 if is_housed else int(draw.integers(0, NIGHTS - 1))
        last = min(first + int(draw.integers(2, 12)), NIGHTS - 1)
        found.append(
            Household(
                id=HouseholdId(f"h{number:04}"),
                people=people,
                tier=NeedTier(int(draw.choice([0, 1, 1, 2, 2, 2]))),
                risk=int(draw.integers(0, 101)),
                first_night=TONIGHT + dt.timedelta(days=first),
                last_night=TONIGHT + dt.timedelta(days=last),
                needs=home.suits
                if is_housed
                else frozenset(need for need in _NEEDS if draw.random() < 0.1),
                apart_from=frozenset(
                    {HouseholdId(f"h{int(draw.integers(number)):04}")}
                    if number and draw.random() < 0.05 and not is_housed
                    else ()
                ),
                now_at=home.id if is_housed else None,
                there_since=TONIGHT if is_housed else None,
            )
        )
    return tuple(found)


def _helper(draw: np.random.Generator, number: int) -> Helper:
    zones = draw.choice(len(_ZONES), size=4, replace=False)
    return Helper(
        id=HelperId(f"e{number:03}"),
        zones=frozenset(_ZONES[int(zone)] for zone in zones),
        vetting=Vetting(int(draw.integers(1, 5))),
        most_places=int(draw.integers(3, 12)),
    )


def _leg(draw: np.random.Generator, household: Household, number: int) -> Leg:
    """A leg that ends on the household's first night, or takes them on from where they are."""
    here, there = (int(zone) for zone in draw.choice(len(_ZONES), size=2, replace=False))
    start = dt.datetime.combine(household.first_night, dt.time(9), dt.UTC)
    start += dt.timedelta(days=int(draw.integers(0, 2)), hours=int(draw.integers(0, 8)))
    return Leg(
        id=LegId(f"l{number:04}"),
        household=household.id,
        from_zone=_ZONES[here],
        to_zone=_ZONES[there],
        window=Window(start, start + dt.timedelta(hours=3)),
        escort=list(Escort)[int(draw.integers(0, 4))],
        needs_vehicle=bool(draw.random() < 0.5),
    )


def invent_ties(
    *, people: int, places: int, helpers: int, vehicles: int, seed: int
) -> tuple[list[Node], list[Tie]]:
    """Who slept where, rode with whom in what, knows whom and what: some sixteen ties a person."""
    draw = np.random.default_rng(seed)
    nodes = [
        Node(f"h{n:04}", NodeKind.HOUSEHOLD, int(draw.integers(3)), int(draw.integers(101)))
        for n in range(people)
    ]
    nodes += [Node(f"p{n:03}", NodeKind.PLACE) for n in range(places)]
    nodes += [Node(f"e{n:03}", NodeKind.HELPER) for n in range(helpers)]
    nodes += [Node(f"v{n:03}", NodeKind.VEHICLE) for n in range(vehicles)]
    nodes += [Node(f"leg {n}", NodeKind.LEG) for n in range(people)]
    nodes += [Node(f"phone {n}", NodeKind.PHONE) for n in range(people)]
    ties = []
    for number in range(people):
        own = f"h{number:04}"
        ties.append(Tie(TieKind.CARRIES, own, f"phone {number}"))
        ties.append(Tie(TieKind.SLEEPS, own, f"p{int(draw.integers(places)):03}"))
        for kind, count in ((TieKind.SLEPT, 3), (TieKind.COULD_NAME, 3)):
            size = places if kind is TieKind.SLEPT else people
            letter = "p{:03}" if kind is TieKind.SLEPT else "h{:04}"
            ties += [Tie(kind, own, letter.format(int(n))) for n in draw.integers(size, size=count)]
        for other in draw.integers(people, size=3):
            ties.append(Tie(TieKind.NUMBER_IN, f"phone {number}", f"h{int(other):04}"))
        ties.append(Tie(TieKind.COULD_NAME, f"e{int(draw.integers(helpers)):03}", own))
        vehicle = f"v{int(draw.integers(vehicles)):03}"
        ties += [
            Tie(TieKind.TRAVELS, own, f"leg {number}"),
            Tie(TieKind.ESCORTS, f"e{int(draw.integers(helpers)):03}", f"leg {number}"),
            Tie(TieKind.USES, f"leg {number}", vehicle),
            Tie(TieKind.RODE, own, vehicle),
        ]
    for number in range(helpers):
        known = draw.integers(places, size=8)
        ties += [Tie(TieKind.KNOWS, f"e{number:03}", f"p{int(n):03}") for n in known]
    return nodes, ties
