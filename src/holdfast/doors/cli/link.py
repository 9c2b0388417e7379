"""`holdfast link LIST.csv ... -o OUT`: which rows of several lists are the same person."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from holdfast.doors.cli.link_review import Reviewing, reviewed
from holdfast.doors.cli.main import ExitCode
from holdfast.doors.cli.progress import shown_progress, silent_progress
from holdfast.methods.linkage.continuity import read_previous
from holdfast.methods.linkage.decisions import FILE as DECISIONS
from holdfast.methods.linkage.decisions import Decision, disagreements, read_decisions
from holdfast.methods.linkage.link import Ask, Linkage, Order, link
from holdfast.methods.linkage.lists import NamedList, list_names, read_lists
from holdfast.methods.linkage.output import check_output, deliver, names_of, summary
from holdfast.methods.linkage.settings import LinkSettings, read_settings
from holdfast.methods.linkage.spark import scored_on_spark

_PLAIN_FILE = (
    "A list of names in a plain file is a danger to everybody on it: keep it on an encrypted disk, "
    "delete it when this is done, or give it through standard input (-)."
)
_WITH_NAMES = "The output repeats names (--with-names): it is as dangerous as the lists."


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the command line asked for beside lists and output."""

    settings: LinkSettings
    previous: Path | None
    draws: int
    seed: int
    workers: int
    master: str | None
    review: Reviewing | None


@click.command("link")
@click.argument("lists", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Output folder.")
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), help="YAML file.")
@click.option("--previous", type=click.Path(path_type=Path), help="An earlier output folder.")
@click.option("--draws", type=click.IntRange(0, 10_000), default=50, help="Sampled linkages.")
@click.option("--seed", type=click.IntRange(0), default=1, help="Seed of everything random.")
@click.option("--workers", type=click.IntRange(1), default=2, help="Threads of the database.")
@click.option(
    "--engine",
    type=click.Choice(("duckdb", "spark")),
    default="duckdb",
    help="Where pairs are scored: in memory here, or on Spark.",
)
@click.option("--master", metavar="URL", help="The Spark cluster; this machine if left out.")
@click.option("--with-names", is_flag=True, help="Repeat names in the output. A danger.")
@click.option("--review", is_flag=True, help="Judge doubtful pairs at the keyboard.")
@click.option("--reviewer", help="Your initials, kept with your answers.")
@click.option("--questions", type=click.IntRange(1), default=50, help="Pairs to judge at most.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def command(  # noqa: PLR0913
    *,
    lists: tuple[Path, ...],
    out: Path,
    settings_file: Path | None,
    previous: Path | None,
    draws: int,
    seed: int,
    workers: int,
    engine: str,
    master: str | None,
    with_names: bool,
    review: bool,
    reviewer: str | None,
    questions: int,
    as_json: bool,
    quiet: bool,
) -> int:
    """Say which rows of the LISTs (CSV files, or - for standard input) are the same person.

    No copy is left, and nothing is sent anywhere but to the Spark cluster that --master may name.
    The output holds row numbers, not names.
    """
    if review and not (reviewer or "").strip():
        raise click.UsageError("--review needs --reviewer: whose answers are these?")
    cluster = _cluster(engine, master, workers)
    check_output(out)
    _warn(lists, with_names=with_names)
    settings = read_settings(settings_file) if settings_file else LinkSettings()
    people = read_lists(
        lists, {name: settings.for_list(name) for name in list_names(lists)}, stdin=sys.stdin.buffer
    )
    asked = Reviewing(out, (reviewer or "").strip(), questions, settings.grey, seed)
    wishes = _Wishes(settings, previous, draws, seed, workers, cluster, asked if review else None)
    made = _linked(people, out, wishes, is_quiet=quiet)
    deliver(made, out, names=names_of(people) if with_names else None)
    if as_json:
        click.echo(json.dumps(summary(made), ensure_ascii=False, indent=1))
    else:
        show(made, out)
    return ExitCode.DONE_WITH_PROBLEMS if _problems(made) else ExitCode.DONE


