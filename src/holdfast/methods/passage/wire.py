"""Cards and plans as bytes, for the planner that runs in a process of its own.

Invariants:
- What is decoded is checked as when it was made: cards that cannot be are refused in words.
- Nothing but what stands on the cards is written: opaque ids, numbers, dates, zones and codes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from .cards import Helper, Household, Leg, Place, Vehicle
from .deck import Cards
from .optimal import Stage
from .plans import Plan


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned: cards, the plan that stands, and for how long to search."""

    cards: Cards
    keep: Plan
    seconds: float


class Found(msgspec.Struct, frozen=True):
    """The best plan so far, after a stage (None: the quick plan it began from)."""

    plan: Plan
    stage: Stage | None = None
    is_last: bool = False


class _Deck(msgspec.Struct, frozen=True):
    tonight: dt.date
    households: tuple[Household, ...]
    places: tuple[Place, ...]
    helpers: tuple[Helper, ...]
    vehicles: tuple[Vehicle, ...]
    legs: tuple[Leg, ...]
    keep: Plan
    seconds: float


def encode_order(order: Order) -> bytes:
    """The order as bytes."""
    cards = order.cards
    deck = _Deck(
        cards.tonight,
        tuple(cards.households),
        tuple(cards.places),
        tuple(cards.helpers),
        tuple(cards.vehicles),
        tuple(cards.legs),
        order.keep,
        order.seconds,
    )
    return msgspec.json.encode(deck, enc_hook=_plain)


def decode_order(data: bytes) -> Order:
    """The order again. Raises ImpossibleCardError, UnknownCardError, msgspec.DecodeError."""
    deck = msgspec.json.decode(data, type=_Deck)
    cards = Cards(
        tonight=deck.tonight,
        households=deck.households,
        places=deck.places,
        helpers=deck.helpers,
        vehicles=deck.vehicles,
        legs=deck.legs,
    )
    return Order(cards, deck.keep, deck.seconds)


def encode_found(found: Found) -> bytes:
    """One line."""
    return msgspec.json.encode(found)


def decode_found(line: bytes) -> Found:
    """What a line says. Raises msgspec.DecodeError."""
    return msgspec.json.decode(line, type=Found)


def _plain(value: object) -> Mapping[object, object]:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"a card holds no {type(value).__name__}")
