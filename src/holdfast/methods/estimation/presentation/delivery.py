"""A study written into its folder: page, paper, JSON, CSV.

Invariants:
- The folder appears whole or not at all; the same study and report give the same bytes.
- The page needs nothing from elsewhere: its style sheet and pictures stand beside it.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import msgspec

from holdfast.methods.estimation.report import Report, to_json
from holdfast.methods.estimation.study import Study
from holdfast.rendering.folder import FolderKind, replaced_folder
from holdfast.rendering.html import Frame, Step, pictures, render_html, stylesheet
from holdfast.rendering.pdf import render_pdf, without_missing_letters
from holdfast.rendering.tree import Document

from .page import PARTS, estimate_document
from .tables import write_tables

STYLESHEET = "estimate.css"
_FOOT = "Made by Holdfast. A number stands on what its method assumes: quote both or neither."


def deliver(study: Study, report: Report, out: Path) -> tuple[str, ...]:
    """Write everything to the folder `out`, replacing an earlier one of ours.

    `report` is `study.report()`, with strata where they were asked for. Returns sentences about
    letters that the PDF had to spell out. Raises OutputNotOursError and OutputNotWritableError as
    `rendering.folder` says, and OSError.
    """
    document = estimate_document(study, report)
    shown, problems = without_missing_letters(document)
    with replaced_folder(out, FolderKind.ESTIMATE) as folder:
        (folder / "estimate.json").write_bytes(to_json(report))
        (folder / "plots.json").write_bytes(msgspec.json.encode(study.plots()))
        write_tables(study.table, report, folder)
        _write_page(document, folder)
        (folder / "estimate.pdf").write_bytes(render_pdf(shown))
    return problems


def _write_page(document: Document, folder: Path) -> None:
    frame = Frame(
        stylesheet=STYLESHEET,
        site=document.title,
        menu=tuple(Step(label, target) for label, target in PARTS),
        foot=_FOOT,
        pictures="pictures/",
        menu_label="Parts of the page",
    )
    own = resources.files("holdfast.methods.estimation.presentation") / "static" / STYLESHEET
    _write_text(folder / STYLESHEET, stylesheet() + own.read_text("utf-8"))
    _write_text(folder / "index.html", render_html(document, frame))
    (folder / "pictures").mkdir()
    for name, data in pictures(document).items():
        (folder / "pictures" / name).write_bytes(data)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n", errors="replace")
