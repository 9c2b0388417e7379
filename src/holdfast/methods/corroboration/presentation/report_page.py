"""A report with its statements marked in the text, and beside it who says each.

Invariants:
- The text is shown whole and in its order; a mark covers a statement's spans and no more.
- Every number in the text leads to its statement, and every statement back to its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdfast.methods.corroboration.record import Report, Statement, StatementKind
from holdfast.methods.corroboration.spans import Span
from holdfast.rendering.tree import (
    Block,
    Content,
    Definition,
    Definitions,
    Document,
    Extract,
    Inline,
    Isolate,
    Item,
    Items,
    Link,
    Mark,
    Note,
    Section,
    Split,
    Strong,
    Table,
    Tag,
    Tone,
)

from .links import Links, linked, plain_id
from .quotations import chain_steps, confirmed_words, joined, same_words
from .shelf import Shelf
from .wording import FORMS, MODALITIES, STATEMENT_KINDS, bounds_words, counted, date_words

_NO_TEXT = "There is no text of this report to show, only the words of its statements."
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def report_document(shelf: Shelf, text: str | None, links: Links, report: Report) -> Document:
    """The page of a report. `text` is None where it could not be read."""
    statements = shelf.of_report.get(report.id, ())
    own: tuple[Block, ...] = (*_problems(report), *_extract(shelf, text, report, statements))
    beside: tuple[Block, ...] = (
        _statements(shelf, links, statements),
        *_figures(shelf, report),
        _particulars(report, statements),
    )
    return Document(
        title=report.title or report.outlet or report.path,
        title_language="" if report.language == "und" else report.language,
        language="en",
        kicker=_kicker(report),
        blocks=(Split(main=own, aside=beside),),
    )


def _kicker(report: Report) -> Content:
    outlet: Content = (Isolate(text=report.outlet),) if report.outlet else ()
    date = date_words(report.published)
    return joined([part for part in (outlet, (date,) if date else ()) if part])


def _problems(report: Report) -> Sequence[Block]:
    return [Note(content=(Isolate(text=problem),)) for problem in report.problems]


def _extract(
    shelf: Shelf, text: str | None, report: Report, statements: Sequence[Statement]
) -> Sequence[Block]:
    if not text:
        return [Note(content=(_NO_TEXT,)), *_words_alone(shelf, statements)]
    language = "" if report.language == "und" else report.language
    return [Extract(paragraphs=tuple(marked_lines(shelf, text, statements)), language=language)]


def _words_alone(shelf: Shelf, statements: Sequence[Statement]) -> Sequence[Block]:
    """The statements' own words, so that every link to them still has an end."""
    words = tuple((_number(shelf, s), Mark(content=(s.text,))) for s in statements)
    return [Extract(paragraphs=words)] if words else []


def marked_lines(shelf: Shelf, text: str, statements: Sequence[Statement]) -> Iterator[Content]:
    """The lines of the text, the statements' words marked and numbered where they begin."""
    starts: dict[int, list[Statement]] = {}
    edges: dict[int, int] = {}
    for statement in statements:
        start = statement.spans[0].start if statement.spans else len(text)
        starts.setdefault(start, []).append(statement)
        edges.setdefault(start, 0)
        for span in statement.spans:
            edges[span.start] = edges.get(span.start, 0) + 1
            edges[span.end] = edges.get(span.end, 0) - 1
    cuts = sorted(edges)
    place, depth = 0, 0
    for line in _LINE.finditer(text):
        pieces: list[Inline] = []
        at = line.start()
        while place < len(cuts) and cuts[place] < line.end():
            edge = cuts[place]
            pieces += _piece(text, Span(at, max(at, edge)), depth)
            pieces += [_number(shelf, statement) for statement in starts.get(edge, ())]
            depth += edges[edge]
            at, place = max(at, edge), place + 1
        pieces += _piece(text, Span(at, line.end()), depth)
        if not line.group().isspace() or any(isinstance(piece, Mark) for piece in pieces):
            yield tuple(pieces)
    late = [statement for edge in cuts[place:] for statement in starts.get(edge, ())]
    if late:
        yield tuple(_number(shelf, statement) for statement in late)


