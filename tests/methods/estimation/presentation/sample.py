"""Studies built from stored small results: nothing is sampled, everything is invented."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from holdfast.methods.estimation import (
    CaptureTable,
    Description,
    ListDescription,
    Method,
    Outcome,
    SensitivityRow,
    Study,
    convergence,
    find_modes,
    judge,
    table_of,
)
from holdfast.methods.estimation.outcome import Concern, Doubt, Interval, interval_of, whole_mode
from holdfast.methods.estimation.presentation.page import estimate_document
from holdfast.methods.estimation.sensitivity import Change
from holdfast.rendering.inspection import strings, walk
from holdfast.rendering.tree import Document, Section

NAMES = ("Hospital", "Lawyers", "Parents", "Press")
TABLE = table_of(
    NAMES,
    {
        (1, 0, 0, 0): 412, (0, 1, 0, 0): 301, (1, 1, 0, 0): 66, (0, 0, 1, 0): 355,
        (1, 0, 1, 0): 84, (0, 1, 1, 0): 79, (1, 1, 1, 0): 61, (0, 0, 0, 1): 118,
        (1, 0, 0, 1): 39, (0, 1, 0, 1): 14, (1, 1, 0, 1): 9, (0, 0, 1, 1): 43,
        (1, 0, 1, 1): 17, (0, 1, 1, 1): 12, (1, 1, 1, 1): 11,
    },
)  # fmt: skip
DESCRIBED = Description(
    {
        "Hospital": ListDescription(
            "Records of two hospitals in Ostrana, copied by their archivists.", "None known.",
            "2031-03 to 2031-06", "People who died before they reached a hospital.",
        ),
        "Lawyers": ListDescription(
            "Mandates of the Tervenian bar, entered the same week.", "None known.",
            "2031-03 to 2031-06", "People without a family that could pay or ask.",
        ),
        "Parents": ListDescription(
            "A register kept by a committee of parents.", "None known.",
            "2031-03 to 2031-06", "People without relatives in the country.",
        ),
        "Press": ListDescription(
            "Names in three newspapers.", "Copies from Parents at times.",
            "2031-03 to 2031-06", "People whose families feared to speak.",
        ),
    }
)  # fmt: skip


def chains(*, centre: float = 4200.0, apart: float = 0.0) -> np.ndarray:
    """Traces of eight invented chains, half of them moved by `apart` on the log scale."""
    rng = np.random.default_rng(7)
    moved = np.where(np.arange(8) % 2 == 0, 0.0, apart)[:, None]
    return np.round(np.exp(np.log(centre) + 0.09 * rng.standard_normal((8, 600)) + moved))


def latent(traces: np.ndarray) -> Outcome:
    """An outcome of the latent class method with these traces."""
    found = convergence(traces)
    return Outcome(
        method=Method.LATENT_CLASS,
        settings={"chains": 8, "draws": 600, "classes": 10, "seed": 1},
        interval=interval_of(traces.ravel()),
        modes=find_modes(traces, ess=found.ess_bulk),
        convergence=found,
        seconds=3.2,
        draws=traces.ravel(),
        traces=traces,
    )


def exact(method: Method, *numbers: float, doubts: tuple[Doubt, ...] = ()) -> Outcome:
    """An outcome with median, low and high, without chains."""
    interval = Interval(*numbers)
    return Outcome(
        method=method,
        settings={"delta": 0.0625},
        interval=interval,
        modes=(whole_mode(interval),),
        doubts=doubts,
        draws=np.linspace(interval.low, min(interval.high, 9e9), 400),
    )


MISFIT = Doubt(Concern.MISFIT, "The deviance is 214.0, beyond all but a thousandth, at 3,011.")


def rows(outcome: Outcome, table: CaptureTable) -> tuple[SensitivityRow, ...]:
    """Invented variations: two priors, each list left out, two lists merged, one without answer."""
    assert outcome.interval is not None
    middle = outcome.interval.median

    def row(kind: Change, change: str, factor: float, note: str = "") -> SensitivityRow:
        moved = Interval(middle * factor, middle * factor * 0.84, middle * factor * 1.22)
        return SensitivityRow(outcome.method, kind, change, moved, note)

    first, second, *_ = table.lists
    left_out = [
        row(Change.LISTS, f"without {name}", 0.9 + 0.06 * i) for i, name in enumerate(table.lists)
    ]
    return (
        row(Change.PRIOR, "alpha ~ Gamma(1, 1)", 1.03),
        row(Change.PRIOR, "p(N) flat", 1.01, "reweighted draws"),
        row(Change.MODEL, "5 classes", 0.98, "R-hat 1.013"),
        *left_out,
        SensitivityRow(
            outcome.method, Change.LISTS, f"{first} and {second} merged", None, "No maximum."
        ),
    )


def study(
    outcomes: tuple[Outcome, ...],
    *,
    description: Description | None = DESCRIBED,
    table: CaptureTable = TABLE,
) -> Study:
    """The outcomes with their verdicts; the first two with variations."""
    moved = tuple(row for outcome in outcomes[:2] for row in rows(outcome, table))
    return Study(
        table=table,
        outcomes=outcomes,
        verdicts=tuple(judge(o, table, description=description) for o in outcomes),
        sensitivity=moved,
        is_whole=True,
        description=description,
    )


def usable() -> Study:
    """Three methods that agree, and independence, which does not fit."""
    return study(
        (
            latent(chains()),
            exact(Method.DECOMPOSABLE, 3905.0, 3480.0, 4466.0),
            exact(Method.LOG_LINEAR, 4020.0, 3390.0, 5120.0),
            exact(Method.INDEPENDENCE, 3011.0, 2893.0, 3140.0, doubts=(MISFIT,)),
        )
    )


def apart() -> Study:
    """Two usable methods whose intervals do not meet."""
    return study(
        (
            exact(Method.DECOMPOSABLE, 3905.0, 3480.0, 4466.0),
            exact(Method.INDEPENDENCE, 3011.0, 2893.0, 3140.0),
        )
    )


def refused() -> Study:
    """Nothing described, chains that disagree, an interval without end, one without a number."""
    bound = Doubt(Concern.BOUND, "The posterior still holds 3 % at the bound of 81,000 missing.")
    none = Doubt(Concern.NO_ESTIMATE, "The likelihood of the model [12][3][4] has no maximum.")
    return study(
        (
            latent(chains(apart=1.2)),
            exact(Method.DECOMPOSABLE, 9100.0, 4210.0, float("inf"), doubts=(bound,)),
            Outcome(method=Method.LOG_LINEAR, settings={}, interval=None, doubts=(none,)),
            exact(Method.INDEPENDENCE, 3011.0, 2893.0, 3140.0, doubts=(MISFIT,)),
        ),
        description=None,
    )


def foreign() -> Study:
    """Lists whose names are long, right to left, or would be markup or formulas."""
    names = ("مستشفى", "=SUM(A1)", "<b>$x_1$</b>", "The very long name of a committee of parents")
    table = replace(TABLE, lists=names)
    described = Description(
        {
            name: replace(DESCRIBED.lists[old], missed="")
            for name, old in zip(names, NAMES, strict=True)
        }
    )
    return study((latent(chains()),), description=described, table=table)


def stopped() -> Study:
    """Stopped before the first method had finished."""
    return replace(study((), description=None), is_whole=False)


def crowded() -> Study:
    """Twelve lists and more combinations than are drawn or printed."""
    rng = np.random.default_rng(3)
    marks = {tuple(int(m) for m in row) for row in rng.integers(0, 2, (140, 12)) if row.any()}
    counts = {history: 3 + number % 17 for number, history in enumerate(sorted(marks))}
    table = table_of([f"Office {n}" for n in range(1, 13)], counts)
    outcome = latent(chains(centre=3 * table.seen))
    return study((outcome,), description=None, table=table)


@cache
def document(name: str) -> Document:
    """The page of one of these studies, drawn once a run."""
    made = globals()[name]()
    return estimate_document(made, made.report())


def section(page: Document, anchor: str) -> Section:
    """The part of the page with that anchor."""
    return next(b for b in page.blocks if isinstance(b, Section) and b.anchor == anchor)


def found(part: Section | Document, kind: type) -> list:
    """Every node of that kind in a part."""
    whole = (
        Document(title="x", language="en", blocks=(part,)) if isinstance(part, Section) else part
    )
    return [node for node in walk(whole) if isinstance(node, kind)]


def words(*blocks: object) -> str:
    """All words of the blocks, in no order."""
    return " ".join(strings(Document(title="x", language="en", blocks=blocks)))
