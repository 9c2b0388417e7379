"""The exact planner: beds by integer programming, one need tier after the other.

Invariants:
- Never worse than the quick planner, whose plan it begins from, and as sound: the result is
  checked again by `checker.check_plan`.
- Tier by tier: what an earlier stage reached is a condition of every later one.
- Nobody is put out of a bed they have.
- Each stage says what it found, what could at best be found, and whether that was proven.

Stages: sheltered risk of the emergency, urgent and normal tier; disruption; where anybody travels
together, nights on which they are parted; cost. Named escorts are assigned after the beds, by
`escorts`. Within its time cap CP-SAT need not find the same plan twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from types import ModuleType

from .beds_model import BedsModel, Term
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
    """What one stage reached; None where the time was too short to go beyond the plan before it.

    `bound` is what no plan can better whose households change place only where `beds_model` lets
    them; a plan that moves people about more could.
    """

    name: str
    value: int | None
    bound: int
    is_proven: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a share of the larger; 0 where proven."""
        if self.value is None:
            return 1.0
        return abs(self.bound - self.value) / max(abs(self.bound), abs(self.value), 1)


@dataclass(frozen=True, slots=True)
class Solved:
    """The best plan found, and what each stage says of it."""

    plan: Plan
    stages: tuple[Stage, ...]
    planned: int = 5

    @property
    def is_optimal(self) -> bool:
        """Whether every stage was proven (escorts aside, who are assigned afterwards)."""
        return len(self.stages) == self.planned and all(stage.is_proven for stage in self.stages)


Report = Callable[[Stage, Plan], None]


def plan_optimally(
    cards: Cards,
    *,
    keep: Plan | None = None,
    limits: Limits | None = None,
    report: Report | None = None,
) -> Solved:
    """The best plan found within the limits, tier by tier, with the gap of each stage.

    `report` is called after each stage with the best plan so far. Raises NoPlannerError where
    OR-Tools is not installed. Source: Google OR-Tools CP-SAT 9.15.
    """
    cp_model = _load()
    quick = plan_greedily(cards, keep=keep)
    search = _Search(cp_model, cards, quick, keep, limits or Limits())
    stages = []
    for stage in search.run():
        stages.append(stage)
        if report is not None:
            report(stage, search.best)
    rides = assign_escorts(cards, search.best.whereabouts(), keep=keep.rides if keep else ())
    found = Plan.of(search.best.stays, rides)
    assert not check_plan(found, cards)
    best = min(quick, found, key=lambda plan: score(plan, cards, keep=keep).order)
    return Solved(best, tuple(stages), search.planned)


def _load() -> ModuleType:
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (the extra may be absent)
    except ImportError:
        raise NoPlannerError from None
    module: ModuleType = cp_model
    return module


class _Search:
    """Stage after stage, each over a model built around the best plan so far."""

    def __init__(
        self, cp_model: ModuleType, cards: Cards, quick: Plan, keep: Plan | None, limits: Limits
    ) -> None:
        self.best = self._quick = quick
        self._cp_model = cp_model
        self._cards = cards
        self._keep = keep
        self._limits = limits
        self._kept = beds_kept(cards)
        self._is_any_together = any(cards.company(household) for household in cards.households)
        self.planned = len(NeedTier) + 2 + self._is_any_together
        self._end = perf_counter() + limits.seconds

    def run(self) -> Iterator[Stage]:
        """Solve one stage after the other; those for which no time is left are left out."""
        for tier in NeedTier:
            if self._is_over():
                return
            yield self._shelter(tier)
        if not self._is_over():
            beds = self._beds(NeedTier)
            disruption = beds.disruption(self._keep)
            yield self._lower("disruption", beds, sum(disruption))
        if self._is_any_together and not self._is_over():
            beds = self._undisturbed()
            yield self._lower("together", beds, sum(beds.parted()))
        if not self._is_over():
            beds = self._undisturbed()
            if self._is_any_together:
                reached = score(self.best, self._cards, keep=self._keep).parted
                beds.model.add(sum(beds.parted()) <= reached)
            yield self._lower("cost", beds, sum(beds.cost()))

    def _shelter(self, tier: NeedTier) -> Stage:
        beds = self._beds([done for done in NeedTier if done < tier])
        beds.model.maximize(sum(beds.sheltered(tier)))
        stage = self._solve(tier.name.lower(), beds)
        self._fill_below(tier)
        return stage

    def _lower(self, name: str, beds: BedsModel, total: Term) -> Stage:
        beds.model.minimize(total)
        return self._solve(name, beds)

    def _beds(self, done: Iterable[NeedTier]) -> BedsModel:
        """A model in which the tiers that are done are sheltered as they are now."""
        beds = BedsModel(self._cp_model, self._cards, (self._quick, self.best), self._kept)
        for tier in done:
            beds.fix_nights(tier)
        return beds

    def _undisturbed(self) -> BedsModel:
        """A model in which everybody is sheltered, and nobody disturbed, as in the best plan."""
        beds = self._beds(NeedTier)
        reached = score(self.best, self._cards, keep=self._keep).disruption
        beds.model.add(sum(beds.disruption(self._keep)) <= reached)
        return beds

    def _fill_below(self, tier: NeedTier) -> None:
        """Let the quick planner fill in the tiers still to come, so that the search begins well.

        Whoever is housed keeps the beds of this stage too: others may count on them having moved.
        """
        fixed = {h.id for h in self._cards.households if h.tier <= tier or h.now_at is not None}
        above = Plan.of([stay for stay in self.best.stays if stay.household in fixed], ())
        filled = plan_greedily(self._cards, keep=above)
        if above.whereabouts().items() <= filled.whereabouts().items():
            self.best = filled

    def _is_over(self) -> bool:
        return perf_counter() >= self._end

    def _solve(self, name: str, beds: BedsModel) -> Stage:
        begun = perf_counter()
        beds.hint()
        solver = self._cp_model.CpSolver()
        left = max(self._end - begun, 0.1)
        solver.parameters.max_time_in_seconds = min(self._limits.seconds_a_stage, left)
        solver.parameters.num_workers = self._limits.workers
        solver.parameters.linearization_level = 2  # without it no bound moves in these models
        solver.parameters.cp_model_probing_level = 0  # it took longer than the search
        solver.parameters.random_seed = self._limits.seed
        status = solver.solve(beds.model)
        assert status != self._cp_model.INFEASIBLE, "the plan begun from is always feasible"
        is_found = status in {self._cp_model.OPTIMAL, self._cp_model.FEASIBLE}
        if is_found:
            self.best = beds.plan(solver.boolean_value)
        return Stage(
            name=name,
            value=round(solver.objective_value) if is_found else None,
            bound=round(solver.best_objective_bound),
            is_proven=status == self._cp_model.OPTIMAL,
            seconds=perf_counter() - begun,
        )
