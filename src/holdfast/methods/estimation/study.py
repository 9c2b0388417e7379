"""One study of one table: every method asked for, its sensitivity, its verdict.

Invariants:
- Methods run one after another; when asked to stop, what is finished is judged and returned, and
  `is_whole` says that something is missing.
- The verdict is passed after the sensitivity rows, because it depends on the prior's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from .decomposable import DecomposableSettings, decomposable
from .description import Description
from .latent_class import LatentClassSettings, ShouldStop, latent_class
from .log_linear import independence, log_linear
from .outcome import Method, Outcome
from .pooled import pool, thinned
from .report import Plot, Report, method_entry, plot_of, sensitivity_entry, table_entry
from .sensitivity import SensitivityRow, Settings, prior_shift, sensitivity_of
from .table import CaptureTable, TableError
from .verdict import Verdict, judge

StudyProgress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a study runs and with which settings."""

    seed: int = 1
    methods: tuple[Method, ...] = tuple(Method)
    latent_class: LatentClassSettings = field(default_factory=LatentClassSettings)
    decomposable: DecomposableSettings = field(default_factory=DecomposableSettings)

    def settings(self) -> Settings:
        """The same for the sensitivity table."""
        return Settings(
            seed=self.seed, latent_class=self.latent_class, decomposable=self.decomposable
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What came out: outcomes and verdicts in the order of the methods, and the rows.

    `description` is what was said of the lists; None where nothing was.
    """

    table: CaptureTable
    outcomes: tuple[Outcome, ...]
    verdicts: tuple[Verdict, ...]
    sensitivity: tuple[SensitivityRow, ...]
    is_whole: bool
    description: Description | None = None

    def report(self) -> Report:
        """The study as other programs read it."""
        pairs = zip(self.outcomes, self.verdicts, strict=True)
        return Report(
            table=table_entry(self.table),
            methods=tuple(method_entry(outcome, verdict) for outcome, verdict in pairs),
            sensitivity=tuple(sensitivity_entry(row) for row in self.sensitivity),
        )

    def plots(self) -> tuple[Plot, ...]:
        """The data of the pictures."""
        return tuple(p for p in map(plot_of, self.outcomes) if p is not None)


def _quiet(_: str, __: float) -> None:
    """Say nothing."""


def study_table(
    table: CaptureTable,
    *,
    options: Options | None = None,
    description: Description | None = None,
    progress: StudyProgress = _quiet,
    should_stop: ShouldStop | None = None,
) -> Study:
    """Every method on one table, with sensitivity and verdicts.

    `progress` is called with what is being done and the share of it done.
    """
    options = options or Options()
    outcomes: list[Outcome] = []
    verdicts: list[Verdict] = []
    rows: list[SensitivityRow] = []
    for method in options.methods:
        if should_stop is not None and should_stop():
            break
        outcome = run_method(method, table, options, progress=progress, should_stop=should_stop)
        progress(f"{method.value}: what moves it", 0.0)
        moved = sensitivity_of(outcome, table, options.settings(), should_stop=should_stop)
        shift = prior_shift(outcome, moved)
        outcomes.append(outcome)
        verdicts.append(judge(outcome, table, description=description, prior_shift=shift))
        rows.extend(moved)
    stopped = should_stop is not None and should_stop()
    return Study(
        table=table,
        outcomes=tuple(outcomes),
        verdicts=tuple(verdicts),
        sensitivity=tuple(rows),
        is_whole=not stopped,
        description=description,
    )


def study_linkages(
    tables: Sequence[CaptureTable],
    *,
    options: Options | None = None,
    description: Description | None = None,
    progress: StudyProgress = _quiet,
    should_stop: ShouldStop | None = None,
) -> Study:
    """Every method on each sampled linkage, pooled; there is no sensitivity table.

    More than 100 linkages are thinned evenly to 100. The table of the study is that of the linkage
    in the middle by people seen. Raises TableError where there is none.
    """
    if not tables:
        raise TableError("There is no sampled linkage.")
    options = options or Options()
    each = replace(options.latent_class, chains=4, draws=1000, warm_up=1000, scouts=0)
    quick = replace(options, latent_class=each)
    chosen = [tables[i] for i in thinned(len(tables))]
    middle = _middle(chosen)
    outcomes, verdicts = [], []
    for method in options.methods:
        found = []
        for i, table in enumerate(chosen):
            if should_stop is not None and should_stop():
                break
            progress(f"{method.value}: linkages", i / len(chosen))
            found.append(run_method(method, table, quick))
        if found:
            outcomes.append(pool(found))
            verdicts.append(judge(outcomes[-1], middle, description=description))
    return Study(
        table=middle,
        outcomes=tuple(outcomes),
        verdicts=tuple(verdicts),
        sensitivity=(),
        is_whole=should_stop is None or not should_stop(),
        description=description,
    )


def _middle(tables: Sequence[CaptureTable]) -> CaptureTable:
    """The table in the middle by people seen, which says between which numbers it stands."""
    ordered = sorted(tables, key=lambda table: table.seen)
    found = ordered[len(ordered) // 2]
    said = (
        f"Over {len(ordered)} sampled linkages, {ordered[0].seen:,} to {ordered[-1].seen:,} people "
        "are on a list. The table is that of the linkage in the middle."
    )
    return replace(found, remarks=(*found.remarks, said))


def run_method(
    method: Method,
    table: CaptureTable,
    options: Options,
    *,
    progress: StudyProgress = _quiet,
    should_stop: ShouldStop | None = None,
) -> Outcome:
    """One method on one table."""
    progress(method.value, 0.0)
    if method is Method.LATENT_CLASS:
        return latent_class(
            table,
            seed=options.seed,
            settings=options.latent_class,
            progress=lambda share: progress(method.value, share),
            should_stop=should_stop,
        )
    if method is Method.DECOMPOSABLE:
        return decomposable(table, settings=options.decomposable)
    if method is Method.LOG_LINEAR:
        return log_linear(table, seed=options.seed)
    return independence(table, seed=options.seed)
