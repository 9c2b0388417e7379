"""A statement among the words around it, with the chain that brought it here.

Invariants:
- The marked words are the statement's spans and nothing else; words around them are the
  report's own, from the same place.
- The chain is drawn from who said it towards the reader: origin, whom they told, outlet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.methods.corroboration.prose import Prose, read_prose
from holdfast.methods.corroboration.record import Report, SourceKind, Statement, StatementKind
from holdfast.methods.corroboration.spans import Span
from holdfast.rendering.tree import (
    Content,
    Inline,
    Isolate,
    Mark,
    Quote,
    Strong,
    Tag,
    Tone,
    direction_of,
)

from .links import Links, linked
from .shelf import Shelf
from .wording import FORMS, MODALITIES, STATEMENT_KINDS, counted, date_words

_WINDOW = 480  # code points looked at on either side
_LONGEST = 320  # of a neighbouring sentence
_LINKS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sentence or sentences of a statement, and their neighbours with the gap between."""

    before: str
    sentence: Span
    after: str


def surroundings(text: str, language: str, statement: Statement) -> Surroundings:
    """The sentences the statement lies in, with the sentence before and the one after."""
    whole = Span(statement.spans[0].start, statement.spans[-1].end)
    offset = max(0, whole.start - _WINDOW)
    window = text[offset : whole.end + _WINDOW]
    prose = read_prose(window, language=language)
    inner = Span(whole.start - offset, whole.end - offset)
    touched = [i for i, s in enumerate(prose.sentences) if s.overlaps(inner)]
    if not touched:
        return Surroundings("", whole, "")
    first, last = touched[0], touched[-1]
    start = _not_too_far(prose.sentences[first].start, inner.start, window)
    end = max(inner.end, min(prose.sentences[last].end, inner.end + _LONGEST))
    return Surroundings(
        before=_before(prose, first),
        sentence=Span(min(start, inner.start) + offset, end + offset),
        after=_after(prose, last),
    )


def _not_too_far(start: int, inner: int, window: str) -> int:
    """The sentence's start, or a word nearer by where the sentence is very long."""
    if inner - start <= _LONGEST:
        return start
    cut = window.find(" ", inner - _LONGEST, inner)
    return inner if cut < 0 else cut + 1


def _before(prose: Prose, index: int) -> str:
    if index == 0:
        return ""
    span = prose.sentences[index - 1]
    text = span.of(prose.text)
    if len(text) > _LONGEST:
        text = "… " + text[-_LONGEST:].partition(" ")[2]
    return text + _gap(prose, span, prose.sentences[index]) if _is_whole(text) else ""


def _after(prose: Prose, index: int) -> str:
    if index + 1 >= len(prose.sentences):
        return ""
    span = prose.sentences[index + 1]
    text = span.of(prose.text)
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rpartition(" ")[0] + " …"
    return _gap(prose, prose.sentences[index], span) + text if _is_whole(text) else ""


def _is_whole(text: str) -> bool:
    """Whether it ends like a sentence; a headline above a quotation is not its neighbour."""
    return text.rstrip("\"'”’»“)").endswith((".", "!", "?", "…", "؟", "۔", "。"))


def _gap(prose: Prose, first: Span, second: Span) -> str:
    """A space inside a paragraph, a new line between paragraphs."""
    return " " if prose.paragraph_at(first.start) == prose.paragraph_at(second.start) else "\n"


def quotation(shelf: Shelf, texts: Mapping[str, str], links: Links, statement: Statement) -> Quote:
    """The statement in its surroundings. Where the text is not at hand, its own words alone."""
    report = shelf.reports[statement.report]
    text = texts.get(report.id, "")
    language = "" if report.language == "und" else report.language
    before, content, after = "", (Mark(content=(statement.text,)),), ""
    inner: Content = content
    if text and statement.spans:
        around = surroundings(text, report.language, statement)
        before, after = around.before, around.after
        inner = marked(text, around.sentence, statement.spans)
    return Quote(
        content=inner,
        before=before,
        after=after,
        chain=chain_steps(shelf, links, statement),
        notes=_notes(shelf, links, statement),
        language=language,
        direction=direction_of(statement.text),
        tone=Tone.WARN if statement.kind is StatementKind.DENIAL else Tone.ACCENT,
    )


