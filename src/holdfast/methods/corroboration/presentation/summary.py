"""The first page: what the record comes to, in one sentence, five numbers and one table.

Invariants:
- Every number is counted from the record; the headline says nothing the table does not.
- A report is a hollow dot, an origin a solid one, in two rows: they are not the same things.
"""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.methods.corroboration.record import Finding, Relation, SourceKind, StatementKind
from holdfast.rendering.tree import (
    BigNumber,
    BigNumbers,
    Block,
    Content,
    Drawn,
    Inline,
    Link,
    Note,
    Paragraph,
    Strong,
    Table,
    Tag,
    Tone,
)

from .intervals import cell, gathered
from .links import Links, linked
from .shelf import Shelf
from .wording import (
    against_words,
    counted,
    number_word,
    origin_dots,
    period_words,
    reach_words,
    report_dots,
    sentence,
    times,
)

NEVER_PROOF = (
    "A machine counted here. Its count is a place to start reading and never proof: two reports "
    "may rest on one witness whom neither names, and a finding with one origin may well be true."
)


def record_title(shelf: Shelf) -> str:
    """`Record of 8 reports, March to May 2031`."""
    period = period_words([r.published for r in shelf.record.reports if r.published])
    reports = counted(len(shelf.record.reports), "report")
    return f"Record of {reports}{', ' if period else ''}{period}"


def review_words(shelf: Shelf) -> str:
    """What a reader must know before the first number: whether a person has looked at it."""
    findings = shelf.record.findings
    reviewed = sum(finding.origins.reviewed for finding in findings)
    judged = (
        f"{reviewed:,} of {counted(len(findings), 'finding')} reviewed by a person"
        if reviewed
        else "not yet reviewed by a person"
    )
    return sentence(judged)


def origins_of(shelf: Shelf) -> tuple[str, ...]:
    """The sources that are an origin of at least one finding, each once."""
    return tuple(dict.fromkeys(name for f in shelf.record.findings for name in f.origins.sources))


def headline(shelf: Shelf) -> Content:
    """The record in a sentence or two: on whom the reports rest, and what is denied how often."""
    origins = [shelf.sources[name].kind for name in origins_of(shelf)]
    reports = sentence(number_word(len(shelf.record.reports)))
    reports += " report" if len(shelf.record.reports) == 1 else " reports"
    if not origins:
        return (f"{reports} {_rest(shelf)} on no origin that is named.",)
    out: list[Inline] = [f"{reports} {_rest(shelf)} on "]
    parts = [
        (number_word(origins.count(kind)), noun if origins.count(kind) == 1 else nouns)
        for kind, noun, nouns in _KINDS
        if kind in origins
    ]
    for place, (number, noun) in enumerate(parts):
        out.append(" and " if place and place == len(parts) - 1 else ", " if place else "")
        out += [Strong(content=(number,)), f" {noun}"]
    return tuple(part for part in (*out, ".", _denials(shelf)) if part != "")


_KINDS = (
    (SourceKind.WITNESS, "witness", "witnesses"),
    (SourceKind.ORGANISATION, "organisation that speaks for others",
     "organisations that speak for others"),
    (SourceKind.OFFICIAL, "official", "officials"),
    (SourceKind.OUTLET, "outlet’s own word", "outlets’ own word"),
    (SourceKind.UNKNOWN, "source of unknown kind", "sources of unknown kind"),
)  # fmt: skip


def _rest(shelf: Shelf) -> str:
    return "rests" if len(shelf.record.reports) == 1 else "rest"


def _denials(shelf: Shelf) -> str:
    groups = shelf.groups(s.id for s in shelf.record.statements if s.kind is StatementKind.DENIAL)
    if not groups:
        return ""
    told = sum(len({s.report for s in group}) for group in groups)
    verb = "is" if len(groups) == 1 else "are"
    often = f" {verb} told {times(told)}" if told > len(groups) else f" {verb} on record"
    noun = "denial" if len(groups) == 1 else "denials"
    return f" {sentence(number_word(len(groups)))} {noun}{often}."


