"""The record on paper: findings, sources and figures as one PDF, without every report.

Invariants:
- It is made of the same parts as the pages; only the addresses differ.
- Letters for which no font is at hand are spelled out in square brackets, and the caller is told:
  one sign in one report must not cost the whole record its PDF.
- What is left out for length is said to be left out, with the number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from holdfast.methods.corroboration.record import Finding, Record
from holdfast.rendering.charts import Count, dots_chart
from holdfast.rendering.pdf import render_pdf, without_missing_letters
from holdfast.rendering.tree import (
    Block,
    Column,
    Content,
    Document,
    Isolate,
    Items,
    Note,
    Paragraph,
    Section,
    Table,
    Tone,
)

from .about_page import about_document
from .finding_page import closing, in_order, origins_section
from .links import PaperLinks, sources_in_order
from .list_pages import alone_blocks, conflict_sections, resting_alone, source_item
from .quotations import quotation
from .shelf import Shelf, shelve
from .summary import reach, record_title, review_words, summary_blocks
from .wording import counted, date_words

QUOTATIONS_AT_MOST = 40  # of one finding
SOURCES_AT_MOST = 200
CONFLICTS_AT_MOST = 60
REPORTS_AT_MOST = 300


def write_pdf(
    record: Record, out: Path, *, texts: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Write the record as PDF/A-2a and PDF/UA-1 to the file `out`.

    With `texts` (by report id) quotations stand in their surroundings, without them alone.
    Returns sentences about letters that had to be spelled out. Raises `BrokenRecordError`,
    `PdfError` and OSError.
    """
    document = record_document(record, texts or {})
    shown, problems = without_missing_letters(document)
    out.write_bytes(render_pdf(shown))
    return problems


def record_document(record: Record, texts: Mapping[str, str]) -> Document:
    """The whole paper as one document tree."""
    shelf = shelve(record)
    links = PaperLinks(frozenset(sources_in_order(shelf)[:SOURCES_AT_MOST]))
    blocks: list[Block] = [*summary_blocks(shelf, links), *_overview(shelf)]
    blocks += [_finding(shelf, texts, links, finding) for finding in record.findings]
    blocks += [_figures(shelf, links), _sources(shelf, links), _reports(shelf), _about(shelf)]
    return Document(
        title=record_title(shelf),
        language="en",
        kicker=(review_words(shelf),),
        blocks=tuple(blocks),
    )


def _overview(shelf: Shelf) -> Sequence[Block]:
    rows = [
        Count(
            label=_short(finding.title),
            reports=finding.reports,
            origins=finding.origins.count,
            least=finding.origins.min,
            most=finding.origins.max,
        )
        for finding in shelf.record.findings
    ]
    title = "Reports and origins of each finding"
    picture = (dots_chart(rows, name="overview", title=title),) if rows else ()
    return [Section(heading=("Reports and origins",), blocks=picture)] if picture else []


def _short(title: str) -> str:
    return title if len(title) <= 34 else title[:33].rpartition(" ")[0] + " …"


def _finding(
    shelf: Shelf, texts: Mapping[str, str], links: PaperLinks, finding: Finding
) -> Section:
    groups = in_order(shelf, finding)
    quotes: list[Block] = [
        quotation(shelf, texts, links, group[0]) for group in groups[:QUOTATIONS_AT_MOST]
    ]
    quotes += _left_out(len(groups), QUOTATIONS_AT_MOST, "statement")
    blocks: tuple[Block, ...] = (
        Paragraph(content=reach(finding), tone=Tone.LEAD),
        origins_section(shelf, links, finding),
        Section(heading=("What is said",), blocks=tuple(quotes)),
        *closing(shelf, texts, links, finding),
    )
    unnamed = tuple(_without_anchor(block) for block in blocks)
    return Section(heading=(finding.title,), blocks=unnamed, anchor=f"finding-{finding.id}")


def _without_anchor(block: Block) -> Block:
    """Sections of several findings stand in one document, so they cannot share an anchor."""
    if isinstance(block, Section):
        return Section(heading=block.heading, blocks=block.blocks)
    return block


def _left_out(entries: int, shown: int, noun: str) -> Sequence[Block]:
    if entries <= shown:
        return []
    more = counted(entries - shown, f"more {noun}")
    return [Note(content=(f"{more} in other words: see the pages of this record.",))]


def _figures(shelf: Shelf, links: PaperLinks) -> Section:
    conflicts = shelf.record.conflicts
    blocks: list[Block] = [
        section
        for number, conflict in enumerate(conflicts[:CONFLICTS_AT_MOST], start=1)
        for section in conflict_sections(shelf, links, conflict, number)
    ]
    blocks += _left_out(len(conflicts), CONFLICTS_AT_MOST, "conflict")
    nothing = Note(content=("No two figures differ.",), tone=Tone.OK)
    return Section(heading=("Figures and conflicts",), blocks=tuple(blocks) or (nothing,))


def _sources(shelf: Shelf, links: PaperLinks) -> Section:
    alone = resting_alone(shelf)
    names = sources_in_order(shelf)
    items = tuple(
        source_item(shelf, links, name, alone.get(name, ())) for name in names[:SOURCES_AT_MOST]
    )
    listing: tuple[Block, ...] = (Items(items=items, numbered=True),) if items else ()
    rest = _left_out(len(names), SOURCES_AT_MOST, "source")
    return Section(
        heading=("Sources",), blocks=(*alone_blocks(shelf, links, alone), *listing, *rest)
    )


def _reports(shelf: Shelf) -> Section:
    reports = shelf.record.reports
    rows: list[tuple[Content, ...]] = [
        (
            (Isolate(text=report.title or report.path),),
            (Isolate(text=report.outlet),) if report.outlet else ("—",),
            (date_words(report.published) or "—",),
            (report.sha256[:16],),
        )
        for report in reports[:REPORTS_AT_MOST]
    ]
    table = Table(
        caption="Reports",
        shows_caption=False,
        header=("Report", "Outlet", "Published", "SHA-256 begins"),
        columns=(Column.TEXT,) * 4,
        rows=tuple(rows),
    )
    rest = _left_out(len(reports), REPORTS_AT_MOST, "report")
    return Section(heading=("Reports read",), blocks=(table, *rest))


def _about(shelf: Shelf) -> Section:
    about = about_document(shelf)
    return Section(heading=(about.title,), blocks=about.blocks)