def _piece(text: str, span: Span, depth: int) -> Sequence[Inline]:
    words = span.of(text)
    if not words:
        return []
    return [Mark(content=(words,), depth=depth)] if depth else [words]


def _number(shelf: Shelf, statement: Statement) -> Mark:
    name = plain_id(statement.id)
    return Mark(
        content=(), number=str(shelf.numbers[statement.id]), anchor=f"t-{name}", target=f"#s-{name}"
    )


def _statements(shelf: Shelf, links: Links, statements: Sequence[Statement]) -> Section:
    heading = (counted(len(statements), "statement"),)
    if not statements:
        nothing = Note(content=("No statement was found in this report.",), tone=Tone.PLAIN)
        return Section(heading=heading, blocks=(nothing,), anchor="statements")
    items = tuple(_item(shelf, links, statement) for statement in statements)
    return Section(
        heading=heading, blocks=(Items(items=items, numbered=True),), anchor="statements"
    )


def _item(shelf: Shelf, links: Links, statement: Statement) -> Item:
    who: list[Inline] = []
    for step in chain_steps(shelf, links, statement):
        who += [" → ", *step] if who else step
    tone = Tone.WARN if statement.kind is StatementKind.DENIAL else Tone.PLAIN
    tags: list[Inline] = [" ", Tag(text=STATEMENT_KINDS[statement.kind], tone=tone)]
    if statement.judged:
        tags.append(Tag(text="judged by a person", tone=Tone.OK))
    back = Link(content=("in the text",), target=f"#t-{plain_id(statement.id)}")
    manner = [FORMS[statement.form], MODALITIES[statement.modality]]
    manner += ["negated"] if statement.negated else []
    details: list[Content] = [
        (" · ".join(part for part in manner if part), " · ", back),
        acts_words(shelf, links, statement),
        same_words(shelf, links, statement),
        confirmed_words(shelf, links, statement),
    ]
    return Item(
        content=(*(who or [Strong(content=("nobody named",))]), *tags),
        anchor=f"s-{plain_id(statement.id)}",
        details=tuple(detail for detail in details if detail),
    )


def acts_words(shelf: Shelf, links: Links, statement: Statement) -> Content:
    """The findings a statement belongs to, as links; those it speaks against are marked so."""
    parts: list[Content] = []
    for finding in shelf.findings_of.get(statement.id, ()):
        words = linked((finding.title,), links.finding(finding.id))
        parts.append(("against: ", *words) if statement.id in finding.against else words)
    return joined(parts)


def _figures(shelf: Shelf, report: Report) -> Sequence[Section]:
    figures = shelf.figures_of_report.get(report.id, ())
    if not figures:
        return []
    rows = tuple(
        ((Isolate(text=f.text),), (bounds_words(f),), (f"{f.counts} ({f.unit})",)) for f in figures
    )
    header = ("Words", "Read as", "Counts")
    table = Table(caption="Figures in this report", shows_caption=False, header=header, rows=rows)
    return [Section(heading=(counted(len(figures), "figure"),), blocks=(table,))]


def _particulars(report: Report, statements: Sequence[Statement]) -> Section:
    outlet: Content = (Isolate(text=report.outlet),) if report.outlet else ("not found",)
    items = (
        Definition(term="Outlet", content=outlet),
        Definition(term="Published", content=(date_words(report.published) or "not found",)),
        Definition(term="Language", content=(report.language,)),
        Definition(term="File", content=(Isolate(text=report.path),)),
        Definition(term="SHA-256", content=(report.sha256,)),
        Definition(term="Length", content=(f"{report.characters:,} characters",)),
        Definition(term="Statements", content=(f"{len(statements):,}",)),
    )
    return Section(heading=("About the file",), blocks=(Definitions(items=items),))
