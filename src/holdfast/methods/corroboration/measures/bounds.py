"""The bounds that the words around a number carry, and no others.

Invariants:
- A bound is never tighter than the words: "at least 3" has no upper end, "hundreds" no point.
- A point value stands only where a number is stated, exactly or as "about" so many.
- low <= high wherever both are known.

Source: `holdfast-record/1`, paragraph on figures.
"""

from __future__ import annotations

import math

import msgspec

from holdfast.language.numbers import NumberFound, NumberKind

from .line import Line
from .vocabulary import Modifier, Phrases, traps

_HYPHENS = frozenset({"-", "–", "—", "\u2010", "\u2011", "\u2212"})
_SINGULAR_PLURALS = frozenset({"сотни", "тысячи"})
_CHANGES = frozenset("rose risen grew grown fell fallen dropped increased climbed jumped".split())
_OPEN = (Modifier.MORE, Modifier.MOST, Modifier.FEWER, Modifier.LEAST, Modifier.NEARLY)


class Bounds(msgspec.Struct, frozen=True):
    """The least and the most that is claimed, or one value."""

    low: float | None
    high: float | None
    value: float | None
    approximate: bool


class Expression(msgspec.Struct, frozen=True):
    """A number, or two with "to" between them, and the modifiers around.

    The words are `tokens[first:last]`, the bare numbers `tokens[core:core_last]`; `symbol` is the
    currency of a sign before the first.
    """

    first: int
    core: int
    core_last: int
    last: int
    number: NumberFound
    until: NumberFound | None
    modifiers: frozenset[Modifier]
    is_hyphened: bool
    is_of_ages: bool
    symbol: str | None

    @property
    def is_bounded(self) -> bool:
        """Whether a word, and not only the number, tells how it is meant."""
        return bool(self.modifiers - {Modifier.SKIP})


def read_expression(line: Line, index: int) -> Expression:
    """The expression that begins with the number `line.numbers[index]`."""
    number = line.numbers[index]
    until, is_hyphened = _until(line, index)
    symbol = _symbol(line, number.first)
    core = first = number.first - (symbol is not None)
    core_last = last = until.last if until else number.last
    is_of_ages = False
    if until is not None:
        first, is_of_ages = _opening(line, first, line.word(number.last))
    first, before = _before(line, first)
    last, after = _after(line, last)
    return Expression(
        first=first,
        core=core,
        core_last=core_last,
        last=last,
        number=number,
        until=until,
        modifiers=before | after,
        is_hyphened=is_hyphened,
        is_of_ages=is_of_ages,
        symbol=symbol,
    )


def bounds_of(line: Line, found: Expression, *, is_counted: bool) -> Bounds | None:
    """The bounds of the expression, or None where it is no quantity ("lost 3-1").

    `is_counted` is False for money and shares, of which there may be less than one more.
    """
    number, modifiers = found.number, found.modifiers
    about = Modifier.ABOUT in modifiers
    if found.until is not None:
        low, high = _ends(number, found.until)
        if low >= high:
            return None
        approximate = about or NumberKind.LEAST in (number.kind, found.until.kind)
        return Bounds(low, high, None, approximate)
    value = _singular(line, found) if modifiers & set(_OPEN) or about else None
    if value is None:
        if number.kind is NumberKind.LEAST:
            return Bounds(number.value, None, None, approximate=True)
        value = number.value
    return _bounded(value, modifiers, is_counted) or Bounds(
        *_point(value, about or number.kind is NumberKind.ABOUT)
    )


def _bounded(value: float, modifiers: frozenset[Modifier], is_counted: bool) -> Bounds | None:  # noqa: FBT001
    if Modifier.LEAST in modifiers:
        return Bounds(value, None, None, approximate=False)
    if Modifier.MORE in modifiers:
        low = math.floor(value) + 1 if is_counted else value
        return Bounds(float(low), None, None, approximate=False)
    if Modifier.FEWER in modifiers:
        high = math.ceil(value) - 1 if is_counted else value
        return Bounds(None, float(max(high, 0)), None, approximate=False)
    if Modifier.MOST in modifiers:
        return Bounds(None, value, None, approximate=False)
    if Modifier.NEARLY in modifiers:
        return Bounds(None, value, None, approximate=True)
    return None


