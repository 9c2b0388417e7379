"""How good a plan is, in the order in which it counts.

Invariants:
- Earlier fields decide: nothing later outweighs the least of what comes before it.
- No field knows anything of work, money of the household, or origin.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from .cards import Household, HouseholdId, NeedTier
from .deck import Cards, learned
from .plans import Plan, ends_of, moves
from .secrecy import serving_both


class Score(NamedTuple):
    """Sheltered risk by tier (more is better), then what it costs (less is better).

    `emergency`, `urgent`, `normal`: person-nights under a roof, each weighted by risk + 1.
    `changes`: households whose beds differ from the earlier plan; `moves`: changes of place;
    `parted`: nights on which two that travel together sleep in two places; `cost`: of the nights;
    `serving_both`: legs whose helper also serves somebody who must not know of the household;
    `learned`: places that helpers come to know.
    """

    emergency: int
    urgent: int
    normal: int
    changes: int
    moves: int
    parted: int
    cost: int
    serving_both: int
    learned: int

    @property
    def disruption(self) -> int:
        """Households whose beds change, and changes of place."""
        return self.changes + self.moves

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts the better plan first."""
        sheltered = (-self.emergency, -self.urgent, -self.normal)
        secrecy = (self.serving_both, self.learned)
        return (*sheltered, self.disruption, self.parted, self.cost, *secrecy)


def weight(household: Household) -> int:
    """What one night of a household under a roof counts in its tier: people x (risk + 1)."""
    return household.people * (household.risk + 1)


def score(plan: Plan, cards: Cards, *, keep: Plan | None = None) -> Score:
    """The score of a sound plan; `keep` is the plan it should not change needlessly."""
    where = plan.whereabouts()
    tiers = dict.fromkeys(NeedTier, 0)
    cost = 0
    for (household_id, _), place in where.items():
        household = cards.household(household_id)
        tiers[household.tier] += weight(household)
        cost += cards.place(place).cost
    return Score(
        emergency=tiers[NeedTier.EMERGENCY],
        urgent=tiers[NeedTier.URGENT],
        normal=tiers[NeedTier.NORMAL],
        changes=len(changed_households(keep, plan, cards)) if keep else 0,
        moves=sum(moves(cards, plan).values()),
        parted=sum(len(nights) for nights in parted(plan, cards).values()),
        cost=cost,
        serving_both=len(serving_both(plan.rides, cards)),
        learned=sum(len(places) for places in newly_known(plan, cards).values()),
    )


def changed_households(before: Plan, after: Plan, cards: Cards) -> frozenset[str]:
    """Households that had a bed on a night they still need and have another or none now."""
    then, now = before.whereabouts(), after.whereabouts()
    return frozenset(
        household.id
        for household in cards.households
        for night in cards.nights(household)
        if (household.id, night) in then
        and now.get((household.id, night)) != then[household.id, night]
    )


def parted(plan: Plan, cards: Cards) -> dict[tuple[HouseholdId, HouseholdId], list[dt.date]]:
    """The nights on which two that travel together both have a bed, and not in one place."""
    where, found = plan.whereabouts(), {}
    for household in cards.households:
        for id_ in sorted(cards.company(household)):
            shared = [n for n in cards.nights(household) if (id_, n) in where]
            places = {n: (where.get((household.id, n)), where[id_, n]) for n in shared}
            apart = [n for n, (here, there) in places.items() if here not in {None, there}]
            if household.id < id_ and apart:
                found[household.id, id_] = apart
    return found


def newly_known(plan: Plan, cards: Cards) -> dict[str, frozenset[str]]:
    """For each helper who learns something, the places that are new to them."""
    where = plan.whereabouts()
    news: dict[str, frozenset[str]] = {}
    for ride in plan.rides:
        helper = cards.find_helper(ride.helper)
        if helper is None:
            continue
        leg = cards.leg(ride.leg)
        new = learned(leg, *ends_of(cards, leg, where)) - cards.known_to(helper)
        if new:
            news[helper.id] = news.get(helper.id, frozenset()) | new
    return news
