"""A finding: who it comes from, what is said, what stands against it, what was not counted.

Invariants:
- A telling group (the same words in several reports) is shown once, with the others named.
- What speaks against a finding is as easy to reach as what speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from holdfast.methods.corroboration.record import Finding, Statement
from holdfast.rendering.tree import (
    Block,
    Document,
    Inline,
    Item,
    Items,
    Note,
    Paragraph,
    Section,
    Table,
    Tag,
    Tone,
)

from .intervals import chart, gathered
from .links import QUOTATIONS_A_PAGE, Links
from .quotations import quotation, source_words
from .shelf import Shelf
from .summary import NEVER_PROOF, reach
from .wording import SOURCE_KINDS, against_words, counted, sentence

ORIGINS_AT_MOST = 60
Groups: TypeAlias = tuple[tuple[Statement, ...], ...]


def finding_documents(
    shelf: Shelf, texts: Mapping[str, str], links: Links, finding: Finding
) -> Iterator[Document]:
    """The pages of the finding; those after the first hold further quotations alone."""
    groups = in_order(shelf, finding)
    for page in range(page_count(shelf, finding)):
        yield _page(shelf, texts, links, finding, groups, page)


def _page(
    shelf: Shelf,
    texts: Mapping[str, str],
    links: Links,
    finding: Finding,
    groups: Groups,
    page: int,
) -> Document:
    first = page * QUOTATIONS_A_PAGE
    shown = groups[first : first + QUOTATIONS_A_PAGE]
    blocks = [*_opening(shelf, links, finding)] if page == 0 else []
    if shown:
        quotes = tuple(quotation(shelf, texts, links, group[0]) for group in shown)
        different = " in different words" if len(groups) > 1 else ""
        heading = f"What is said ({counted(len(groups), 'statement')}{different})"
        blocks.append(Section(heading=(heading,), blocks=quotes, anchor="said"))
    if page == 0:
        blocks += closing(shelf, texts, links, finding)
        blocks.append(Note(content=(NEVER_PROOF,), tone=Tone.ACCENT))
    return Document(
        title=finding.title,
        language="en",
        kicker=(f"Finding · {finding.act}",),
        blocks=tuple(blocks),
    )


def page_count(shelf: Shelf, finding: Finding) -> int:
    """How many pages the finding takes."""
    groups = len({shelf.roots[name] for name in finding.statements})
    return max(1, -(-groups // QUOTATIONS_A_PAGE))


def in_order(shelf: Shelf, finding: Finding) -> Groups:
    """The telling groups by origin as the finding lists them; what no origin has comes last."""
    rank = {name: place for place, name in enumerate(finding.origins.sources)}
    groups = shelf.groups(finding.statements)
    return tuple(sorted(groups, key=lambda g: rank.get(g[0].origin or "", len(rank))))


def _opening(shelf: Shelf, links: Links, finding: Finding) -> Sequence[Block]:
    denied = against_words(shelf.groups(finding.against))
    tags: list[Inline] = [Tag(text=denied, tone=Tone.WARN)] if denied else []
    if finding.origins.reviewed:
        tags.append(Tag(text="reviewed by a person", tone=Tone.OK))
    blocks: list[Block] = [Paragraph(content=reach(finding), tone=Tone.LEAD)]
    if tags:
        blocks.append(Paragraph(content=tuple(tags)))
    return [*blocks, origins_section(shelf, links, finding)]


def origins_section(shelf: Shelf, links: Links, finding: Finding) -> Section:
    """Each origin, what it is, and in how many reports its words stand."""
    told: dict[str | None, set[str]] = {}
    for name in finding.statements:
        statement = shelf.statements[name]
        told.setdefault(statement.origin, set()).add(statement.report)
    rows = tuple(
        (
            source_words(shelf, links, name),
            (SOURCE_KINDS[shelf.sources[name].kind],),
            (counted(len(told.get(name, ())), "report"),),
        )
        for name in finding.origins.sources[:ORIGINS_AT_MOST]
    )
    blocks: list[Block] = []
    if rows:
        header = ("Origin", "What it is", "In how many reports")
        title = "Origins of this finding"
        blocks.append(Table(caption=title, shows_caption=False, header=header, rows=rows))
    else:
        blocks.append(Note(content=("Nobody is named for it in any report.",)))
    more = len(finding.origins.sources) - len(rows)
    if more:
        blocks.append(Paragraph(content=(f"And {counted(more, 'more origin')}.",)))
    if finding.origins.min != finding.origins.max:
        blocks.append(Paragraph(content=(_range_words(finding),), tone=Tone.QUIET))
    return Section(heading=("Who it comes from",), blocks=tuple(blocks), anchor="origins")


def _range_words(finding: Finding) -> str:
    o = finding.origins
    return (
        f"At least {o.min} and at most {o.max}: some of those who speak are not named, and may or "
        "may not be the same people."
    )


def closing(
    shelf: Shelf, texts: Mapping[str, str], links: Links, finding: Finding
) -> Sequence[Block]:
    """What stands against the finding, its figures, and what was not counted."""
    blocks: list[Block] = []
    against = shelf.groups(finding.against)
    if against:
        quotes = tuple(
            quotation(shelf, texts, links, group[0]) for group in against[:QUOTATIONS_A_PAGE]
        )
        said = Paragraph(content=(sentence(against_words(against)) + ".",), tone=Tone.QUIET)
        blocks.append(
            Section(heading=("Against it",), blocks=(said, *quotes), anchor=f"against-{finding.id}")
        )
    blocks += figures_section(shelf, links, finding)
    blocks += _not_counted(shelf, links, finding)
    return blocks


def figures_section(shelf: Shelf, links: Links, finding: Finding) -> Sequence[Section]:
    """The finding's figures: one interval chart, with its table, for each thing counted."""
    pictures: list[Block] = []
    groups = gathered(shelf.figures[name] for name in finding.figures)
    for place, ((counts, unit), same) in enumerate(groups.items()):
        title = f"{sentence(counts)}, in {unit}"
        picture = chart(shelf, links, same, name=f"{finding.id}-{place + 1}", title=title)
        pictures += [picture] if picture else []
    if not pictures:
        return []
    anchor = f"figures-{finding.id}"
    return [Section(heading=("Figures",), blocks=tuple(pictures), anchor=anchor)]


def _not_counted(shelf: Shelf, links: Links, finding: Finding) -> Sequence[Section]:
    if not finding.origins.not_counted:
        return []
    items = tuple(
        Item(
            content=source_words(shelf, links, n.source) if n.source else ("Nobody named",),
            details=((sentence(n.why),),),
        )
        for n in finding.origins.not_counted
    )
    heading = ("Not counted as an origin, and why",)
    anchor = f"uncounted-{finding.id}"
    return [Section(heading=heading, blocks=(Items(items=items),), anchor=anchor)]
