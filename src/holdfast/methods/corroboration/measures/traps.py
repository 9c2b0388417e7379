"""Numbers that count nothing: years, hours, addresses, names, scores, one person's age.

Invariants:
- A trap is told from the words beside the number alone; when in doubt a number with a counted noun
  is a figure, and one without is none.
"""

from __future__ import annotations

import re

from .bounds import Expression
from .line import Line
from .nouns import Head, is_of_a_group
from .vocabulary import traps

_PEOPLE = frozenset({"persons", "detained", "killed", "supporters", "protesters"})
_SPORT = frozenset(
    "won lost beat score scored goal goals match team league defeated drew draw".split()
)
_AWAY = frozenset("away from later earlier before after ago old назад спустя".split())
_CLOCK = frozenset({"am", "pm", "o'clock", "o’clock", "gmt", "uhr", "утра", "вечера"})
_PART_OF_DAY = frozenset({"утра", "вечера", "ночи", "пополудни"})
_WHOSE_AGE = frozenset("ему ей мне им нам вам turned age turning".split())
_ONE_BEFORE = frozenset("no every each any this that which the such only number day".split())
_HYPHENS = frozenset({"-", "–", "—", "\u2011"})


def counts_nothing(line: Line, found: Expression, head: Head | None) -> bool:
    """Whether the number is a year, an hour, a name or the like rather than a quantity."""
    return (
        (_is_torn(line, found) and not is_of_a_group(line, found.core_last))
        or _is_measure(line, found, head)
        or _is_year(line, found, head)
        or _is_named(line, found, head)
        or _is_one_in_so_many(line, found)
        or _is_hour(line, found)
        or _is_address(line, found, head)
        or _is_one_person(line, found, head)
        or _is_age(line, found, head)
        or _is_score(line, found, head)
        or _is_list_item(line, found)
    )


def _is_torn(line: Line, found: Expression) -> bool:
    """Part of something longer: "F-16", "24/7", "20th", "9(2)", "#4", "one-time"."""
    before, after = line.word(found.core - 1), line.word(found.core_last)
    if line.is_tight(found.core - 1) and not _is_quote(before):
        is_dash_of_prose = before in {"—", "–"} and not line.is_tight(found.core - 2)
        if not is_dash_of_prose and (before[-1:].isalnum() or before in _TORN_BEFORE):
            return True
    if not line.is_tight(found.core_last - 1):
        return False
    if after in traps().ordinal_tails or after in {"/", "_", "°", "=", "@", "\\"}:
        return True
    following = line.word(found.core_last + 1)
    if after in {":", ".", ",", "("} and line.is_tight(found.core_last):
        return following[:1].isdecimal()
    if after in _HYPHENS and line.is_tight(found.core_last):
        is_span = line.words.nouns.get(following) == "time"
        is_old = line.word(found.core_last + 3) == "old"
        return (not is_span or is_old) and following != "odd" and found.last == found.core_last
    is_unit = line.words.nouns.get(after) in {"time", "percent"}
    return after.isalpha() and not is_unit


_TORN_BEFORE = frozenset("/ . : , # + - _ @ = & \\ № * °".split())


def _is_quote(mark: str) -> bool:
    return mark in {'"', "“", "”", "«", "„", "'", "‘", "(", "[", "~", "≈"}


def _is_measure(line: Line, found: Expression, head: Head | None) -> bool:
    if head is None:
        return line.words.nouns.get(line.word(found.last)) == "measures"
    if head.kind == "measures":
        return True
    is_time = head.kind == "time" and line.word(found.first - 1) not in {"for", "spent", "after"}
    after = line.word(head.at + 1)
    return is_time and (after in _AWAY or (after == "years" and line.word(head.at + 2) == "old"))


def _is_year(line: Line, found: Expression, head: Head | None) -> bool:
    word = line.word(found.core)
    if not re.fullmatch(r"1[5-9]\d\d|20\d\d|2100", word) or found.number.scale != 1:
        return False
    before = line.word(found.core - 1)
    if before in traps().year_before and not found.is_bounded:
        return True
    is_one = head is not None and head.kind not in _PEOPLE and not line.word(head.at).endswith("s")
    is_of_year = is_one and not found.is_bounded
    return head is None or head.kind is None or is_of_year or before in {"in", "since", "©"}


