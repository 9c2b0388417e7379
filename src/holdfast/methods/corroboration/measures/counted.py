"""What a number counts, and in which unit, read from the noun after it and the acts around it.

Invariants:
- What was done to people names them ("ten men were arrested": detained); places, families, calls
  and spans of time are named by their noun whatever was done.
- An act counts only those it happened to: "two guards beat him" counts guards.
- A number that nothing follows counts people, and only where an act says so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec

from .bounds import Expression
from .line import Line
from .nouns import Head, act_at, ends_phrase, head_after, is_of, names_people, time_unit
from .vocabulary import Voice, traps

PERSONS, PLACES, ITEMS, PERCENT, AGES = "persons", "places", "items", "percent", "years of age"
ROOM = "held in one room"
HARMS = frozenset({"killed", "tortured", "injured", "disappeared", "detained"})

_PEOPLE = frozenset({"persons", "detained", "disappearances", "supporters", "protesters", "killed"})
_KIND_COUNTS = {"disappearances": "disappeared"}
_REACH = 14


class Counted(msgspec.Struct, frozen=True):
    """What is counted, and in which unit."""

    counts: str
    unit: str


def what_is_counted(line: Line, found: Expression, head: Head | None) -> Counted | None:
    """What the expression counts, or None where it counts nothing that can be told."""
    kind = head.kind if head else None
    measure = _measure(line, found, head)
    if measure is not None:
        return measure
    if head is not None and kind not in _PEOPLE:
        return _things(line, found, head)
    return _people(line, found, head)


def _measure(line: Line, found: Expression, head: Head | None) -> Counted | None:
    """Money, shares, ages and stretches of time."""
    kind = head.kind if head else None
    if found.symbol is not None:
        return Counted("money", found.symbol)
    if _is_of_ages(line, found, kind):
        return Counted("age", AGES)
    if head is None:
        return None
    if kind == "money":
        return Counted("money", traps().currencies[line.word(head.at)])
    if kind == "percent":
        return Counted(_share(line, head), PERCENT)
    unit = time_unit(line.word(head.at)) if kind == "time" else None
    return Counted(unit, unit) if unit else None


def _things(line: Line, found: Expression, head: Head) -> Counted | None:
    if head.kind == "cases":
        act = _forward(line, head.at + 1, is_headless=True)
        return Counted(act or head.lemma, ITEMS)
    if head.kind in {"places", "places of detention"}:
        return Counted(head.lemma if head.kind == "places" else head.kind, PLACES)
    if head.kind is not None:
        return Counted(head.kind, ITEMS)
    if names_people(line, head):
        return _people(line, found, Head(head.at, head.lemma, "persons"))
    return Counted(head.lemma, ITEMS)


def _people(line: Line, found: Expression, head: Head | None) -> Counted | None:
    if head is not None and head.kind in {"killed", "disappearances"}:
        return Counted(_KIND_COUNTS.get(head.kind, head.kind), PERSONS)
    act = _act_around(line, found, head)
    is_crowd = head is not None and head.kind in {"supporters", "protesters"}
    if act is not None and not (is_crowd and act == "protesters"):
        return Counted(_in_one_room(line, act, found.first), PERSONS)
    head = head or _number_of(line, found.first)
    if head is None:
        return None
    return Counted(head.lemma if head.kind == "persons" else head.kind or head.lemma, PERSONS)


def _number_of(line: Line, first: int) -> Head | None:
    """As in "the number of prisoners has reached 140": the noun stands before."""
    for at in range(first - 1, max(0, first - _REACH), -1):
        if line.word(at) in line.words.stop or line.word(at) in {";", ","}:
            return None
        if line.word(at) == "of" and line.word(at - 1) in {"number", "total", "toll", "numbers"}:
            head = head_after(line, at + 1)
            return head if head and head.kind in _PEOPLE else None
    return None


def number_put_at(line: Line, found: Expression) -> Counted | None:
    """As in "put the toll at more than 60", "I counted at least fifteen"."""
    near = [line.word(found.first - i) for i in range(1, 5)]
    if near[0] in {"at", "to"} and "toll" in near:
        return Counted("killed", PERSONS)
    is_number = near[0] in {"at", "to"} and not {"number", "figure", "tally"}.isdisjoint(near)
    if is_number or (near[0] in {"counted", "count"} and found.is_bounded):
        return Counted("person", PERSONS)
    return None


def harm_after(line: Line, at: int) -> str | None:
    """The harm that is said to have befallen those named just before `at`, or None."""
    near = itertools.islice(_clause(line, at), 5)
    return next(
        (act.counts for i in near if (act := act_at(line, i)) and act.counts in HARMS), None
    )


def _in_one_room(line: Line, act: str, at: int) -> str:
    if act not in {"detained", ROOM}:
        return act
    return ROOM if _is_confined(line, at) else act


def _act_around(line: Line, found: Expression, head: Head | None) -> str | None:
    after = head.at + 1 if head else found.last
    befallen = _befallen(line, found, head)
    if befallen is not None:
        return befallen
    if _is_taken(line, found):
        return "detained"
    if head is None:
        return (
            _close_before(line, found.first)
            or _forward(line, after, is_headless=True)
            or (_far_before(line, found.first) if found.is_bounded or found.until else None)
        )
    inside = next((act_at(line, i) for i in range(found.last, head.at) if act_at(line, i)), None)
    close = _close_before(line, found.first)
    if close or inside:
        return close or (inside.counts if inside else None)
    forward = _forward(line, after, is_headless=False)
    return forward or (ROOM if _is_confined(line, found.first) else None)


def _befallen(line: Line, found: Expression, head: Head | None) -> str | None:
    """As in "47 wounded were brought in": those counted are named by what befell them."""
    act = act_at(line, found.last) if line.language == "en" else None
    if act is None or act.voice is Voice.NOUN or (head is not None and head.at != found.last):
        return None
    return act.counts


def _is_confined(line: Line, at: int) -> bool:
    """As in "forced into a cell", in the same half of the sentence: held, whatever the verb."""
    first = next((i + 1 for i in range(at, -1, -1) if line.word(i) == ";"), 0)
    last = next((i for i in range(at, len(line.tokens)) if line.word(i) == ";"), len(line.tokens))
    words = line.tokens.words[first:last]
    is_confined = any(word in line.words.confined for word in words)
    return is_confined and any(word in line.words.room for word in words)


def _forward(line: Line, at: int, *, is_headless: bool) -> str | None:
    """What happened to those just named, later in the same clause."""
    for i in _clause(line, at):
        act = act_at(line, i)
        if act is None:
            continue
        if act.voice in {Voice.ANY, Voice.UNDERGO} or (act.voice is Voice.NOUN and is_headless):
            return act.counts
        if act.voice is Voice.SUFFER and (
            _is_passive(line, i, at) or (is_headless and i <= at + 1)
        ):
            return act.counts
        if act.voice is Voice.SUFFER:
            return None
    return None


def _clause(line: Line, at: int) -> Iterator[int]:
    firsts = {number.first for number in line.numbers}
    for i in range(at, min(at + _REACH, len(line.tokens))):
        word = line.tokens.words[i]
        if word in _CLOSING and (i == at or _closes(line, i)):
            continue
        if word in line.words.stop or word in {";", ":", "—", "«", "“", '"', "("}:
            return
        if i in firsts and not (i == at + 1 and line.word(at) in {"and", "и", "et", "und", "y"}):
            return
        yield i


_CLOSING = frozenset('"”»')


def _closes(line: Line, at: int) -> bool:
    """Whether the mark ends a quotation that began before: it stands right after a word."""
    return at > 0 and line.is_tight(at - 1) and not line.is_tight(at)


def _is_passive(line: Line, at: int, start: int) -> bool:
    """As in "were arrested", "men detained in May"; not "guards beaten him"."""
    if any(line.word(i) in line.words.aux for i in range(max(start, at - 4), at)):
        return True
    after = line.word(at + 1)
    return at == start and (not after or ends_phrase(after) or not after[0].isalpha())


def _close_before(line: Line, first: int) -> str | None:
    """As in "killed at least ten", "the arrest of ten", "the death toll rose to ten"."""
    at = first - 1
    fillers = 0
    while at >= 0 and fillers < 4:
        word = line.word(at)
        if word == "away" and line.word(at - 1) in _LED:
            return "detained"
        act = act_at(line, at)
        if act is not None and act.voice is not Voice.UNDERGO:
            is_noun = act.voice is Voice.NOUN
            reached = line.word(at + 1) in {"of", "toll"} if is_noun else fillers < 3
            return act.counts if reached else None
        if word not in _FILLERS:
            return None
        fillers += 1
        at -= 1
    return None


def _is_taken(line: Line, found: Expression) -> bool:
    """As in "they took nine of us": people, and taken away."""
    is_of_us = is_of(line.word(found.last)) and line.word(found.last + 1) in {"us", "them"}
    return is_of_us and line.word(found.first - 1) in _LED


_LED = frozenset("took taken taking led marched dragged hauled carried".split())
_FILLERS = frozenset(
    "of the a an another further additional other up them him all these those toll rose to risen "
    "reached at is stands least some as many total ' \" “ ‘ «".split()
)


def _far_before(line: Line, first: int) -> str | None:
    """The act before a number that comes after its noun: "kept in one cell, around thirty"."""
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if line.word(i) in line.words.stop or line.word(i) in {";", "."}:
            return None
        act = act_at(line, i)
        if act is not None and act.voice is not Voice.NOUN:
            return act.counts
    return None


def _share(line: Line, head: Head) -> str:
    of = (
        head_after(line, head.at + 1)
        if line.language == "ru" or is_of(line.word(head.at + 1))
        else None
    )
    if of is None:
        return "share"
    return of.kind if of.kind in {"detained", "killed", "families"} and of.kind else of.lemma


def _is_of_ages(line: Line, found: Expression, kind: str | None) -> bool:
    if found.is_of_ages:
        return True
    if found.until is None or kind not in {None, "time", "persons"}:
        return False
    near = range(max(0, found.first - 8), found.first)
    is_next = line.word(found.first - 1) in line.words.age_cues
    is_near = any(line.word(i) in line.words.age_cues for i in near) and kind != "persons"
    old = {line.word(found.last + i) for i in range(3)}
    return is_next or is_near or "old" in old or "летний" in old
