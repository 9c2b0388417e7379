"""The record as a folder of pages that opens anywhere: no script, nothing loaded from elsewhere.

Invariants:
- Pages are made and written one by one; no more than one stands in memory.
- The same record and texts give the same bytes in every file.
- Links are relative and file names are made of ids, so the folder can be moved and zipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from holdfast.methods.corroboration.record import Record
from holdfast.rendering.html import Frame, Step, pictures, render_html, stylesheet
from holdfast.rendering.tree import Document

from .about_page import about_document
from .finding_page import finding_documents, page_count
from .links import (
    CONFLICTS_A_PAGE,
    REPORTS_A_PAGE,
    SOURCES_A_PAGE,
    SiteLinks,
    page_name,
    plain_id,
    source_pages,
    sources_in_order,
)
from .list_pages import (
    figures_document,
    page_total,
    reports_document,
    resting_alone,
    sources_document,
)
from .report_page import report_document
from .shelf import Shelf, shelve
from .summary import reading_links, record_title, review_words, summary_blocks

Progress = Callable[[int, int], None]

STYLESHEET = "record.css"
_MENU = (
    ("Findings", "index.html"),
    ("Sources", "sources/list.html"),
    ("Figures", "figures.html"),
    ("Reports", "reports/list.html"),
    ("How to read", "about.html"),
)
_FOOT = "Made by Holdfast from published reports. A machine’s count is never proof."


@dataclass(frozen=True, slots=True)
class Page:
    """A document and the file it becomes; `part` is its place in the menu."""

    file: str
    part: str
    document: Document
    trail: tuple[Step, ...] = ()
    pager: tuple[Step, ...] = ()


def write_record(
    record: Record,
    texts: Mapping[str, str],
    out: Path,
    *,
    on_progress: Progress | None = None,
) -> int:
    """Write the pages of the record under `out` and return how many there are.

    `texts` gives each report's text by its id and may read it when asked; a report without a text
    gets a page that says so. `on_progress(done, all)` is called after each page. Existing files
    of the same names are overwritten, others are left alone. Raises `BrokenRecordError` before
    anything is written where the record refers to what it does not hold, and OSError.
    """
    shelf = shelve(record)
    total = _total(shelf)
    for folder in ("findings", "reports", "sources", "charts"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    (out / STYLESHEET).write_text(_stylesheet(), encoding="utf-8", newline="\n")
    title = record_title(shelf)
    for done, page in enumerate(_pages(shelf, texts), start=1):
        _write(out, page, title)
        if on_progress is not None:
            on_progress(done, total)
    return total


def _stylesheet() -> str:
    own = resources.files("holdfast.methods.corroboration.presentation") / "static" / "record.css"
    return stylesheet() + own.read_text("utf-8")


def _write(out: Path, page: Page, title: str) -> None:
    base = "../" if "/" in page.file else ""
    frame = Frame(
        stylesheet=base + STYLESHEET,
        site=title,
        menu=tuple(
            Step(label, "" if file == page.file else base + file, label == page.part)
            for label, file in _MENU
        ),
        trail=page.trail,
        pager=page.pager,
        foot=_FOOT,
        pictures=f"{base}charts/",
    )
    html = render_html(page.document, frame)
    (out / page.file).write_text(html, encoding="utf-8", newline="\n", errors="replace")
    for name, data in pictures(page.document).items():
        (out / "charts" / name).write_bytes(data)


def _total(shelf: Shelf) -> int:
    record = shelf.record
    return (
        2
        + sum(page_count(shelf, finding) for finding in record.findings)
        + page_total(len(record.sources), SOURCES_A_PAGE)
        + page_total(len(record.conflicts), CONFLICTS_A_PAGE)
        + page_total(len(record.reports), REPORTS_A_PAGE)
        + len(record.reports)
    )


def _pages(shelf: Shelf, texts: Mapping[str, str]) -> Iterator[Page]:
    where = source_pages(shelf)
    here, below = SiteLinks("", where), SiteLinks("../", where)
    yield _index(shelf, here)
    yield Page("about.html", "How to read", about_document(shelf))
    yield from _findings(shelf, texts, below)
    yield from _sources(shelf, below)
    yield from _figures(shelf, here)
    yield from _report_lists(shelf, below)
    yield from _reports(shelf, texts, below)


def _index(shelf: Shelf, links: SiteLinks) -> Page:
    document = Document(
        title=record_title(shelf),
        language="en",
        kicker=(f"{review_words(shelf)} · every line opens the words it rests on",),
        blocks=(*summary_blocks(shelf, links), reading_links("")),
    )
    return Page("index.html", "Findings", document)


def _findings(shelf: Shelf, texts: Mapping[str, str], links: SiteLinks) -> Iterator[Page]:
    for finding in shelf.record.findings:
        name, total = plain_id(finding.id), page_count(shelf, finding)
        for number, document in enumerate(finding_documents(shelf, texts, links, finding)):
            yield Page(
                f"findings/{page_name(name, number)}",
                "Findings",
                document,
                trail=(Step("Findings", "../index.html"), Step(finding.title)),
                pager=_pager(name, number, total),
            )


def _sources(shelf: Shelf, links: SiteLinks) -> Iterator[Page]:
    alone, names = resting_alone(shelf), sources_in_order(shelf)
    total = page_total(len(names), SOURCES_A_PAGE)
    for number in range(total):
        document = sources_document(shelf, links, names=names, alone=alone, page=number)
        file = f"sources/{page_name('list', number)}"
        yield Page(file, "Sources", document, pager=_pager("list", number, total))


def _figures(shelf: Shelf, links: SiteLinks) -> Iterator[Page]:
    total = page_total(len(shelf.record.conflicts), CONFLICTS_A_PAGE)
    for number in range(total):
        document = figures_document(shelf, links, number)
        file = page_name("figures", number)
        yield Page(file, "Figures", document, pager=_pager("figures", number, total))


def _report_lists(shelf: Shelf, links: SiteLinks) -> Iterator[Page]:
    total = page_total(len(shelf.record.reports), REPORTS_A_PAGE)
    for number in range(total):
        document = reports_document(shelf, links, number)
        file = f"reports/{page_name('list', number)}"
        yield Page(file, "Reports", document, pager=_pager("list", number, total))


def _reports(shelf: Shelf, texts: Mapping[str, str], links: SiteLinks) -> Iterator[Page]:
    for place, report in enumerate(shelf.record.reports):
        listed = page_name("list", place // REPORTS_A_PAGE)
        yield Page(
            f"reports/{plain_id(report.id)}.html",
            "Reports",
            report_document(shelf, texts.get(report.id), links, report),
            trail=(Step("Reports", listed), Step(report.outlet or report.path)),
        )


def _pager(stem: str, number: int, total: int) -> tuple[Step, ...]:
    """The first and last page and the neighbours of this one; nothing where there is one page."""
    if total == 1:
        return ()
    near = sorted({0, total - 1, *range(max(0, number - 2), min(total, number + 3))})
    return tuple(Step(f"Page {n + 1:,}", "" if n == number else page_name(stem, n)) for n in near)
