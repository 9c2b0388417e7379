"""`holdfast estimate`: how many people, those on no list included.

Exit codes: 0 the estimate ran (a refusal is an answer), 2 the input or an option cannot be used,
130 stopped with Ctrl-C (what was finished is printed and written).

Invariants: numbers and words go to standard output, progress to standard error; input is never
changed; the folder of results appears whole or not at all.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from holdfast.kernel.errors import HoldfastError

if TYPE_CHECKING:
    from holdfast.methods.estimation import CaptureTable, Options, Report, Study
    from holdfast.methods.estimation.report import EstimateEntry, MethodEntry, SensitivityEntry

_METHODS = ("latent-class", "decomposable", "log-linear", "independence")
_BAD_INPUT = 2
_STOPPED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options of the command line."""

    source: Path
    methods: tuple[str, ...]
    seed: int
    chains: int
    classes: int
    delta: float | None
    most_missing: int | None
    description: Path | None
    strata: str | None
    as_json: bool
    out: Path | None


@click.command("estimate")
@click.argument("source", type=click.Path(path_type=Path), metavar="TABLE")
@click.option(
    "--method",
    "methods",
    type=click.Choice(_METHODS),
    multiple=True,
    help="A method to run; may be given several times. All, unless given.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="The same seed gives the same numbers.",
)
@click.option(
    "--chains",
    type=click.IntRange(2, 256),
    default=8,
    show_default=True,
    help="Chains of the latent class sampler.",
)
@click.option(
    "--classes",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="Most hidden classes.",
)
@click.option(
    "--delta",
    type=click.FloatRange(min=0.0, min_open=True),
    default=None,
    help="Prior count of a cell for decomposable graphs; 1/2^lists unless given.",
)
@click.option(
    "--max-missing",
    "most_missing",
    type=click.IntRange(min=1),
    default=None,
    help="Where the sum over the missing stops (decomposable graphs).",
)
@click.option(
    "--describe",
    "description",
    type=click.Path(path_type=Path),
    default=None,
    help="YAML file that says how each list came about.",
)
@click.option(
    "--strata",
    default=None,
    metavar="COLUMN",
    help="Estimate each value of this column apart, and their sum.",
)
@click.option("--json", "as_json", is_flag=True, help="Print holdfast-estimate/1 and nothing else.")
@click.option(
    "-o",
    "out",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder for the page (index.html), the PDF, JSON and CSV tables.",
)
def estimate(**given: Any) -> None:  # noqa: ANN401  (click has checked every type)
    """Estimate how many people there are, those on no list included.

    TABLE is a CSV with a 0/1 column for each list and a column count, a linked CSV (list, row,
    cluster), or draws.jsonl with sampled linkages. A number may be refused; the reasons are said.
    """
    asked = _Asked(**given)
    try:
        raise SystemExit(_run(asked))
    except HoldfastError as error:
        click.echo(str(error), err=True)
        raise SystemExit(_STOPPED if error.code == "estimation.stopped" else _BAD_INPUT) from error


command = estimate  # the name under which the command line loads it


def _run(asked: _Asked) -> int:
    from holdfast.methods.estimation import to_json  # noqa: PLC0415  (loads compiled code)

    _check_place(asked)
    stop = threading.Event()
    with _stopping_at_interrupt(stop), _progress() as bar:
        study, report = _study(asked, stop, bar)
    if asked.out is not None:
        _write(asked.out, study, report)
    if asked.as_json:
        click.echo(to_json(report))
    else:
        _print(report, is_whole=study.is_whole)
    return 0 if study.is_whole else _STOPPED


def _study(asked: _Asked, stop: threading.Event, bar: Progress) -> tuple[Study, Report]:
    from holdfast.methods import estimation  # noqa: PLC0415

    tables = _tables(asked)
    description = None
    if asked.description is not None:
        description = estimation.read_description(asked.description, tables[0])
    task = bar.add_task("Reading", total=1.0)

    def tell(doing: str, share: float) -> None:
        bar.update(task, description=doing, completed=share)

    if len(tables) == 1:
        study = estimation.study_table(
            tables[0],
            options=_options(asked),
            description=description,
            progress=tell,
            should_stop=stop.is_set,
        )
    else:
        study = estimation.study_linkages(
            tables,
            options=_options(asked),
            description=description,
            progress=tell,
            should_stop=stop.is_set,
        )
    report = study.report()
    if asked.strata is not None and not stop.is_set():
        tell("strata", 0.0)
        report = _with_strata(report, asked)
    return study, report


def _tables(asked: _Asked) -> tuple[CaptureTable, ...]:
    from holdfast.methods import estimation  # noqa: PLC0415

    if asked.source.suffix.lower() == ".jsonl":
        return estimation.read_draws(asked.source)
    if asked.strata is None:
        return (estimation.read_table(asked.source),)
    strata = estimation.read_strata(asked.source, column=asked.strata)
    return (estimation.sum_of(strata.values()),)


