"""A survey written into its folder: JSON, CSV, texts, pages, PDF.

Invariant: the folder appears whole or not at all; the same survey gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from holdfast.rendering.folder import replaced_folder

from .presentation import write_pdf, write_record, write_tables
from .record import write_json
from .survey import Survey

Progress = Callable[[str, int, int], None]


def deliver(survey: Survey, out: Path, *, on_progress: Progress) -> None:
    """Write the whole record to `out`, replacing an earlier record of ours.

    Raises OutputNotOursError and OutputNotWritableError as `rendering.folder` says.
    """
    with replaced_folder(out) as folder:
        _write_data(survey, folder)
        write_record(
            survey.record,
            survey.texts,
            folder,
            on_progress=lambda done, total: on_progress("Writing pages", done, total),
        )
        on_progress("Writing the PDF", 0, 1)
        write_pdf(survey.record, folder / "record.pdf", texts=survey.texts)
        on_progress("Writing the PDF", 1, 1)


def deliver_data(survey: Survey, out: Path) -> None:
    """Write JSON, CSV and texts only; otherwise as `deliver`."""
    with replaced_folder(out) as folder:
        _write_data(survey, folder)


def _write_data(survey: Survey, folder: Path) -> None:
    write_json(survey.record, folder / "record.json")
    write_tables(survey.record, folder)
    texts = folder / "texts"
    texts.mkdir()
    for report in survey.extracted:
        (texts / f"{report}.txt").write_bytes(
            survey.texts[report].encode("utf-8", errors="surrogatepass")
        )
