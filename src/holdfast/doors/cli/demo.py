"""`holdfast demo`: the main job on invented reports."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from holdfast.doors.cli.corroborate import show
from holdfast.doors.cli.main import ExitCode
from holdfast.doors.cli.progress import shown_progress
from holdfast.methods.corroboration.delivery import deliver
from holdfast.methods.corroboration.survey import survey
from holdfast.rendering.folder import check_output

REPORTS = Path(__file__).parent / "demo_reports"


@click.command("demo")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo-record"),
    help="Where the record goes.",
)
def command(out: Path) -> int:
    """Run `corroborate` on ten invented reports about a province that does not exist."""
    check_output(out)
    click.echo("Ten invented reports about Ostrana, a province that does not exist:\n")
    with tempfile.TemporaryDirectory() as folder, shown_progress() as progress:
        reports = Path(folder) / "reports"
        shutil.copytree(REPORTS, reports)
        made = survey(reports, out=out, workers=1, on_progress=progress)
        deliver(made, out, on_progress=progress)
    show(made, out.resolve(), has_pages=True)
    return ExitCode.DONE
