"""Quotation marks of a report, paired paragraph by paragraph.

Invariants:
- Pairs are sorted by start; the inner span leaves the marks out; pairs nest or are disjoint.
- An apostrophe, an elision and a plural possessive are no quotation marks.
- A mark whose partner is missing still gives a pair, which says that it is open at that end.
- Time grows with the length of the text, not with its square, whatever the marks are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from holdfast.methods.corroboration.spans import Span, trimmed

from .lexis import ELISIONS

_SURE = '["“”„‟«»‹›‘‚‛「」『』]'
_MARKS = re.compile(  # one set of characters first: the rest of the text is passed over at once
    rf"[{_SURE[1:-1]}'’`](?:(?<=')'|(?<=`)`|(?<={_SURE})|(?<=['’])(?:(?<![^\W_].)|(?![^\W_])))",
)
_WORD = re.compile(r"\w+")
_OPENING_BEFORE = frozenset(" \t\u00a0\u2009\u202f([{—–―-/…\"“„«‘'‚*")


_STRAIGHT = ("''", '"')


class Family(StrEnum):
    """Which marks can close each other."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    CORNER = "corner"


_FAMILIES = {
    **dict.fromkeys(["''", "``", '"', "“", "”", "„", "‟"], Family.DOUBLE),
    **dict.fromkeys("‘’‚‛'‹›", Family.SINGLE),
    **dict.fromkeys("«»", Family.GUILLEMET),
    **dict.fromkeys("「」『』", Family.CORNER),
}


class Pair(msgspec.Struct, frozen=True):
    """What stands between two marks; `reopened` where a mark repeats inside one quotation."""

    inner: Span
    outer: Span
    family: Family
    depth: int
    glyph: str = ""
    has_open: bool = True
    has_close: bool = True
    reopened: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    glyph: str
    family: Family
    reopened: bool = False


def pair_marks(text: str, paragraph: Span) -> list[Pair]:
    """The pairs of quotation marks in one paragraph, outermost first where they nest."""
    marks = list(_MARKS.finditer(text, paragraph.start, paragraph.end))
    if not marks:
        return []
    return _Pairing(text, paragraph, marks).run()