def marked(text: str, sentence: Span, spans: tuple[Span, ...]) -> Content:
    """The words of the sentence with the spans marked. Spans are sorted and disjoint."""
    out: list[Inline] = []
    at = sentence.start
    for span in spans:
        out += [text[at : span.start], Mark(content=(span.of(text),))]
        at = span.end
    out.append(text[at : sentence.end])
    return tuple(part for part in out if part != "")


def chain_steps(shelf: Shelf, links: Links, statement: Statement) -> tuple[Content, ...]:
    """The chain from who said it to the outlet, each step a source and its place in the list."""
    steps = list(reversed(statement.chain))
    speaker = statement.speaker.source if statement.speaker else None
    if speaker is not None and speaker not in steps:
        steps.insert(0, speaker)
    told = statement.told_to.source if statement.told_to else None
    if told is not None and told not in steps:
        steps.insert(1 if steps else 0, told)
    drawn = [source_words(shelf, links, name) for name in steps]
    if speaker is None and statement.origin is None:
        drawn.insert(0, ("nobody named",))
    elif drawn:
        drawn[0] = (Strong(content=drawn[0][:1]), *drawn[0][1:])
    if not statement.chain and (outlet := shelf.reports[statement.report].outlet):
        drawn.append((Isolate(text=outlet),))
    return tuple(drawn)


def source_words(shelf: Shelf, links: Links, name: str) -> Content:
    """A source's name as a link, and what a reader must know about the name."""
    source = shelf.sources[name]
    words: list[Inline] = [*linked((Isolate(text=source.name),), links.source(name))]
    if source.pseudonym:
        words.append(" (name changed)")
    elif source.anonymous:
        words.append(" (not named)")
    if source.member_of is not None and source.member_of in shelf.sources:
        words += [", ", Isolate(text=shelf.sources[source.member_of].name)]
    return tuple(words)


def _notes(shelf: Shelf, links: Links, statement: Statement) -> Content:
    report = shelf.reports[statement.report]
    parts: list[Content] = [
        (STATEMENT_KINDS[statement.kind],),
        (FORMS[statement.form],),
        (MODALITIES[statement.modality],),
        ("negated",) if statement.negated and statement.kind is not StatementKind.DENIAL else (),
        (hand_words(shelf, statement),),
        ("in ", *report_words(report, links.statement(statement))),
        same_words(shelf, links, statement),
        confirmed_words(shelf, links, statement),
    ]
    notes = joined([part for part in parts if part not in ((), ("",))])
    return (
        (Tag(text="judged by a person", tone=Tone.OK), " ", *notes) if statement.judged else notes
    )


def joined(parts: list[Content]) -> Content:
    """The parts with a middle dot between them."""
    out: list[Inline] = []
    for part in parts:
        out += [" · ", *part] if out else part
    return tuple(out)


def hand_words(shelf: Shelf, statement: Statement) -> str:
    """How near the origin stood, as far as its kind tells."""
    if statement.origin is None:
        return ""
    kind = shelf.sources[statement.origin].kind
    return {SourceKind.WITNESS: "first hand", SourceKind.ORGANISATION: "collected from others"}.get(
        kind, ""
    )


def report_words(report: Report, target: str) -> Content:
    """A report by its outlet and date, or its title; as a link."""
    name = report.outlet or report.title or report.id
    date = date_words(report.published)
    words = (Isolate(text=name), f", {date}" if date else "")
    return linked(tuple(part for part in words if part != ""), target)


def same_words(shelf: Shelf, links: Links, statement: Statement) -> Content:
    """`same words in 2 more reports: ...`, the first few of them as links."""
    others = shelf.others_telling(statement)
    if not others:
        return ()
    out: list[Inline] = [f"same words in {counted(len(others), 'more report')}: "]
    for place, other in enumerate(others[:_LINKS_AT_MOST]):
        out.append("; " if place else "")
        out += report_words(shelf.reports[other.report], links.statement(other))
    if len(others) > _LINKS_AT_MOST:
        out.append(f" and {len(others) - _LINKS_AT_MOST:,} more")
    return tuple(part for part in out if part != "")


def confirmed_words(shelf: Shelf, links: Links, statement: Statement) -> Content:
    """`confirmed by ...`, or nothing."""
    if not statement.confirmed_by:
        return ()
    names = [source_words(shelf, links, name) for name in statement.confirmed_by]
    out: list[Inline] = ["confirmed by "]
    for place, name in enumerate(names):
        out += [", " if place else "", *name]
    return tuple(part for part in out if part != "")
