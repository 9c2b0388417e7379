"""The areas that the team names: of places, helpers, vehicles and legs, and by what each is named.

Invariants: case and spaces make no other area; only what the actor can open is looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.places import Place
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.records.vehicles import Vehicle
from holdfast.apps.casework.rules.names import as_typed
from holdfast.apps.keyring.queries.bodies import find_kinds
from holdfast.apps.keyring.rules import Actor, ScopeId, require


@dataclass(frozen=True, slots=True)
class Areas:
    """Every area in the spelling that is used most, by name; and whose scopes name each."""

    known: tuple[str, ...]
    named_by: Mapping[str, frozenset[str]]

    def lonely(self, areas: Iterable[str], *, of: str) -> list[str]:
        """Those of these areas that nothing but this one names: what it is planned with is nowhere
        else, or somebody spelt it otherwise."""
        return sorted({area for area in areas if not self._others(area, of)} - {""})

    def beside(self, areas: Iterable[str]) -> list[str]:
        """The other areas there are, to be held against these."""
        own = {as_typed(area) for area in areas}
        return [area for area in self.known if as_typed(area) not in own]

    def _others(self, area: str, of: str) -> frozenset[str]:
        return self.named_by.get(as_typed(area), frozenset()) - {of}


def areas_of(actor: Actor) -> Areas:
    """The areas that the actor can see to be named."""
    require(actor, Permission.WORK_CASES)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    named_by: dict[str, set[str]] = defaultdict(set)
    for scope, area in _named(actor):
        if key := as_typed(area):
            spelt[key][" ".join(area.split())] += 1
            named_by[key].add(scope)
    most = [min(found, key=lambda one: (-found[one], one)) for found in spelt.values()]
    return Areas(
        known=tuple(sorted(most, key=str.casefold)),
        named_by={key: frozenset(scopes) for key, scopes in named_by.items()},
    )


def _named(actor: Actor) -> Iterator[tuple[ScopeId, str]]:
    held = find_kinds(actor, (HelperTerms, Journey, Place, Vehicle))
    for place in held[Place]:
        yield place.scope, place.value.area
    for goes in (*held[HelperTerms], *held[Vehicle]):
        for zone in goes.value.zones:
            yield goes.scope, zone
    for journey in held[Journey]:
        for leg in journey.value.legs:
            yield journey.scope, leg.from_area
            yield journey.scope, leg.to_area
