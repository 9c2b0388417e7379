"""`holdfast corroborate FOLDER`: a record of who says what, and from how many origins."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from holdfast.doors.cli.main import ExitCode
from holdfast.doors.cli.progress import shown_progress, silent_progress
from holdfast.kernel.collection import paused_collection
from holdfast.methods.corroboration.delivery import deliver, deliver_data
from holdfast.methods.corroboration.gathering import Fate, Outcome
from holdfast.methods.corroboration.record import Figure, Finding, Record
from holdfast.methods.corroboration.survey import Survey, survey
from holdfast.rendering.folder import check_output


@click.command("corroborate")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Where the record goes.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary as JSON.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes that read at once.")
@click.option("--no-pages", is_flag=True, help="Write JSON and CSV only.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def command(
    *, folder: Path, out: Path | None, as_json: bool, workers: int, no_pages: bool, quiet: bool
) -> int:
    """Read every report under FOLDER and write who says what, and from how many origins.

    The record goes to FOLDER-record: open index.html in it. Your files are not changed.
    """
    place = (
        out if out is not None else folder.resolve().with_name(f"{folder.resolve().name}-record")
    )
    check_output(place)
    with silent_progress() if quiet else shown_progress() as progress:
        with paused_collection():
            made = survey(folder, out=place, workers=workers, on_progress=progress)
        if no_pages:
            deliver_data(made, place)
        else:
            deliver(made, place, on_progress=progress)
    if as_json:
        click.echo(json.dumps(summary(made, place), ensure_ascii=False, indent=1))
    else:
        show(made, place, has_pages=not no_pages)
    return ExitCode.DONE_WITH_PROBLEMS if has_problems(made) else ExitCode.DONE


def has_problems(made: Survey) -> bool:
    """Whether something was left out, only partly understood, or a correction did not apply."""
    return any(report.problems for report in made.record.reports) or any(
        outcome.fate is not Fate.APPLIED for outcome in made.outcomes
    )


def summary(made: Survey, place: Path) -> dict[str, object]:
    """The record in short, for programs."""
    record = made.record
    return {
        "record": str(place / "record.json"),
        "reports": len(record.reports),
        "statements": len(record.statements),
        "sources": len(record.sources),
        "figures": len(record.figures),
        "findings": [
            {
                "act": finding.act,
                "title": finding.title,
                "reports": finding.reports,
                "origins": finding.origins.count,
                "min": finding.origins.min,
                "max": finding.origins.max,
                "reviewed": finding.origins.reviewed,
                "against": len(finding.against),
            }
            for finding in record.findings
        ],
        "problems": [
            {"path": report.path, "problems": list(report.problems)}
            for report in record.reports
            if report.problems
        ],
        "corrections": [
            {"line": outcome.correction.line, "fate": outcome.fate.value, "said": outcome.said}
            for outcome in made.outcomes
        ],
    }


def show(made: Survey, place: Path, *, has_pages: bool) -> None:
    """Print the findings table, then what a person must know, then where the record is."""
    console = Console(highlight=False)
    console.print(_findings_table(made.record))
    console.print("A machine counted these origins. They are no proof until a person has judged.")
    for line in [*_problem_lines(made.record), *_correction_lines(made.outcomes)]:
        console.print(line, markup=False)
    console.print(
        f"\nOpen {place / ('index.html' if has_pages else 'record.json')}", soft_wrap=True
    )


def _findings_table(record: Record) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, justify in (
        ("Finding", "left"),
        ("Reports", "right"),
        ("Origins", "right"),
        ("Figures", "left"),
        ("Against", "left"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    figures = {figure.id: figure for figure in record.figures}
    deniers = {s.id: s.origin or s.chain[0] for s in record.statements}
    for finding in record.findings:
        table.add_row(
            finding.title,
            str(finding.reports),
            _origins(finding),
            _figures([figures[id_] for id_ in finding.figures]),
            _against(finding, deniers),
        )
    return table


def _origins(finding: Finding) -> str:
    origins = finding.origins
    bounds = f" ({origins.min}–{origins.max})" if origins.min != origins.max else ""
    return f"{origins.count}{bounds}"


def _figures(figures: list[Figure]) -> str:
    texts = list(dict.fromkeys(figure.text.lower() for figure in figures))
    return "; ".join(texts[:4]) + (" …" if len(texts) > 4 else "")


def _against(finding: Finding, deniers: dict[str, str]) -> str:
    told, by = len(finding.against), len({deniers[id_] for id_ in finding.against})
    if not told:
        return "—"
    words = "denied once" if by == 1 else f"denied by {by}"
    return f"{words}, told {told} times" if told > by else words


def _problem_lines(record: Record) -> list[str]:
    troubled = [report for report in record.reports if report.problems]
    lines = [f"{report.path}: {' '.join(report.problems)}" for report in troubled[:20]]
    if len(troubled) > 20:
        lines.append(f"... and {len(troubled) - 20} more reports with problems; see reports.csv.")
    return ["", *lines] if lines else []


def _correction_lines(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [
        f"corrections.csv, line {outcome.correction.line}: {outcome.fate}. {outcome.said}".strip()
        for outcome in outcomes
        if outcome.fate is not Fate.APPLIED
    ]
