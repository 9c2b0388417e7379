"""The exact planner: beds by integer programming, one need tier after the other.

Invariants:
- Never worse than the quick planner, whose plan it begins from, and as sound: the result is
  checked again by `checker.check_plan`.
- Tier by tier: what an earlier stage reached is a condition of every later one.
- Nobody is put out of a bed they have.
- Each stage says what it found, what could at best be found, and whether that was proven.

Stages: sheltered risk of the emergency, urgent and normal tier; disruption; cost. Named escorts are
assigned after the beds, by `escorts`. Within its time cap CP-SAT need not find the same plan twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from types import ModuleType

from .beds_model import BedsModel
from .cards import NeedTier
from .checker import check_plan
from .deck import Cards
from .errors import NoPlannerError
from .escorts import assign_escorts
from .greedy import beds_kept, plan_greedily
from .plans import Plan
from .score import score


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to search: in all, and at most for one stage, in seconds; threads; seed."""

    seconds: float = 20.0
    seconds_a_stage: float = 5.0
    workers: int = 4
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage reached. `bound` is what no plan can better."""

    name: str
    value: int
    bound: int
    is_proven: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a share of the larger; 0 where proven."""
        if self.is_proven:
            return 0.0
        return abs(self.bound - self.value) / max(abs(self.bound), abs(self.value), 1)


@dataclass(frozen=True, slots=True)
class Solved:
    """The best plan found, and what each stage says of it."""

    plan: Plan
    stages: tuple[Stage, ...]

    @property
    def is_optimal(self) -> bool:
        """Whether every stage was proven (escorts aside, who are assigned afterwards)."""
        return len(self.stages) == _STAGES and all(stage.is_proven for stage in self.stages)


_STAGES = len(NeedTier) + 2


def plan_optimally(
    cards: Cards, *, keep: Plan | None = None, limits: Limits | None = None
) -> Solved:
    """The best plan found within the limits, tier by tier, with the gap of each stage.

    Raises NoPlannerError where OR-Tools is not installed. Source: Google OR-Tools CP-SAT 9.15.
    """
    cp_model = _load()
    quick = plan_greedily(cards, keep=keep)
    search = _Search(cp_model, cards, quick, keep, limits or Limits())
    stages = tuple(search.run())
    rides = assign_escorts(cards, search.best.whereabouts(), keep=keep.rides if keep else ())
    found = Plan.of(search.best.stays, rides)
    assert not check_plan(found, cards)
    best = min(quick, found, key=lambda plan: score(plan, cards, keep=keep).order)
    return Solved(best, stages)


def _load() -> ModuleType:
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (the extra may be absent)
    except ImportError:
        raise NoPlannerError from None
    module: ModuleType = cp_model
    return module


class _Search:
    """Stage after stage over one model, keeping the best plan so far."""

    def __init__(
        self, cp_model: ModuleType, cards: Cards, quick: Plan, keep: Plan | None, limits: Limits
    ) -> None:
        self.best = quick
        self._cp_model = cp_model
        self._cards = cards
        self._keep = keep
        self._is_found = False
        self._limits = limits
        self._beds = BedsModel(cp_model, cards, quick, beds_kept(cards))

    def run(self) -> Iterator[Stage]:
        """Solve one stage after the other until the time is over or nothing is found in it."""
        end = perf_counter() + self._limits.seconds
        for tier in NeedTier:
            self._beds.model.maximize(sum(self._beds.sheltered(tier)))
            stage = self._solve(tier.name.lower(), end)
            yield stage
            if not self._is_found:
                return
            self._beds.fix_nights(tier, self.best.whereabouts())
            self._fill_below(tier)
        for name, terms in self._beds.costs(self._keep):
            total = sum(terms)
            self._beds.model.minimize(total)
            stage = self._solve(name, end)
            yield stage
            if not self._is_found:
                return
            self._beds.model.add(total <= stage.value)

    def _fill_below(self, tier: NeedTier) -> None:
        """Let the quick planner fill in the tiers still to come, so that the search begins well."""
        above = [
            stay for stay in self.best.stays if self._cards.household(stay.household).tier <= tier
        ]
        filled = plan_greedily(self._cards, keep=Plan.of(above, ()))
        if {(s.household, s.first_night, s.last_night) for s in above} <= {
            (s.household, s.first_night, s.last_night) for s in filled.stays
        }:
            self.best = filled

    def _solve(self, name: str, end: float) -> Stage:
        begun = perf_counter()
        self._beds.hint(self.best.whereabouts())
        solver = self._cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(
            min(self._limits.seconds_a_stage, end - begun), 0.1
        )
        solver.parameters.num_workers = self._limits.workers
        solver.parameters.linearization_level = 2  # without it no bound moves in these models
        solver.parameters.random_seed = self._limits.seed
        status = solver.solve(self._beds.model)
        self._is_found = status in {self._cp_model.OPTIMAL, self._cp_model.FEASIBLE}
        if self._is_found:
            self.best = self._beds.plan(solver.boolean_value)
        return Stage(
            name=name,
            value=round(solver.objective_value) if self._is_found else 0,
            bound=round(solver.best_objective_bound),
            is_proven=status == self._cp_model.OPTIMAL,
            seconds=perf_counter() - begun,
        )