class _Pairing:
    """The walk along one paragraph's marks with a stack of those still open."""

    def __init__(self, text: str, paragraph: Span, marks: list[re.Match[str]]) -> None:
        self.text = text
        self.paragraph = paragraph
        self.marks = marks
        self.closes_later = self._closes_later()
        self.closers_left = sum(m.group() == "”" for m in marks)
        self.stack: list[_Open] = []
        self.pairs: list[Pair] = []

    def run(self) -> list[Pair]:
        for index, mark in enumerate(self.marks):
            self.closers_left -= mark.group() == "”"
            self._take(index, mark)
        while self.stack:
            self._leave_open(self.stack.pop())
        self.pairs.sort(key=lambda pair: (pair.outer.start, -pair.outer.end))
        return self.pairs

    def _before(self, mark: re.Match[str]) -> str:
        at = mark.start()
        return self.text[at - 1] if at > self.paragraph.start else " "

    def _after(self, mark: re.Match[str]) -> str:
        return self.text[mark.end()] if mark.end() < self.paragraph.end else " "

    def _could_open(self, mark: re.Match[str]) -> bool:
        before = self._before(mark)
        is_free = before in _OPENING_BEFORE or before.isspace()
        return is_free and not self._after(mark).isspace()

    def _could_close(self, mark: re.Match[str]) -> bool:
        return not self._before(mark).isspace() and not self._after(mark).isalnum()

    def _open_of(self, family: Family) -> _Open | None:
        return next((o for o in reversed(self.stack) if o.family is family), None)

    def _take(self, index: int, mark: re.Match[str]) -> None:
        glyph = mark.group()
        family = _FAMILIES[glyph]
        current = self._open_of(family)
        if family is Family.SINGLE and glyph not in "‹›":
            self._take_single(index, mark, current)
        elif current is None:
            self._take_first(mark, family)
        elif self._nests(mark, current):
            self._open(mark, family)
        elif self._closes(mark, current):
            self._close(mark, self._partner(glyph, current))
        elif glyph == "“" and current.glyph == "“" and self.closers_left >= len(self.stack) + 1:
            self._open(mark, family)
        elif self._could_open(mark) or glyph in "“„«":
            self._reopen(mark, current)

    def _nests(self, mark: re.Match[str], current: _Open) -> bool:
        """Curly marks inside straight ones, or straight inside curly."""
        glyph = mark.group()
        if not self._could_open(mark) or self.closers_left == 0:
            return False
        is_curly = current.glyph == "“"
        return (glyph == "“" and current.glyph in _STRAIGHT) or (
            glyph in _STRAIGHT and is_curly and len(self.stack) == 1
        )

    def _partner(self, glyph: str, current: _Open) -> _Open:
        """A straight mark closes the straight one that is open, over what was left open inside."""
        if glyph in _STRAIGHT:
            return next((o for o in reversed(self.stack) if o.glyph == glyph), current)
        return current

    def _take_first(self, mark: re.Match[str], family: Family) -> None:
        glyph = mark.group()
        opens, closes = self._could_open(mark), self._could_close(mark)
        is_inch = glyph in ('"', "''", "”") and self._before(mark).isdigit()
        if (glyph in "“„‟«「『" and not (closes and not opens)) or opens or not closes:
            self._open(mark, family)
        elif not is_inch:
            self._close_unopened(mark, family)

    def _closes(self, mark: re.Match[str], current: _Open) -> bool:
        glyph = mark.group()
        if glyph in "”」』":
            return True
        if glyph in "“‟":
            return current.glyph in "„‚" or (self._could_close(mark) and not self._could_open(mark))
        if glyph == "„":
            return False
        if glyph in "«»‹›":
            return glyph != current.glyph or not self._could_open(mark)
        return self._could_close(mark) or not self._could_open(mark)

    def _take_single(self, index: int, mark: re.Match[str], current: _Open | None) -> None:
        glyph = mark.group()
        is_elision = self._is_elision(mark)
        if current is None:
            if self._opens_single(mark) and not is_elision:
                self._open(mark, Family.SINGLE)
            elif glyph in "’'" and self._before(mark) in ".!?,…" and self._could_close(mark):
                self._close_unopened(mark, Family.SINGLE)
            return
        if glyph == "‘" and current.glyph == "‚":
            self._close(mark, current)
        elif glyph in "‘‛" and self._opens_single(mark) and not is_elision:
            self._reopen(mark, current)
        elif glyph in "’'" and self._could_close(mark):
            is_possessive = self._is_plural_possessive(mark) and self.closes_later[index]
            if not is_possessive:
                self._close(mark, current)

    def _opens_single(self, mark: re.Match[str]) -> bool:
        after = self._after(mark)
        starts_word = after.isalnum() or after in '…[("“$£€.*-—'
        return mark.group() != "’" and self._could_open(mark) and starts_word

    def _is_elision(self, mark: re.Match[str]) -> bool:
        word = _WORD.match(self.text, mark.end(), min(mark.end() + 12, self.paragraph.end))
        if word is None:
            return False
        return word.group().lower() in ELISIONS or (
            word.group()[0].isdigit() and word.group()[-1] == "s"
        )

    def _is_plural_possessive(self, mark: re.Match[str]) -> bool:
        if self._before(mark) not in "sSzx" or not self._after(mark).isspace():
            return False
        follows = self.text[mark.end() + 1 : mark.end() + 2]
        return follows.islower()

    def _closes_later(self) -> list[bool]:
        """For each mark, whether a sure closing single mark comes before the next opening one."""
        out = [False] * len(self.marks)
        later = False
        for index in range(len(self.marks) - 1, -1, -1):
            out[index] = later
            mark = self.marks[index]
            if mark.group() in "‘'’" and mark.group() != "''":
                if self._opens_single(mark):
                    later = False
                elif self._could_close(mark) and not self._is_plural_possessive(mark):
                    later = True
        return out

    def _open(self, mark: re.Match[str], family: Family) -> None:
        self.stack.append(_Open(mark.start(), mark.end(), mark.group(), family))

    def _reopen(self, mark: re.Match[str], current: _Open) -> None:
        """A second opening mark without a closing one: the first was never closed."""
        while self.stack and self.stack[-1] is not current:
            self._leave_open(self.stack.pop(), until=mark.start())
        self.stack.pop()
        self._add(current, Span(mark.start(), mark.start()), has_close=False)
        reopened = _Open(mark.start(), mark.end(), mark.group(), current.family, reopened=True)
        self.stack.append(reopened)

    def _close(self, mark: re.Match[str], current: _Open) -> None:
        while self.stack[-1] is not current:
            inner = self.stack.pop()
            if inner.family is not Family.SINGLE:
                self._leave_open(inner, until=mark.start())
        self.stack.pop()
        self._add(current, Span(*mark.span()), has_close=True)

    def _close_unopened(self, mark: re.Match[str], family: Family) -> None:
        """A closing mark alone: the quotation began with the paragraph."""
        if self.stack or self.pairs:
            return
        inner = trimmed(self.text, self.paragraph.start, mark.start())
        outer = Span(inner.start, mark.end())
        self.pairs.append(Pair(inner, outer, family, 0, mark.group(), has_open=False))

    def _leave_open(self, opened: _Open, until: int | None = None) -> None:
        before = self.text[max(self.paragraph.start, opened.start - 3) : opened.start].rstrip()
        is_first = opened.start == self.paragraph.start or before.endswith((":", ","))
        if opened.family is Family.SINGLE and not (is_first or opened.reopened):
            return
        end = self.paragraph.end if until is None else until
        self._add(opened, Span(end, end), has_close=False)

    def _add(self, opened: _Open, close: Span, *, has_close: bool) -> None:
        inner = trimmed(self.text, opened.end, close.start)
        if inner.start >= inner.end:
            return
        self.pairs.append(
            Pair(
                inner,
                Span(opened.start, close.end),
                opened.family,
                len(self.stack),
                opened.glyph,
                has_close=has_close,
                reopened=opened.reopened,
            )
        )