def big_numbers(shelf: Shelf) -> BigNumbers:
    """Reports, statements, origins, figures and denials, to be seen across the room."""
    record = shelf.record
    disputed = {
        name for c in record.conflicts if c.relation is Relation.CONTRADICTORY for name in c.figures
    }
    denials = shelf.groups(s.id for s in record.statements if s.kind is StatementKind.DENIAL)
    conflict = f", {len(disputed)} in conflict" if disputed else ""
    numbers = (
        (len(record.reports), "reports", "report"),
        (len(record.statements), "statements", "statement"),
        (len(origins_of(shelf)), "origins", "origin"),
        (len(record.figures), f"figures{conflict}", f"figure{conflict}"),
        (len(denials), "different denials", "denial"),
    )
    return BigNumbers(
        items=tuple(
            BigNumber(number=f"{n:,}", label=one if n == 1 else many) for n, many, one in numbers
        )
    )


def findings_table(shelf: Shelf, links: Links) -> Table:
    """One row a finding: reports and origins, figures, what stands against it."""
    return Table(
        caption="Findings: reports and origins",
        header=("Finding", "Reports ○ and origins ●", "Figures", "Against it"),
        rows=tuple(_row(shelf, links, finding) for finding in shelf.record.findings),
    )


def _row(shelf: Shelf, links: Links, finding: Finding) -> tuple[Content, ...]:
    against = against_words(shelf.groups(finding.against))
    figures = gathered(shelf.figures[name] for name in finding.figures)
    return (
        linked((finding.title,), links.finding(finding.id)),
        reach(finding),
        cell(figures),
        (Tag(text=against, tone=Tone.WARN),) if against else ("—",),
    )


def reach(finding: Finding) -> Content:
    """The two rows of dots and the words that say the same."""
    return (
        Drawn(text=report_dots(finding.reports)),
        Drawn(text=origin_dots(finding.origins) or "–"),
        reach_words(finding.reports, finding.origins),
    )


def summary_blocks(shelf: Shelf, links: Links) -> tuple[Block, ...]:
    """The first page from the headline to the legend of its table."""
    blocks: list[Block] = [
        Paragraph(content=headline(shelf), tone=Tone.LEAD),
        big_numbers(shelf),
    ]
    blocks += _trouble(shelf)
    if shelf.record.findings:
        blocks += [findings_table(shelf, links), Paragraph(content=(_LEGEND,), tone=Tone.QUIET)]
    else:
        blocks.append(Note(content=("No act of the lexicon was found in these reports.",)))
    return (*blocks, Note(content=(NEVER_PROOF,), tone=Tone.ACCENT))


def _trouble(shelf: Shelf) -> Sequence[Note]:
    troubled = sum(bool(report.problems) for report in shelf.record.reports)
    verb = "was" if troubled == 1 else "were"
    words = (
        f"{counted(troubled, 'report')} {verb} read only in part or with trouble. "
        "What is wrong stands on the report’s page."
    )
    return [Note(content=(words,))] if troubled else []


_LEGEND = (
    "○ a report that says it · ● an origin: a witness, or the organisation that first collected or "
    "asserted it · ◌ perhaps one more, where it is a matter of judgement. A bar with an arrow is a "
    "figure with an open end."
)


def reading_links(base: str) -> Paragraph:
    """Where to go on from the first page."""
    out: list[Inline] = []
    for words, file in _READ_ON:
        out += [", " if out else "Read on: ", Link(content=(words,), target=base + file)]
    return Paragraph(content=(*out, "."))


_READ_ON = (
    ("who says it, and what rests on one source alone", "sources/list.html"),
    ("the figures and their conflicts", "figures.html"),
    ("the reports with their statements marked", "reports/list.html"),
    ("how to read this record, and its limits", "about.html"),
)
