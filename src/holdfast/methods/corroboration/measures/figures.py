"""Figures: how many of what, with the bounds that the words carry.

Invariants:
- Figures are sorted and disjoint, each within one sentence.
- A span covers the modifiers and the number, not the noun: "at least 3", "Three" of "Three camps",
  "between the ages of 17 and 45", "$5,000". A skipped word such as "a total of" stays outside.
- Years, clock times, dates, names with numbers, addresses, list items, scores, lengths, ordinals
  and the age of one person are not figures; the ages of a group are.
- Nought is a figure only of people harmed: "nobody was killed".

"dozens" is at least 24, "scores" 40, "tens" 20, "hundreds" 200, "several" 2, all approximate; "a
couple" is about 2. Beyond English and Russian only what the word lists carry is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from holdfast.language.numbers import NumberFound, NumberKind, may_hold_number, plain_words
from holdfast.methods.corroboration.document import DateFound, FigureFound
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .bounds import Bounds, Expression, bounds_of, read_expression
from .counted import HARMS, PERCENT, PERSONS, Counted, harm_after, number_put_at, what_is_counted
from .dates import dates_around
from .line import Line, read_line
from .nouns import Head, head_after, is_of
from .stretches import stretches
from .traps import counts_nothing
from .vocabulary import Modifier, vocabulary

_INCLUDING = frozenset({"including", "включая", "dont", "darunter", "incluidos", "incluidas"})


def find_figures(prose: Prose, dates: Sequence[DateFound] | None = None) -> tuple[FigureFound, ...]:
    """Every figure of the prose, in order; `dates` are those found in it, if any were sought."""
    words = vocabulary(prose.language)
    groups = words.both | words.nobody.keys()
    out: list[FigureFound] = []
    for sentence in stretches(prose):
        plain = plain_words(prose.text, *sentence)
        has_number = may_hold_number(plain, language=prose.language)
        has_group = not groups.isdisjoint(plain)
        if not (has_number or has_group):
            continue
        line = read_line(prose, sentence, words)
        found = list(_whole_groups(line)) if has_group else []
        taken = [figure.span for figure in found]
        if line.numbers:
            taken += dates_around(prose, sentence, found=dates)
        out += sorted([*found, *_figures(line, taken)], key=lambda figure: figure.span)
    return tuple(out)


def _figures(line: Line, taken: list[Span]) -> Iterator[FigureFound]:
    index = 0
    previous: tuple[Expression, FigureFound] | None = None
    while index < len(line.numbers):
        expression = read_expression(line, index)
        index += 1 if expression.until is None else 2
        span = line.span(expression.first, expression.last)
        if any(span.overlaps(other) for other in taken):
            continue
        figure = _figure(line, expression, previous)
        previous = None if figure is None else (expression, figure)
        if figure is not None:
            yield figure


def _figure(
    line: Line, found: Expression, previous: tuple[Expression, FigureFound] | None
) -> FigureFound | None:
    head = head_after(line, found.last)
    if head is None and found.last > found.core_last:
        head = head_after(line, found.core_last)
    first = _inverted(line, found) if head is None else found.first
    if first < found.first:
        head = Head(found.first - 1, "person", "persons")
    if counts_nothing(line, found, head):
        return None
    counted = what_is_counted(line, found, head)
    if previous is not None:
        counted = _shared(line, found, counted, previous)
    counted = counted or number_put_at(line, found) or _plain_people(line, found)
    if counted is None or (found.number.value == 0 and counted.counts not in HARMS):
        return None
    is_whole = counted.unit != PERCENT and counted.counts != "money"
    bounds = bounds_of(line, _without_during(line, found, head), is_counted=is_whole)
    if bounds is None:
        return None
    if first < found.first and bounds.low is not None:
        bounds = Bounds(None, None, bounds.value, approximate=True)
    return _made(line.span(first, found.last), bounds, counted)


def _shared(
    line: Line,
    found: Expression,
    counted: Counted | None,
    previous: tuple[Expression, FigureFound],
) -> Counted | None:
    """What befell the group before also befell "including 9 children", "and 12 women"."""
    other, figure = previous
    before = line.word(found.first - 1)
    is_among = before in {"them", "них"} and line.word(found.first - 2) in {"among", "среди"}
    if (is_among or before in _INCLUDING) and counted is not None:
        return Counted(figure.counts, counted.unit)
    of = line.word(found.last), line.word(found.last + 1)
    if of in {("of", "them"), ("of", "whom")} and counted is not None:
        return Counted(figure.counts, counted.unit)
    if counted is None and _is_of_the_same(line, found):
        return Counted(figure.counts, figure.unit)
    is_next = before in {"and", "or", ",", "и"} and found.first - other.last <= _NEAR
    if not is_next or figure.unit != PERSONS or figure.counts not in line.words.act_names:
        return counted
    if counted is None:
        is_elsewhere = of[0] in {"in", "from", "near", "at"}
        is_told = found.is_bounded or is_elsewhere
        return Counted(figure.counts, PERSONS) if is_told else None
    has_no_act = counted.unit == PERSONS and counted.counts not in line.words.act_names
    return Counted(figure.counts, PERSONS) if has_no_act else counted


_NEAR = 14  # words between one group and the next: "nine from the mill and four from the port"


def _is_of_the_same(line: Line, found: Expression) -> bool:
    """As in "16 held, up from 14" and "14 arrests and five more"."""
    before = line.word(found.first - 2), line.word(found.first - 1)
    if before in {("up", "from"), ("down", "from")}:
        return True
    after = line.word(found.last + 1)
    return line.word(found.last) in {"more", "others"} and not after.isalpha()


def _made(span: Span, bounds: Bounds, counted: Counted) -> FigureFound:
    return FigureFound(
        span=span,
        low=bounds.low,
        high=bounds.high,
        value=bounds.value,
        approximate=bounds.approximate,
        counts=counted.counts,
        unit=counted.unit,
    )


def _plain_people(line: Line, found: Expression) -> Counted | None:
    """As in "Hundreds marched": an open plural with nothing named after it is people."""
    is_open = (
        found.number.is_words and found.number.kind is NumberKind.LEAST and found.until is None
    )
    is_plural = is_open and found.number.scale > 1 and line.word(found.last)[:1].isalpha()
    is_plural = is_plural and not is_of(line.word(found.last))
    return Counted("person", "persons") if is_plural else None


def _inverted(line: Line, found: Expression) -> int:
    """«человек двадцать» is about twenty: the noun that is counted stands before."""
    is_before = line.word(found.first - 1) in line.words.inverted and found.first == found.core
    is_counted = line.word(found.first - 2).isalpha() or found.first == 1
    return found.first - 1 if is_before and is_counted else found.first


def _without_during(line: Line, found: Expression, head: Head | None) -> Expression:
    """As in "over two days in May" is in the course of two days; "for over two days" is longer."""
    is_time = head is not None and head.kind == "time"
    if not is_time or line.word(found.first) != "over" or line.word(found.first - 1) == "for":
        return found
    return msgspec.structs.replace(found, modifiers=found.modifiers - {Modifier.MORE})


def _whole_groups(line: Line) -> Iterator[FigureFound]:
    """As in "both men" and "nobody was hurt"."""
    for at, word in enumerate(line.tokens.words):
        if word in line.words.both:
            yield from _both(line, at)
        elif word in line.words.nobody:
            yield from _nobody(line, at)


def _both(line: Line, at: int) -> Iterator[FigureFound]:
    head = head_after(line, at + 1)
    if head is None or head.kind not in {"persons", "detained"}:
        return
    bare = _bare(at, at + 1)
    counted = what_is_counted(line, bare, head)
    if counted is not None:
        yield _made(line.span(at, at + 1), Bounds(2.0, 2.0, 2.0, approximate=False), counted)


def _nobody(line: Line, at: int) -> Iterator[FigureFound]:
    for words, _ in line.words.nobody[line.word(at)]:
        last = at + len(words)
        if any(line.word(at + i) != word for i, word in enumerate(words)):
            continue
        act = harm_after(line, last)
        if act is not None and not _is_of_now(line.word(last), line.word(last + 1)):
            bounds = Bounds(0.0, 0.0, 0.0, approximate=False)
            yield _made(line.span(at, last), bounds, Counted(act, PERSONS))
        return


def _is_of_now(verb: str, after: str) -> bool:
    """Whether nothing was counted: "nobody is held here" is a claim about how things are."""
    return verb in {"is", "are"} or (verb == "не" and after.endswith(_PRESENT))


_PRESENT = ("ют", "ут", "ат", "ят", "ет", "ит")


def _bare(first: int, last: int) -> Expression:
    """A word that is a number only in what it means, such as "both"."""
    number = NumberFound(first, last, 2.0, NumberKind.EXACT, 1.0, is_words=True)
    return Expression(
        first=first,
        core=first,
        core_last=last,
        last=last,
        number=number,
        until=None,
        modifiers=frozenset(),
        is_hyphened=False,
        is_of_ages=False,
        symbol=None,
    )
