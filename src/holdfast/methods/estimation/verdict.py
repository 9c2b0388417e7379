"""Whether a number may be said, in words.

Invariants:
- An estimate is usable only where every rule below holds; each broken rule gives one reason.
- The verdict never changes a number; a refused number stays readable under its modes.
- What a method assumes, and how often its intervals held the truth when others tried, is said
  with every number, usable or not.

Rules: R-hat at most 1.01 and at least 400 effective draws, bulk and tail (Vehtari et al. 2021);
one mode; an estimate that moves by no more than a quarter when the prior is changed; a table that
is not too sparse; every list described.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .description import Description
from .diagnostics import Mode
from .outcome import Concern, Doubt, Method, Outcome
from .table import CaptureTable

HIGHEST_RHAT = 1.01
LEAST_ESS = 400.0
FARTHEST_SHIFT = 0.25
LEAST_OVERLAP = 20
_LEAST_SHARE = 0.05

ASSUMPTIONS = {
    Method.LATENT_CLASS: (
        "Within each hidden class lists are independent and all its members are alike; nobody was"
        " beyond the reach of every list."
    ),
    Method.DECOMPOSABLE: (
        "Lists depend on each other as in one of the chordal graphs; people are alike; the"
        " highest-order dependence that the graph leaves out is absent."
    ),
    Method.LOG_LINEAR: (
        "There is no interaction of all lists together, and the interactions that the chosen model"
        " leaves out are absent; people are alike."
    ),
    Method.INDEPENDENCE: "The lists are independent and everybody is as likely to be on a list.",
}
KNOWN_COVERAGE = {
    Method.LATENT_CLASS: "Nominal 95 % intervals held the truth in 60 % of simulations",
    Method.DECOMPOSABLE: "Nominal 95 % intervals held the truth in 80 % of simulations",
    Method.LOG_LINEAR: "Not among the methods compared",
    Method.INDEPENDENCE: "Nominal 95 % intervals held the truth in 88 % of simulations",
}
COVERAGE_SOURCE = "Binette and Steorts 2022"


class Standing(StrEnum):
    """Whether the number may be used as a headline."""

    USABLE = "usable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing with its reasons (broken rules) and cautions (what is true but breaks none)."""

    standing: Standing
    doubts: tuple[Doubt, ...]
    cautions: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        """Whether the number may be used as a headline."""
        return self.standing is Standing.USABLE

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason as a sentence."""
        return tuple(doubt.sentence for doubt in self.doubts)


def judge(
    outcome: Outcome,
    table: CaptureTable,
    *,
    description: Description | None = None,
    prior_shift: float | None = None,
) -> Verdict:
    """The verdict on one outcome.

    `prior_shift` is the farthest that the estimate moved, as a share, when the prior was changed;
    None where no prior was tried.
    """
    doubts = (
        *outcome.doubts,
        *_convergence_doubts(outcome),
        *_mode_doubts(outcome),
        *_prior_doubts(prior_shift),
        *sparseness(table),
        *_description_doubts(table, description),
    )
    standing = Standing.REFUSED if doubts or outcome.interval is None else Standing.USABLE
    cautions = description.cautions(table) if description is not None else ()
    return Verdict(standing, doubts, (*cautions, *_containment(table)))


def sparseness(table: CaptureTable) -> tuple[Doubt, ...]:
    """Why the table is too sparse to carry an estimate, if it is.

    Fewer than 20 people on two lists or more; half or more of the cells of two lists or more
    empty; a list that shares nobody with any other.
    """
    out = []
    if table.overlap() < LEAST_OVERLAP:
        sentence = f"People on two lists or more: {table.overlap()}, fewer than {LEAST_OVERLAP}."
        out.append(Doubt(Concern.SPARSE, sentence))
    filled = sum(1 for history in table.histories if sum(history) > 1)
    possible = (1 << table.width) - 1 - table.width
    if 2 * filled <= possible and possible > 1:
        sentence = (
            f"Of the {possible:,} combinations of two lists or more, {possible - filled:,}"
            " hold nobody."
        )
        out.append(Doubt(Concern.SPARSE, sentence))
    apart = table.pairs_without_overlap()
    out.extend(
        Doubt(Concern.SPARSE, f"List {name} shares nobody with any other list.")
        for name in table.lists
        if sum(name in pair for pair in apart) == table.width - 1
    )
    return tuple(out)


def _convergence_doubts(outcome: Outcome) -> list[Doubt]:
    found = outcome.convergence
    if found is None:
        return []
    out = []
    if found.rhat > HIGHEST_RHAT:
        sentence = f"The chains did not converge: R-hat is {found.rhat:.3f}, above {HIGHEST_RHAT}."
        out.append(Doubt(Concern.NOT_CONVERGED, sentence))
    least = min(found.ess_bulk, found.ess_tail)
    if least < LEAST_ESS:
        sentence = f"The draws are worth {least:.0f} independent ones, fewer than {LEAST_ESS:.0f}."
        out.append(Doubt(Concern.FEW_DRAWS, sentence))
    return out


def _mode_doubts(outcome: Outcome) -> list[Doubt]:
    if any(doubt.concern is Concern.SEVERAL_MODES for doubt in outcome.doubts):
        return []
    several = [mode for mode in outcome.modes if mode.share >= _LEAST_SHARE]
    if len(several) < 2:
        return []
    sentence = f"The data allow several answers: {_named(several)}."
    return [Doubt(Concern.SEVERAL_MODES, sentence)]


def _named(modes: list[Mode]) -> str:
    return ", ".join(f"{mode.name} ({mode.share:.0%} of the posterior)" for mode in modes)


def _prior_doubts(shift: float | None) -> list[Doubt]:
    if shift is None or shift <= FARTHEST_SHIFT:
        return []
    sentence = f"The estimate follows the prior: another reasonable one moves it by {shift:.0%}."
    return [Doubt(Concern.PRIOR, sentence)]


def _description_doubts(table: CaptureTable, description: Description | None) -> list[Doubt]:
    if description is None:
        sentence = (
            "The lists are not described (how collected, referrals, period, who could not be on"
            " them), so nobody can judge what the estimate assumes."
        )
        return [Doubt(Concern.UNDESCRIBED, sentence)]
    return [Doubt(Concern.UNDESCRIBED, gap) for gap in description.gaps(table)]


def _containment(table: CaptureTable) -> tuple[str, ...]:
    return tuple(
        f"Everybody on list {inner} is on list {outer} too: they are not two lists."
        for inner, outer in table.contained_lists()
    )
