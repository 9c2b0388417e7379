"""The lists: reports, sources with what rests on each alone, figures and their conflicts.

Invariants:
- No page lists everything: each takes a fixed number of entries, and the pager leads on.
- A finding rests on a source alone when that source is its only origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.methods.corroboration.record import Conflict, Finding, Relation, Report
from holdfast.rendering.tree import (
    Block,
    Column,
    Content,
    Document,
    Inline,
    Isolate,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Section,
    Strong,
    Table,
    Tag,
    Tone,
)

from .intervals import chart, gathered
from .links import (
    CONFLICTS_A_PAGE,
    REPORTS_A_PAGE,
    SOURCES_A_PAGE,
    Links,
    linked,
    source_anchor,
)
from .quotations import joined, source_words
from .shelf import Shelf
from .wording import SOURCE_KINDS, counted, date_words, sentence

_STATEMENTS_SHOWN = 12
_ONE_VOICE = (
    "A finding with one origin may be true. It stands and falls with one voice, so that voice is "
    "what to check first."
)
_WITH_BOUNDS = (
    "with the bounds their words carry. Where several count the same thing, the range is shown "
    "and nothing is averaged."
)
RELATION_TONES = {
    Relation.COMPATIBLE: Tone.OK,
    Relation.SAME_ORIGIN: Tone.PLAIN,
    Relation.OTHER_SCOPE: Tone.ACCENT,
    Relation.CONTRADICTORY: Tone.DANGER,
}


# ---------------------------------------------------------------------------------------- reports


def reports_document(shelf: Shelf, links: Links, page: int) -> Document:
    """One page of the list of reports."""
    reports = shelf.record.reports
    shown = reports[page * REPORTS_A_PAGE : (page + 1) * REPORTS_A_PAGE]
    table = Table(
        caption=f"Reports {page * REPORTS_A_PAGE + 1:,} to "
        f"{page * REPORTS_A_PAGE + len(shown):,} of {len(reports):,}",
        header=("Report", "Outlet", "Published", "Language", "Statements", "Read"),
        columns=(*(Column.TEXT,) * 4, Column.NUMBER, Column.TEXT),
        rows=tuple(_report_row(shelf, links, report) for report in shown),
    )
    lead = Paragraph(
        content=("Every file that was read, with its statements marked in the text.",),
        tone=Tone.LEAD,
    )
    blocks = (lead, table) if page == 0 else (table,)
    return Document(title="Reports", language="en", blocks=blocks)


def _report_row(shelf: Shelf, links: Links, report: Report) -> tuple[Content, ...]:
    title = Isolate(text=report.title or report.path)
    trouble = Tag(text=counted(len(report.problems), "problem"), tone=Tone.WARN)
    return (
        linked((title,), links.report(report.id)),
        (Isolate(text=report.outlet),) if report.outlet else ("—",),
        (date_words(report.published) or "—",),
        (report.language,),
        (f"{len(shelf.of_report.get(report.id, ())):,}",),
        (trouble,) if report.problems else ("whole",),
    )


# ---------------------------------------------------------------------------------------- sources


def sources_document(
    shelf: Shelf,
    links: Links,
    *,
    names: Sequence[str],
    alone: Mapping[str, tuple[Finding, ...]],
    page: int,
) -> Document:
    """One page of the sources in the order of `names`; the first begins with what rests on one."""
    shown = names[page * SOURCES_A_PAGE : (page + 1) * SOURCES_A_PAGE]
    items = tuple(source_item(shelf, links, name, alone.get(name, ())) for name in shown)
    listing = Section(
        heading=(f"All {len(names):,} sources, those with most statements first",),
        blocks=(Items(items=items, numbered=True, first=page * SOURCES_A_PAGE + 1),),
    )
    blocks = (*alone_blocks(shelf, links, alone), listing) if page == 0 else (listing,)
    return Document(title="Sources", language="en", blocks=blocks)


def resting_alone(shelf: Shelf) -> dict[str, tuple[Finding, ...]]:
    """For each source that is some finding's only origin, those findings."""
    alone: dict[str, tuple[Finding, ...]] = {}
    for finding in shelf.record.findings:
        if len(finding.origins.sources) == 1:
            name = finding.origins.sources[0]
            alone[name] = (*alone.get(name, ()), finding)
    return alone


