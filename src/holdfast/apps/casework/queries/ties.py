"""What households are to each other and to helpers, as far as the cards must know.

Invariants:
- Everything holds both ways, whichever of two cases says so; a helper's side says nothing.
- Who must not know, or not be placed with them, does not travel with them, whatever was entered.
- Nobody is brought to where somebody sleeps of whom they must not know.
- Somebody who was typed by an alias is a helper where exactly that alias is one's, case and spaces
  aside; else nobody is found.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.household import KEPT_APART, Between, Tie, is_of_minors, others_of
from holdfast.apps.casework.rules.names import as_typed
from holdfast.apps.casework.rules.places import nights_from
from holdfast.apps.keyring.queries.bodies import Stored

from .picture import Picture


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is kept from whom, and who goes with whom, by the ids of cases."""

    between: tuple[Between, ...]
    hidden: Mapping[str, frozenset[str]]
    households: Mapping[str, HouseholdCard]

    def others(self, case: str, tie: Tie) -> set[str]:
        """The cases of which this one says so, or that say so of it."""
        return others_of(case, tie, self.between)

    def kept_from(self, case: str) -> set[str]:
        """The cases they must not be placed with or ride with."""
        return set().union(*(self.others(case, tie) for tie in KEPT_APART))

    def hidden_from(self, case: str) -> frozenset[str]:
        """The cases and helpers who must not know of them."""
        return frozenset(self.others(case, Tie.MUST_NOT_KNOW)) | self.hidden.get(case, frozenset())

    def company(self, case: str) -> set[str]:
        """The cases they travel with."""
        return self.others(case, Tie.TRAVELS_WITH) - self.kept_from(case)

    def not_without(self, case: str) -> set[str]:
        """Of those, whom they may not be parted from: a minor and the adult in charge."""
        return {other for other in self.company(case) if self._is_in_charge(case, other)}

    def _is_in_charge(self, one: str, other: str) -> bool:
        known = [self.households[id_] for id_ in (one, other) if id_ in self.households]
        return (
            len(known) == 2 and len({is_of_minors(one.people, one.children) for one in known}) == 2
        )


def ties_of(seen: Picture) -> Ties:
    """The ties among what was read."""
    ties = seen.all(HouseholdTie)
    return Ties(
        between=tuple(Between(one.scope, one.value.tie, one.value.other_case) for one in ties),
        hidden=hidden_helpers(ties, seen.all(Helper)),
        households={str(id_): case.household for id_, case in seen.cases.items()},
    )


def hidden_helpers(
    ties: Iterable[Stored[HouseholdTie]], helpers: Iterable[Stored[Helper]]
) -> dict[str, frozenset[str]]:
    """For each case the helpers who must not know of it: named by id, or typed by their alias."""
    by_alias = {as_typed(found.value.alias): str(found.scope) for found in helpers}
    hidden: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.value.tie in KEPT_APART:
            named = tie.value.other_helper or by_alias.get(as_typed(tie.value.other_alias), "")
            hidden[tie.scope] |= {named} - {""}
    return {case: frozenset(ids) for case, ids in hidden.items() if ids}


def kept_secret(
    hidden: Mapping[str, frozenset[str]], stays: Iterable[Stay], *, today: dt.date
) -> dict[str, frozenset[str]]:
    """For each helper the places where somebody sleeps, tonight or later, of whom they must not
    know; `hidden` are by case the helpers who must not."""
    secret: dict[str, set[str]] = defaultdict(set)
    for stay in stays:
        if any(night >= today for night in nights_from(stay.first_night, stay.nights)):
            for helper in hidden.get(stay.case, ()):
                secret[helper].add(stay.place)
    return {helper: frozenset(places) for helper, places in secret.items()}