def _cluster(engine: str, master: str | None, workers: int) -> str | None:
    """The address of the Spark cluster; None where the database of this machine scores."""
    if engine == "duckdb":
        if master is not None:
            raise click.UsageError("--master names a Spark cluster: it needs --engine spark.")
        return None
    if master is not None and not master.startswith(("local", "spark://", "yarn", "k8s://")):
        raise click.UsageError(
            "--master is no address of a Spark cluster, such as spark://HOST:7077 or local[2]."
        )
    return master or f"local[{workers}]"


def _warn(lists: tuple[Path, ...], *, with_names: bool) -> None:
    if any(str(path) != "-" for path in lists):
        click.echo(_PLAIN_FILE, err=True)
    if with_names:
        click.echo(_WITH_NAMES, err=True)


def _linked(people: list[NamedList], out: Path, wishes: _Wishes, *, is_quiet: bool) -> Linkage:
    """The linkage; where people are asked, the progress bar makes room for them."""
    is_silent = is_quiet or wishes.review is not None
    with silent_progress() if is_silent else shown_progress() as progress:
        order = Order(
            seed=wishes.seed,
            draws=wishes.draws,
            threads=wishes.workers,
            decisions=_decisions(out, wishes.previous),
            previous=read_previous(wishes.previous) if wishes.previous else (),
        )
        if wishes.master is not None:
            order = replace(order, score=partial(scored_on_spark, master=wishes.master))
        return link(people, wishes.settings, _with_review(order, wishes.review), progress)


def _with_review(order: Order, review: Reviewing | None) -> Order:
    if review is None:
        return order
    ask: Ask = lambda scored, decisions: reviewed(scored, decisions, review)  # noqa: E731
    return replace(order, ask=ask)


def _decisions(out: Path, previous: Path | None) -> list[Decision]:
    """What people decided in the earlier run and here; what was decided here goes before."""
    earlier = read_decisions(previous / DECISIONS) if previous else []
    both = [*earlier, *read_decisions(out / DECISIONS)]
    return list({(decision.pair, decision.reviewer): decision for decision in both}.values())


def show(made: Linkage, out: Path) -> None:
    """Print the capture table, then what a person must know, then where the output is."""
    console = Console(highlight=False)
    console.print(_table(made))
    for line in _lines(made):
        console.print(line, markup=False)
    console.print(f"\nThe output is in {out}: linked.csv, pairs.csv, table.csv, draws.jsonl.")


def _table(made: Linkage) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for named in made.scored.lists:
        table.add_column(named.name, justify="center")
    table.add_column("People", justify="right")
    for history, count in list(made.table.items())[:40]:
        table.add_row(*("x" if on else "·" for on in history), f"{count:,}")
    return table


def _lines(made: Linkage) -> list[str]:
    known: dict[str, Any] = summary(made)
    drawn = sorted(sum(table.values()) for table in made.draws)
    lines = [f"\nRows: {known['rows']:,}. People, as a machine sees it: {known['clusters']:,}."]
    if drawn:
        lines.append(
            f"Over {len(drawn)} sampled linkages: {drawn[0]:,} to {drawn[-1]:,} people. These "
            "doubt the weights too, and the pairs that nobody looked at."
        )
    if known["blocking_loss"] is not None:
        lines.append(
            f"About {known['blocking_loss']:.1%} of true pairs were never looked at (estimated)."
        )
    lines += _quality_lines(made)
    if made.contradictions:
        lines.append(
            f"{len(made.contradictions):,} contradictions inside clusters: see contradictions.csv."
        )
    return [*lines, *_problems(made), *made.scored.notes]


def _quality_lines(made: Linkage) -> list[str]:
    lines = []
    for name, figure in (("Precision", made.quality.precision), ("Recall", made.quality.recall)):
        if figure is not None:
            lines.append(
                f"{name} by review: {figure.value:.1%} ({figure.low:.1%} to {figure.high:.1%})."
            )
    differing = len(disagreements(made.decisions))
    if differing:
        lines.append(f"Reviewers disagree on {differing} pairs; a third can settle them.")
    return lines


def _problems(made: Linkage) -> list[str]:
    listed = [f"List {n.name}: {problem}" for n in made.scored.lists for problem in n.problems]
    return [*listed, *made.continuity.problems]