def _is_named(line: Line, found: Expression, head: Head | None) -> bool:
    """As in "Channel 4", "Article 12", "World War Two", "the Big Three"."""
    before = line.word(found.core - 1)
    if before == "." and line.word(found.core - 2) in traps().designators:
        before = line.word(found.core - 2)
    is_counted = head is not None and (head.kind in _PEOPLE or head.kind == "time")
    if before in traps().designators:
        return line.is_capital(found.core - 1) or not is_counted
    if found.is_bounded or found.symbol or (found.until and not found.is_hyphened):
        return False
    is_after_name = line.is_capital(found.core - 1) and found.core > 1 and not line.is_title
    if is_after_name and not is_counted and not _is_named_time(line, found.core - 1):
        return True
    is_name = line.is_capital(found.core) and found.core > 0 and not line.is_title
    return is_name and before.isalpha() and found.core_last == found.core + 1


def _is_named_time(line: Line, at: int) -> bool:
    return line.word(at).endswith("day") or line.word(at - 1) in {"in", "on", "since", "at"}


def _is_one_in_so_many(line: Line, found: Expression) -> bool:
    """As in "one in ten", "one of every nine", "every three months"."""
    before, after = line.word(found.first - 1), line.word(found.last)
    is_rate = after in {"in", "of", "out"} and found.number.value == 1
    is_part = before == "in" and line.word(found.first - 2) in {"one", "1"}
    return before == "every" or is_rate or is_part


def _is_hour(line: Line, found: Expression) -> bool:
    after = line.word(found.last)
    is_dotted = after in {"a", "p"} and line.word(found.last + 1) == "."
    is_clock = (
        after in _CLOCK
        or line.word(found.last + 1) in _PART_OF_DAY
        or (is_dotted and line.word(found.last + 2) == "m")
    )
    return is_clock or (after == "hours" and line.word(found.last + 1) in {"gmt", "local"})


def _is_address(line: Line, found: Expression, head: Head | None) -> bool:
    if head is not None and head.kind is not None:
        return False
    words = [line.word(found.last + i) for i in range(1, 4)]
    return line.is_capital(found.last) and any(word in traps().street for word in words)


def _is_one_person(line: Line, found: Expression, head: Head | None) -> bool:
    """As in "One of the men", "one day", "one another": no count; "one man" is."""
    if found.number.value != 1 or not found.number.is_words or found.until is not None:
        return False
    if found.is_bounded:
        return False
    is_article = line.language in {"fr", "de", "es"}
    is_pronoun = line.word(found.last) in {"of", "из"}
    known = head is not None and head.kind in {*_PEOPLE, "places", "places of detention"}
    is_near = head is not None and head.at <= found.last + 1
    is_apart = line.word(found.core - 1) in _ONE_BEFORE
    return is_article or is_pronoun or not known or not is_near or is_apart


def _is_age(line: Line, found: Expression, head: Head | None) -> bool:
    """As in "the singer, 41, had left", "aged 32", «ему 32 года», "under 18"."""
    if found.until is not None:
        return False
    before, after = line.word(found.first - 1), line.word(found.last)
    is_set_off = before in {",", "("} and after in {",", ")", ".", "-", "–", "—", "―", ";"}
    if is_set_off and head is None and found.number.value <= 110 and not found.is_bounded:
        return True
    near = (line.word(found.first - i) for i in (1, 2, 3))
    if before in _WHOSE_AGE or any(word in line.words.age_cues for word in near):
        return True
    is_time = head is not None and head.kind == "time"
    if before == "de" and is_time and line.words.nouns.get(line.word(found.first - 2)) == "persons":
        return True
    is_of_age = before == "of" and line.word(found.first - 2) == "age"
    is_minor = line.word(found.first) == "under" and head is None
    return is_of_age or is_minor or (head is not None and line.word(head.at + 1) == "old")


def _is_score(line: Line, found: Expression, head: Head | None) -> bool:
    if not found.is_hyphened or head is not None or found.is_bounded:
        return False
    return (
        not found.is_of_ages
        and not any(line.word(found.first - i) in line.words.age_cues for i in (1, 2))
    ) or not _SPORT.isdisjoint(line.tokens.words)


def _is_list_item(line: Line, found: Expression) -> bool:
    is_first = found.first == 0 or (found.first == 1 and line.word(0) == "(")
    is_closed = line.is_tight(found.last - 1) and line.word(found.last) in {".", ")"}
    return is_first and is_closed and not found.is_bounded