def _with_strata(report: Report, asked: _Asked) -> Report:
    import msgspec  # noqa: PLC0415

    from holdfast.methods import estimation  # noqa: PLC0415
    from holdfast.methods.estimation.report import strata_entries  # noqa: PLC0415

    tables = estimation.read_strata(asked.source, column=asked.strata or "")
    found = estimation.estimate_strata(
        tables, seed=asked.seed, settings=_options(asked).latent_class
    )
    return msgspec.structs.replace(report, strata=strata_entries(found))


def _options(asked: _Asked) -> Options:
    from holdfast.methods import estimation  # noqa: PLC0415

    chosen = [name for name in _METHODS if name in asked.methods] or list(_METHODS)
    return estimation.Options(
        seed=asked.seed,
        methods=tuple(estimation.Method(name) for name in chosen),
        latent_class=estimation.LatentClassSettings(chains=asked.chains, classes=asked.classes),
        decomposable=estimation.DecomposableSettings(
            delta=asked.delta, most_missing=asked.most_missing
        ),
    )


@contextmanager
def _stopping_at_interrupt(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C asks the study to stop after the block it is in; a second one ends at once."""

    def ask(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("Stopping; what is finished will be kept.", err=True)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _check_place(asked: _Asked) -> None:
    """Refuse before the long run what could not be written, or would replace the input."""
    from holdfast.rendering.folder import FolderKind, check_output  # noqa: PLC0415

    if asked.out is None:
        return
    place = asked.out.resolve()
    given = [path.resolve() for path in (asked.source, asked.description) if path is not None]
    if any(path == place or place in path.parents for path in given):
        raise HoldfastError(
            "The folder for the results holds your input, which would be replaced. Nothing was "
            "written.",
            hint="Name another folder with -o.",
            code="estimate.output",
        )
    check_output(place, FolderKind.ESTIMATE)


def _write(out: Path, study: Study, report: Report) -> None:
    from holdfast.methods.estimation.presentation import deliver  # noqa: PLC0415

    try:
        problems = deliver(study, report, out)
    except OSError as error:
        raise HoldfastError(
            "The folder for the results cannot be written. Your input is untouched.",
            hint="Name another folder with -o.",
            code="estimate.output",
        ) from error
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"Open {out / 'index.html'}", err=True)


def _print(report: Report, *, is_whole: bool) -> None:
    click.echo(f"{len(report.table.lists)} lists, {report.table.seen:,} people seen.")
    for remark in report.table.remarks:
        click.echo(f"Note: {remark}")
    for entry in report.methods:
        _print_method(entry)
    for row in report.sensitivity:
        _print_row(row)
    if report.strata:
        click.echo("\nStrata (latent classes): alone; partly pooled")
        for stratum in report.strata:
            alone, pooled = _numbers(stratum.alone), _numbers(stratum.pooled)
            click.echo(f"  {stratum.name}: {alone}; {pooled} (R-hat {stratum.rhat:.3f})")
    if not is_whole:
        click.echo("\nStopped early: this is what was finished.")


def _print_method(entry: MethodEntry) -> None:
    click.echo(f"\n{entry.method.value}: {entry.verdict.value}")
    if entry.estimate is not None:
        click.echo(f"  {_numbers(entry.estimate)}, 95 % interval")
    for reason in entry.reasons:
        click.echo(f"  - {reason}")
    for caution in entry.cautions:
        click.echo(f"  ! {caution}")
    if entry.estimate is None:
        for mode in entry.diagnostics.modes:
            low, high = f"{mode.low:,.0f}", f"{mode.high:,.0f}"
            click.echo(f"    not to be quoted: {mode.median:,.0f} [{low} to {high}]")
    found = entry.diagnostics
    if found.rhat is not None:
        bulk, tail = found.ess_bulk or 0.0, found.ess_tail or 0.0
        click.echo(f"  R-hat {found.rhat:.4f}; effective draws {bulk:,.0f} bulk, {tail:,.0f} tail.")
    click.echo(f"  Assumes: {found.assumption}")
    click.echo(f"  Known: {found.known_coverage}")


def _print_row(row: SensitivityEntry) -> None:
    if row.median is None or row.low is None or row.high is None:
        click.echo(f"  {row.method.value}, {row.change}: none. {row.note}")
        return
    numbers = f"{row.median:,.0f} [{row.low:,.0f} to {row.high:,.0f}]"
    click.echo(f"  {row.method.value}, {row.change}: {numbers} {row.note}".rstrip())


def _numbers(kept: EstimateEntry) -> str:
    return f"{kept.median:,.0f} [{kept.low:,.0f} to {kept.high:,.0f}]"