def _point(value: float, about: bool) -> tuple[float | None, float | None, float, bool]:  # noqa: FBT001
    return (None, None, value, True) if about else (value, value, value, False)


def _singular(line: Line, found: Expression) -> float | None:
    """«более тысячи» is more than one thousand: after a modifier the plural is a genitive."""
    word = line.word(found.number.first)
    is_single = found.number.last - found.number.first == 1 and word in _SINGULAR_PLURALS
    return found.number.scale if is_single else None


def _ends(first: NumberFound, second: NumberFound) -> tuple[float, float]:
    """As in "two to three hundred" is 200 to 300; "500 to 1 thousand" stays as it is."""
    low, high = first.value, second.value
    if first.scale == 1 and second.scale > 1 and low < second.value / second.scale:
        low *= second.scale
    return low, high


def _until(line: Line, index: int) -> tuple[NumberFound | None, bool]:
    if index + 1 >= len(line.numbers):
        return None, False
    number, after = line.numbers[index], line.numbers[index + 1]
    is_of_money = line.word(after.first - 1) in traps().symbols
    if after.first - number.last != 1 + is_of_money:
        return None, False
    middle = line.word(number.last)
    if line.word(number.first - 2) in _CHANGES:
        return None, False
    if middle in _HYPHENS:
        return after, True
    before = line.word(number.first - 1)
    start = number.first - is_of_money
    is_between = middle in line.words.both_ends and bool(_is_opened(line, start))
    is_range = middle in line.words.to or middle in line.words.either or is_between
    is_open = before in line.words.opening or number.kind is not NumberKind.LEAST
    return (after, False) if is_range and is_open else (None, False)


def _is_opened(line: Line, first: int) -> int:
    """How many words before `first` open a range with "between"; 0 for none."""
    if line.word(first - 1) in line.words.between:
        return 1
    for ages in line.words.ages:
        before = first - len(ages)
        if all(line.word(before + i) == word for i, word in enumerate(ages)):
            return len(ages) + (line.word(before - 1) in line.words.between)
    return 0


def _opening(line: Line, first: int, middle: str) -> tuple[int, bool]:
    opened = _is_opened(line, first)
    if opened:
        is_of_ages = opened > 1 or line.word(first - 1) == "ages"
        return first - opened, is_of_ages
    is_from = line.word(first - 1) in line.words.opening and middle in line.words.to
    return first - is_from, False


def _symbol(line: Line, first: int) -> str | None:
    if not line.is_tight(first - 1):
        return None
    return traps().symbols.get(line.word(first - 1))


def _before(line: Line, first: int) -> tuple[int, frozenset[Modifier]]:
    found: set[Modifier] = set()
    at = first
    for _ in range(3):
        match = _phrase_ending(line, at, line.words.before)
        if match is None:
            break
        length, modifier = match
        at -= length
        found.add(modifier)
        if modifier is not Modifier.SKIP:
            first = at
    return first, frozenset(found)


def _phrase_ending(line: Line, at: int, phrases: Phrases) -> tuple[int, Modifier] | None:
    for words, modifier in phrases.get(line.word(at - 1), ()):
        start = at - len(words)
        if start >= 0 and all(line.word(start + i) == word for i, word in enumerate(words)):
            return len(words), modifier
    return None


def _after(line: Line, last: int) -> tuple[int, frozenset[Modifier]]:
    start = last + (line.word(last) in {"-", ","} and line.word(last + 1) in {"odd", "at"})
    for words, modifier in line.words.after.get(line.word(start), ()):
        if all(line.word(start + i) == word for i, word in enumerate(words)):
            return start + len(words), frozenset({modifier})
    is_plus = line.word(last) == "+" and line.is_tight(last - 1)
    return (last + 1, frozenset({Modifier.LEAST})) if is_plus else (last, frozenset())
