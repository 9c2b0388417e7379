"""Dates in the text: whole, partial, or told from the day of publication.

Invariants:
- Dates are sorted and disjoint, and lie in a sentence of the prose.
- A date says no more than its words: "in March 2017" has no day, and 03/04/2017 in English no
  month. A day and month without a year take the year the publication makes likely; without a
  publication the one that `carried` allows, or they have no ISO form (`date` is None) and keep
  their place.
- `relative` marks what is counted from the day of publication ("last week", "on Tuesday").
- "May" the verb, "march" the walk and "Sunday Times" are not dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from holdfast.kernel.partial_date import PartialDate
from holdfast.language.numbers import NumberFound, NumberKind, plain_words, read_numbers, tokens_of
from holdfast.methods.corroboration.document import DateFound
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .calendar import CalendarWords, calendar_words, certain_part, likely_year, shifted
from .carried import with_carried_years
from .stretches import MOST, stretches

_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y>\d{4})-(?P<m>\d{2})(?:-(?P<d>\d{2}))?"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2}))(?![\w/-]|\.\d)"
)
_DIGIT = re.compile(r"\d")
_JOINED_DIGITS = re.compile(r"\d[./-]\d")  # some stand in every date of digits
_ENDS_IN_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])")
_OF_YEARS = frozenset(["year", "года", "году"])
_ORDINAL = frozenset({"st", "nd", "rd", "th", "º", "er", "-"})
_CAPITALISED = frozenset({"en", "de", "und"})
_AFTER_WEEKDAY = frozenset("times post mail telegraph herald express mirror prayers sermon".split())


def find_dates(prose: Prose, *, published: str | None) -> tuple[DateFound, ...]:
    """Every date of the prose. `published` is ISO, perhaps partial; nonsense counts as None."""
    words = calendar_words(prose.language)
    day = _publication(published)
    found: list[DateFound] = []
    for stretch in _stretches(prose):
        found += _dates(prose, stretch, words, day)
    return with_carried_years(prose.text, found, prose.language) if day is None else tuple(found)


def dates_around(
    prose: Prose, sentence: Span, *, found: Sequence[DateFound] | None = None
) -> list[Span]:
    """The places of the dates in and just around one sentence; `found` are those of the prose.

    A season counts without the publication ("summer 2017") where it is no date with it.
    """
    words = calendar_words(prose.language)
    has_season = not words.seasons.keys().isdisjoint(plain_words(prose.text, *sentence))
    if found is not None and prose.language != "de" and not has_season:
        first = bisect_left(found, sentence.start, key=_start)
        last = bisect_left(found, sentence.end, key=_start)
        return [date.span for date in found[first:last]]
    stretch = _with_neighbours(prose, sentence) if prose.language == "de" else sentence
    return [date.span for date in _dates(prose, stretch, words, None)]


def _start(date: DateFound) -> int:
    return date.span.start


def _with_neighbours(prose: Prose, sentence: Span) -> Span:
    """The sentence, with those beside it where an ordinal parted them."""
    before = prose.sentence_at(max(0, sentence.start - 2))
    after = prose.sentence_at(sentence.end + 1)
    start, end = sentence
    if before is not None and _ends_in_ordinal(prose, before):
        start = max(before.start, start - MOST)
    if after is not None and _ends_in_ordinal(prose, sentence):
        end = min(after.end, end + MOST)
    return Span(start, end)


def _ends_in_ordinal(prose: Prose, sentence: Span) -> bool:
    return _ENDS_IN_ORDINAL.search(prose.text, *sentence) is not None


def _dates(
    prose: Prose, stretch: Span, words: CalendarWords, day: PartialDate | None
) -> list[DateFound]:
    plain = plain_words(prose.text, *stretch)
    if words.telling.isdisjoint(plain) and _DIGIT.search(prose.text, *stretch) is None:
        return []
    return _Sentence(prose, stretch, words, day).dates()


def _stretches(prose: Prose) -> list[Span]:
    """The sentences; where one ends in an ordinal ("am 7."), with the one after it."""
    if prose.language != "de":
        return list(stretches(prose))
    out: list[Span] = []
    for sentence in stretches(prose):
        is_short = out and sentence.end - out[-1].start <= MOST
        if is_short and _ends_in_ordinal(prose, out[-1]):
            out[-1] = Span(out[-1].start, sentence.end)
        else:
            out.append(sentence)
    return out


def _publication(published: str | None) -> PartialDate | None:
    if published is None:
        return None
    try:
        return PartialDate.parse(published[:10])
    except ValueError:
        return None


class _Read(msgspec.Struct, frozen=True):
    """A date over `tokens[first:last]`."""

    first: int
    last: int
    date: str | None
    relative: bool


class _Sentence:
    """Reads the dates of one sentence."""

    __slots__ = ("_language", "_published", "_span", "_text", "_tokens", "_told", "_words")

    def __init__(
        self, prose: Prose, sentence: Span, words: CalendarWords, published: PartialDate | None
    ) -> None:
        self._text, self._language, self._span = prose.text, prose.language, sentence
        self._words, self._published = words, published
        self._tokens = tokens_of(prose.text, *sentence)
        self._told = self._tokens.words

    def dates(self) -> list[DateFound]:
        """The dates of the sentence, in order."""
        out, after = self._numeric(), 0
        triggers = self._words.triggers
        for at, word in enumerate(self._told):
            is_year = len(word) == 4 and word.isdecimal() and _YEAR.fullmatch(word)
            if not is_year and word not in triggers:
                continue
            read = self._read(at) if at >= after else None
            if read is None:
                continue
            span = Span(self._tokens.starts[read.first], self._tokens.ends[read.last - 1])
            if not any(span.overlaps(other.span) for other in out):
                out.append(DateFound(span=span, date=read.date, relative=read.relative))
            after = read.last
        return sorted(out, key=lambda date: date.span)

    def _word(self, at: int) -> str:
        return self._told[at] if 0 <= at < len(self._told) else ""

    def _is_capital(self, at: int) -> bool:
        inside = 0 <= at < len(self._told)
        return inside and self._text[self._tokens.starts[at]].isupper()

    def _read(self, at: int) -> _Read | None:
        word, words = self._told[at], self._words
        return (
            self._phrase(at)
            or (self._month(at) if word in words.months else None)
            or (self._weekday(at) if word in words.weekdays else None)
            or self._year(at)
        )

    # ------------------------------------------------------------ 07.04.2017, 2017-04-07

    def _numeric(self) -> list[DateFound]:
        out: list[DateFound] = []
        if _JOINED_DIGITS.search(self._text, *self._span) is None:
            return out
        for match in _NUMERIC.finditer(self._text, *self._span):
            date = self._numeric_date(match)
            if date is not None:
                out.append(DateFound(span=Span(*match.span()), date=date, relative=False))
        return out

    def _numeric_date(self, match: re.Match[str]) -> str | None:
        if match["y"]:
            day = int(match["d"]) if match["d"] else None
            return _iso(int(match["y"]), int(match["m"]), day)
        first, second, year = int(match["a"]), int(match["b"]), int(match["c"])
        year += 2000 if year < 100 else 0
        is_day_first = match["sep"] == "." or self._language not in {"en", "und"}
        if is_day_first or first > 12:
            return _iso(year, second, first)
        if second > 12:
            return _iso(year, first, second)
        same = first == second
        return _iso(year, first, second) if same else _iso(year, None, None)

    # ------------------------------------------------------------ "7 April 2017", "early March"

    def _month(self, at: int) -> _Read | None:
        month = self._words.months[self._word(at)]
        if not self._is_name(at):
            return None
        first, day = self._day_before(at)
        last = at + 1
        last += self._word(last) == "." and self._word(last + 1)[:1].isdecimal()
        if day is None and self._language in {"en", "und"}:
            last, day = self._day_after(last)
        is_lone = first == at and last <= at + 2 and day is None
        last, year = self._year_after(last)
        if is_lone:
            first = self._qualified(at)
            if year is None and first == at and not self._is_cued(at):
                return None
            if year is None and self._is_other_name(at, first):
                return None
        first = self._with_weekday(first)
        return _Read(first, last, self._dated(year, month, day), False)

    def _is_name(self, at: int) -> bool:
        return self._language not in _CAPITALISED or self._is_capital(at)

    def _is_other_name(self, at: int, first: int) -> bool:
        """As in "May Brown", "told June that": a person, unless "in" or "early" stands before."""
        return self._is_capital(at + 1) and first == at and self._language in {"en", "und"}

    def _day_before(self, at: int) -> tuple[int, int | None]:
        before = at - 1
        before -= self._word(before) in self._words.of
        before -= self._word(before) == "."
        before -= self._word(before) in _ORDINAL
        word = self._word(before)
        if before >= 0 and _DAY.fullmatch(word):
            if self._word(before - 1) in {"-", "–"} and _DAY.fullmatch(self._word(before - 2)):
                return before - 2, None
            return before, int(word)
        return at, None

    def _day_after(self, at: int) -> tuple[int, int | None]:
        if not _DAY.fullmatch(self._word(at)) or self._word(at + 1) in {":", "%"}:
            return at, None
        last = at + 1
        if self._word(last) in {"-", "–"} and _DAY.fullmatch(self._word(last + 1)):
            return last + 2, None
        last += self._word(last) in _ORDINAL and self._word(last) != "-"
        return last, int(self._word(at))

    def _year_after(self, at: int) -> tuple[int, int | None]:
        """The token after "2031" or "of last year", and the year."""
        year = at
        year += self._word(year) in self._words.of or self._word(year) == ","
        if self._word(year) in self._words.last and self._word(year + 1) in _OF_YEARS:
            return year + 2, None if self._published is None else self._published.year - 1
        if not _YEAR.fullmatch(self._word(year)):
            return at, None
        last = year + 1
        last += self._word(last) in self._words.year_words
        return last, int(self._word(year))

    def _qualified(self, at: int) -> int:
        before = at - 1
        before -= self._word(before) in {"-"} | self._words.of
        return before if self._word(before) in self._words.qualifiers else at

    def _is_cued(self, at: int) -> bool:
        before = self._word(at - 1)
        return before in self._words.cues or (
            before in {"and", "or", "to", "-", "–", "и"}
            and self._word(at - 2) in self._words.months
        )

    def _with_weekday(self, first: int) -> int:
        before = first - 1 - (self._word(first - 1) == ",")
        return before if self._word(before) in self._words.weekdays else first

    def _dated(self, year: int | None, month: int, day: int | None) -> str | None:
        if year is None and self._published is not None:
            year = likely_year(self._published, month)
        return None if year is None else _iso(year, month, day)

    # ------------------------------------------------------------ "in 2017", "spring 2017"

    def _year(self, at: int) -> _Read | None:
        if not _YEAR.fullmatch(self._word(at)):
            return self._season(at)
        first, before = at, self._word(at - 1)
        last = at + 1 + (self._word(at + 1) in self._words.year_words)
        is_range = before in {"to", "and", "-", "–", "bis", "et", "y"}
        if before in self._words.of:
            before = self._word(at - 2)
            first = at - 2 if before in self._words.seasons else at
        elif before in self._words.seasons or before in self._words.qualifiers:
            first = at - 1
        is_dated = first < at or last > at + 1 or self._word(at - 1) in self._words.cues
        is_dated = is_dated or (is_range and bool(_YEAR.fullmatch(self._word(at - 2))))
        is_dated = is_dated or (before == "(" and self._word(at + 1) == ")")
        if not is_dated or self._counts_something(last) or self._is_decade(at):
            return None
        return _Read(first, last, self._word(at), False)

    def _counts_something(self, after: int) -> bool:
        return self._word(after) in {"%", "percent", "-"} or self._word(after) in self._words.units

    def _is_decade(self, at: int) -> bool:
        ends, starts = self._tokens.ends, self._tokens.starts
        is_tight = self._word(at + 1) != "" and ends[at] == starts[at + 1]
        return is_tight and self._word(at + 1)[0].isalpha()

    def _season(self, at: int) -> _Read | None:
        """As in "last summer", "this spring": the year as far as the publication tells it."""
        season = self._words.seasons.get(self._word(at + 1))
        if season is None or self._published is None:
            return None
        before = self._word(at)
        if before in self._words.this:
            return _Read(at, at + 2, str(self._published.year), True)
        if before not in self._words.last:
            return None
        is_past = self._published.month is not None and season + 2 < self._published.month
        return _Read(at, at + 2, str(self._published.year - (not is_past)), True)

    # ------------------------------------------------------------ "last week", "two weeks ago"

    def _phrase(self, at: int) -> _Read | None:
        following = self._word(at + 1)
        for words, unit, offset in self._words.phrases.get(self._word(at), ()):
            if len(words) > 1 and words[1] != following:
                continue
            if all(self._word(at + i) == word for i, word in enumerate(words)):
                if self._is_capital(at) and self._is_capital(at - 1) and len(words) == 1:
                    return None
                return _Read(at, at + len(words), self._shifted(unit, offset), True)
        return self._ago(at) or self._past(at)

    def _ago(self, at: int) -> _Read | None:
        """As in "two weeks ago", "il y a deux semaines", «две недели назад»."""
        after = self._words.ago.get("after")
        if after and self._word(at) == after[0]:
            unit = self._words.units.get(self._word(at - 1))
            first, count = self._count_before(at - 1)
            return _Read(first, at + 1, self._counted_back(unit, count), True) if unit else None
        before = self._words.ago.get("before")
        if not before or any(self._word(at + i) != word for i, word in enumerate(before)):
            return None
        last, count = self._count_after(at + len(before))
        unit = self._words.units.get(self._word(last))
        return _Read(at, last + 1, self._counted_back(unit, count), True) if unit else None

    def _past(self, at: int) -> _Read | None:
        """As in "the past three days"."""
        if self._word(at) not in self._words.past:
            return None
        last, count = self._count_after(at + 1)
        unit = self._words.units.get(self._word(last))
        if unit is None or last == at + 1:
            return None
        if count is None or self._published is None:
            return _Read(at, last + 1, None, True)
        earliest = shifted(self._published, "day", -count * _DAYS[unit])
        if earliest is None:
            return _Read(at, last + 1, None, True)
        stretch = earliest[0], self._published.last_day()
        return _Read(at, last + 1, certain_part(stretch), True)

    def _count_before(self, unit: int) -> tuple[int, float | None]:
        numbers = self._numbers(max(0, unit - 4), unit)
        if numbers and numbers[-1].last == unit:
            number = numbers[-1]
            is_exact = number.kind is NumberKind.EXACT
            return number.first, number.value if is_exact else None
        is_article = self._word(unit - 1) in {"a", "an"}
        is_single = self._language == "ru" or is_article
        return unit - is_article, 1.0 if is_single else None

    def _count_after(self, at: int) -> tuple[int, float | None]:
        numbers = self._numbers(at, at + 4)
        if numbers and numbers[0].first == at:
            is_exact = numbers[0].kind is NumberKind.EXACT
            return numbers[0].last, numbers[0].value if is_exact else None
        return at, None

    def _numbers(self, first: int, last: int) -> list[NumberFound]:
        return read_numbers(
            self._text, self._tokens, language=self._language, first=first, last=last
        )

    def _counted_back(self, unit: str | None, count: float | None) -> str | None:
        if unit is None or count is None or self._published is None or count > 500:
            return None
        if unit == "week":
            days = certain_part(shifted(self._published, "day", -7 * count)) or ""
            return days[:7] if len(days) > 4 else None
        return certain_part(shifted(self._published, unit, -count))

    def _shifted(self, unit: str, offset: float) -> str | None:
        if self._published is None:
            return None
        return certain_part(shifted(self._published, unit, offset))

    # ------------------------------------------------------------ "on Tuesday"

    def _weekday(self, at: int) -> _Read | None:
        weekday = self._words.weekdays[self._word(at)]
        if not self._is_name(at) or not self._is_a_day(at):
            return None
        if self._is_before_month(at + 1):
            return None
        before = self._word(at - 1)
        is_next, is_last = before in self._words.next, before in self._words.last
        is_marked = is_next or is_last or before in self._words.this
        return _Read(at - is_marked, at + 1, self._day_of(weekday, is_next, is_last), True)

    def _is_before_month(self, at: int) -> bool:
        """As in "Tuesday, 8 April": the weekday belongs to the date after it."""
        at += self._word(at) == ","
        if _DAY.fullmatch(self._word(at)):
            at += 1
            at += self._word(at) in _ORDINAL or self._word(at) == "."
            at += self._word(at) in self._words.of
        return self._word(at) in self._words.months

    def _is_a_day(self, at: int) -> bool:
        if self._word(at + 1) in _AFTER_WEEKDAY:
            return False
        if self._language in {"en", "und"}:
            is_name = self._is_capital(at - 1) and at > 1 and self._word(at - 1) not in _DAY_CUES
            is_name = is_name or self._word(at - 1) in _NAMED_DAYS
            is_short = len(self._word(at)) < 6
            return not is_name and not (is_short and self._word(at - 1) not in _DAY_CUES)
        if self._language == "ru":
            return self._word(at - 1) in {"в", "во", "с", "до", "к"} | self._words.last
        return True

    def _day_of(self, weekday: int, is_next: bool, is_last: bool) -> str | None:  # noqa: FBT001
        if self._published is None or self._published.day is None:
            return None
        today = self._published.first_day().weekday()
        if is_next:
            return self._shifted("day", (weekday - today - 1) % 7 + 1)
        back = (today - weekday) % 7
        return self._shifted("day", -(back or 7) if is_last else -back)


_PAIRING = frozenset({"and", "or", "to", "-", "–", "и"})
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NAMED_DAYS = frozenset("black good bloody ash palm easter shrove super red".split())
_DAY_CUES = frozenset("on by since until till from last next this".split())


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        return str(PartialDate(year, month, day))
    except ValueError:
        return None