def alone_blocks(
    shelf: Shelf, links: Links, alone: Mapping[str, tuple[Finding, ...]]
) -> Sequence[Block]:
    """The findings that have one origin, with it; or a sentence that there is none."""
    lead = Paragraph(content=(_ONE_VOICE,), tone=Tone.LEAD)
    if not alone:
        return [lead, Note(content=("No finding rests on one source alone.",), tone=Tone.OK)]
    rows = tuple(
        (
            linked((finding.title,), links.finding(finding.id)),
            source_words(shelf, links, name),
            (counted(finding.reports, "report"),),
        )
        for name, findings in alone.items()
        for finding in findings
    )
    header = ("Finding", "Its only origin", "Told in")
    return [lead, Table(caption="What rests on one source alone", header=header, rows=rows)]


def source_item(shelf: Shelf, links: Links, name: str, alone: tuple[Finding, ...]) -> Item:
    """A source: what it is, how much it says, what rests on it, and where its words stand."""
    source = shelf.sources[name]
    said = shelf.said_by.get(name, ())
    content: list[Inline] = [Strong(content=(Isolate(text=source.name),)), " "]
    content.append(Tag(text=SOURCE_KINDS[source.kind]))
    content += [Tag(text="name changed", tone=Tone.ACCENT)] if source.pseudonym else []
    content += [Tag(text="not named")] if source.anonymous else []
    reports = counted(len({s.report for s in said}), "report")
    details: list[Content] = [
        (f"{counted(len(said), 'statement')} in {reports}",)
        if said
        else ("passes on what others say",)
    ]
    if source.member_of in shelf.sources and source.member_of is not None:
        details.append(("of ", *source_words(shelf, links, source.member_of)))
    if source.aliases:
        details.append(("also called ", *joined([(Isolate(text=a),) for a in source.aliases])))
    if alone:
        titles = [linked((f.title,), links.finding(f.id)) for f in alone]
        details.append(("only origin of: ", *joined(titles)))
    details += [_places(shelf, links, name)] if said else []
    return Item(
        content=tuple(content), anchor=source_anchor(name), details=tuple(d for d in details if d)
    )


def _places(shelf: Shelf, links: Links, name: str) -> Content:
    said = shelf.said_by[name]
    parts: list[Inline] = []
    for statement in said[:_STATEMENTS_SHOWN]:
        report = shelf.reports[statement.report]
        label = f"{report.outlet or report.title or report.id}, {shelf.numbers[statement.id]}"
        target = links.statement(statement)
        if target:
            words = Link(content=(Isolate(text=label),), target=target)
            parts += ["; ", words] if parts else ["words: ", words]
    more = len(said) - _STATEMENTS_SHOWN
    return (*parts, f" and {more:,} more") if parts and more > 0 else tuple(parts)


# ---------------------------------------------------------------------------------------- figures


def figures_document(shelf: Shelf, links: Links, page: int) -> Document:
    """One page of the conflicts of figures, each with its chart and its table."""
    conflicts = shelf.record.conflicts
    first = page * CONFLICTS_A_PAGE
    shown = conflicts[first : first + CONFLICTS_A_PAGE]
    sections = tuple(
        section
        for number, conflict in enumerate(shown, start=first + 1)
        for section in conflict_sections(shelf, links, conflict, number)
    )
    figures = counted(len(shelf.record.figures), "figure")
    lead = Paragraph(content=(f"{figures} {_WITH_BOUNDS}",), tone=Tone.LEAD)
    nothing = () if conflicts else (Note(content=("No two figures differ.",), tone=Tone.OK),)
    blocks = (lead, *nothing, *sections) if page == 0 else sections
    return Document(title="Figures and conflicts", language="en", blocks=blocks)


def conflict_sections(
    shelf: Shelf, links: Links, conflict: Conflict, number: int
) -> Sequence[Section]:
    """A conflict: how its figures stand to each other and why, drawn and in a table."""
    said = Paragraph(
        content=(
            Tag(text=conflict.relation.value, tone=RELATION_TONES[conflict.relation]),
            " ",
            f"{sentence(conflict.why).rstrip('.')}.",
        )
    )
    pictures: list[Block] = []
    groups = gathered(shelf.figures[name] for name in conflict.figures)
    for place, ((counts, unit), same) in enumerate(groups.items(), start=1):
        title = f"{sentence(counts)}, in {unit}"
        picture = chart(shelf, links, same, name=f"conflict-{number}-{place}", title=title)
        pictures += [picture] if picture else []
    heading = (sentence(conflict.counts),)
    return [Section(heading=heading, blocks=(said, *pictures), anchor=f"conflict-{number}")]


def page_total(entries: int, entries_a_page: int) -> int:
    """How many pages a list takes; an empty list takes one."""
    return max(1, -(-entries // entries_a_page))
