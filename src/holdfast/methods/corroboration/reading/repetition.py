"""Lines that stand in several reports because the site puts them there.

Invariants:
- A line must stand in three reports that are not copies of one another; a reprint proves nothing.
- A line with a quotation, or longer than 200 characters, is never furniture by repetition.
- A line that reads like a statement is furniture only if it speaks to the reader ("our site",
  "sign up"): a background sentence that an outlet repeats is its assertion.
- Each report's digests are taken from it alone, so that many processes can take them.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from holdfast.methods.corroboration.document import Document, Furniture, FurnitureKind
from holdfast.methods.corroboration.spans import Span, merged

from .lines import Line, lines_of, normalised
from .phrases import phrases_of

FEWEST_REPORTS = 3
LONGEST_LINE = 200
_LONGEST_SITE_PHRASE = 60
_WORDS_OF_A_STATEMENT = 8


class LineDigest(msgspec.Struct, frozen=True, array_like=True):
    """A short line: its digest (64 bits), its place, and whether any site may show it.

    `is_phrase`: too short to state anything, so that it counts across outlets too.
    """

    digest: int
    span: Span
    is_phrase: bool


class ReportLines(msgspec.Struct, frozen=True):
    """What `repeated_lines` needs of one report.

    `body` is the digest of its longest line that cannot be furniture: copies of a report share it.
    """

    outlet: str
    body: int
    lines: tuple[LineDigest, ...]


def line_digests(document: Document) -> ReportLines:
    """The short lines of `document` that are not yet known as furniture, normalised and hashed."""
    known = merged(furniture.span for furniture in document.furniture)
    address = phrases_of(document.language).address
    title = normalised(document.title or "")
    body, chosen = "", []
    for line in _outside(lines_of(document.text), known):
        words = normalised(line.words)
        is_long = len(words) > LONGEST_LINE
        if is_long or words == title or line.has_quotation() or _is_statement(words, address):
            body = max(body, words, key=len)
            continue
        is_phrase = len(words) <= _LONGEST_SITE_PHRASE and not line.ends_sentence()
        chosen.append(LineDigest(_digest(words), line.span, is_phrase))
    return ReportLines(
        outlet=normalised(document.outlet or ""),
        body=_digest(body),
        lines=tuple(chosen),
    )


def repeated_lines(reports: Sequence[ReportLines]) -> tuple[tuple[Furniture, ...], ...]:
    """For each report, in the same order, its lines that are furniture because they are repeated.

    A line counts once a body within one outlet; short phrases count across all outlets. Reports
    without an outlet are taken as one outlet's for phrases only. Linear in the number of lines.
    """
    within: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    anywhere: defaultdict[int, set[int]] = defaultdict(set)
    for report in reports:
        for line in report.lines:
            if report.outlet:
                within[report.outlet, line.digest].add(report.body)
            if line.is_phrase:
                anywhere[line.digest].add(report.body)
    return tuple(
        tuple(
            Furniture(line.span, FurnitureKind.REPEATED)
            for line in report.lines
            if len(within.get((report.outlet, line.digest), ())) >= FEWEST_REPORTS
            or (line.is_phrase and len(anywhere[line.digest]) >= FEWEST_REPORTS)
        )
        for report in reports
    )


def _is_statement(words: str, address: re.Pattern[str]) -> bool:
    return len(words.split()) >= _WORDS_OF_A_STATEMENT and not address.search(words)


def _outside(lines: Sequence[Line], known: tuple[Span, ...]) -> Iterator[Line]:
    """The lines that no span of `known` touches; both are sorted."""
    index = 0
    for line in lines:
        while index < len(known) and known[index].end <= line.span.start:
            index += 1
        if index == len(known) or not known[index].overlaps(line.span):
            yield line


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big")
