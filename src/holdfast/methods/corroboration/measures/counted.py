"""What a number counts, and in which unit, read from the noun after it and the acts around it.

Invariants:
- What was done to people names them ("ten men were arrested": detained); places, families, calls
  and spans of time are named by their noun whatever was done.
- An act counts only those it happened to: "two guards beat him" counts guards.
- A number that nothing follows counts people, and only where an act says so.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .bounds import Expression
from .line import Line
from .vocabulary import Act, Voice, traps

PERSONS, PLACES, ITEMS, PERCENT, AGES = "persons", "places", "items", "percent", "years of age"
ROOM = "held in one room"
HARMS = frozenset({"killed", "tortured", "injured", "disappeared", "detained"})

_PEOPLE = frozenset({"persons", "detained", "disappearances", "supporters", "protesters", "killed"})
_KIND_COUNTS = {"disappearances": "disappeared"}
_GENERIC = "person people human individual человек люд personne gens mensch leute persona gente"
_DETERMINERS = frozenset(
    "the these those his her their its our my all them whom which les des los las den der die".split()
)
OF = frozenset({"of", "de", "d'", "von", "des"})
_BREAKS = frozenset(
    "who whom which that were was are is be been have has had will would may could can in on at to "
    "from by with and or for under near into over through after before among as per since during "
    "every each inside outside without within against about a an not remain left said told say including "
    "в на из к по и или от до у с за que qui ont sont été et dans à par en han fueron fue y con wurden "
    "wurde sind haben und oder mit im auf".split()
)
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person"}
_IRREGULAR |= {"wives": "wife", "lives": "life", "lashes": "lash", "policemen": "policeman"}
_IRREGULAR |= {"homes": "home", "houses": "house", "buses": "bus", "gunmen": "gunman"}
_NOT_PEOPLE = frozenset(
    "papers posters letters numbers orders trees degrees committees offers computers containers "
    "helicopters powers meters rivers towers centers cars newspapers chapters documents shelters "
    "trailers quarters bunkers rumours rumors factors doors floors errors mirrors motors "
    "colors colours flowers covers answers lists fists trucks warships tankers banners stickers".split()
)
_PEOPLE_ENDINGS = ("ers", "ors", "ists", "ees", "ians", "men", "women", "ants")
_UNITSOF_TIME = {"sec": "seconds", "min": "minutes", "hou": "hours", "day": "days"}
_UNITSOF_TIME |= {"wee": "weeks", "mon": "months", "yea": "years", "nig": "nights", "dec": "decades"}
_UNITSOF_TIME |= {"сек": "seconds", "мин": "minutes", "час": "hours", "сут": "days", "ден": "days"}
_UNITSOF_TIME |= {"дня": "days", "дне": "days", "нед": "weeks", "мес": "months", "год": "years"}
_UNITSOF_TIME |= {"лет": "years", "ноч": "nights", "heu": "hours", "jou": "days", "sem": "weeks"}
_UNITSOF_TIME |= {"moi": "months", "an": "years", "ans": "years", "ann": "years", "nui": "nights"}
_UNITSOF_TIME |= {"stu": "hours", "tag": "days", "woc": "weeks", "jah": "years", "näc": "nights"}
_UNITSOF_TIME |= {"hor": "hours", "día": "days", "mes": "months", "año": "years", "noc": "nights"}
_REACH = 14


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that a number stands with: `kind` is its list in the vocabulary, None for no list."""

    at: int
    lemma: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and in which unit."""

    counts: str
    unit: str


def head_after(line: Line, at: int) -> Head | None:
    """The noun that follows the number ending before token `at`, or None."""
    word = line.word(at)
    if line.words.nouns.get(word) == "percent" or (word == "per" and line.word(at + 1) == "cent"):
        return Head(at + (word == "per"), "share", "percent")
    if word in traps().currencies:
        return Head(at, "money", "money")
    if word == "-" and line.is_tight(at) and line.words.nouns.get(line.word(at + 1)) == "time":
        return Head(at + 1, line.word(at + 1), "time")
    if word in OF:
        at += 1
        while line.word(at) in _DETERMINERS:
            at += 1
        if line.word(at) in traps().currencies:
            return Head(at, "money", "money")
    return _noun(line, _phrase(line, at))


def _phrase(line: Line, at: int) -> list[int]:
    """The places of the next words that may belong to one noun phrase."""
    out = []
    for i in range(at, min(at + 5, len(line.tokens))):
        word = line.tokens[i].text
        if word in {"-", "'", "’"} and out:
            continue
        if not word[0].isalpha() or word in _BREAKS:
            break
        if word.endswith(("'s", "’s", "s’", "s'")):
            continue
        out.append(i)
    return out


def _noun(line: Line, phrase: list[int]) -> Head | None:
    known = None
    for at in phrase:
        kind = line.words.nouns.get(line.word(at))
        pair = line.words.nouns.pair(line.word(at), line.word(at + 1))
        if pair is not None:
            return Head(at + 1, line.word(at + 1), pair)
        if kind is not None:
            known = Head(at, lemma(line, at), kind)
        elif known is not None:
            break
        elif line.language == "en" and _act(line, at) is not None and not _is_before_noun(line, at):
            break
    return known or _unknown_noun(line, phrase)


def _is_before_noun(line: Line, at: int) -> bool:
    """"40 detained men": the participle belongs to the noun."""
    return any(line.words.nouns.get(line.word(at + i)) is not None for i in (1, 2))


def _unknown_noun(line: Line, phrase: list[int]) -> Head | None:
    if line.language == "ru":
        return next((Head(at, _russian_lemma(line.word(at)), None) for at in phrase[:3]
                     if _is_russian_noun(line.word(at))), None)
    for at in phrase[:4]:
        word = line.word(at)
        if _act(line, at) is not None:
            return None
        is_plain = line.is_title or not line.is_capital(at)
        if is_plain and _is_plural(line, word):
            if word == "asylum":
                continue
            return Head(at, lemma(line, at), None)
        if word == "asylum":
            return Head(at + 1, "asylum seeker", "persons")
    return None


def _is_plural(line: Line, word: str) -> bool:
    if line.language == "en":
        return (word.endswith("s") and not word.endswith(("ss", "ous", "us", "is"))) and len(word) > 3
    return len(word) > 3


def lemma(line: Line, at: int) -> str:
    """The noun at `at` in the singular, as far as rules carry; people as such are "person"."""
    word = line.word(at)
    if word.startswith(tuple(_GENERIC.split())) and line.words.nouns.get(word) == "persons":
        return "person"
    if line.language == "ru":
        return _russian_lemma(word)
    if line.language != "en":
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def what_is_counted(line: Line, found: Expression, head: Head | None) -> Counted | None:
    """What the expression counts, or None where it counts nothing that can be told."""
    if found.symbol is not None:
        return Counted("money", found.symbol)
    kind = head.kind if head else None
    if head is not None and kind == "money":
        return Counted("money", traps().currencies[line.word(head.at)])
    if head is not None and kind == "percent":
        return Counted(_share(line, head), PERCENT)
    if _is_of_ages(line, found, kind):
        return Counted("age", AGES)
    if head is not None and kind == "time":
        unit = _time_unit(line.word(head.at))
        return Counted(unit, unit)
    if head is not None and kind not in _PEOPLE:
        return _things(line, found, head)
    return _people(line, found, head)


def _things(line: Line, found: Expression, head: Head) -> Counted | None:
    if head.kind == "cases":
        act = _forward(line, head.at + 1, is_headless=True)
        return Counted(act or head.lemma, ITEMS)
    if head.kind in {"places", "places of detention"}:
        return Counted(head.lemma if head.kind == "places" else head.kind, PLACES)
    if head.kind is not None:
        return Counted(head.kind, ITEMS)
    word = line.word(head.at)
    if line.language == "en" and word.endswith(_PEOPLE_ENDINGS) and word not in _NOT_PEOPLE:
        return _people(line, found, Head(head.at, head.lemma, "persons"))
    return Counted(head.lemma, ITEMS)


def _people(line: Line, found: Expression, head: Head | None) -> Counted | None:
    if head is not None and head.kind in {"killed", "disappearances"}:
        return Counted(_KIND_COUNTS.get(head.kind, head.kind), PERSONS)
    act = _act_around(line, found, head)
    is_crowd = head is not None and head.kind in {"supporters", "protesters"}
    if act is not None and not (is_crowd and act == "protesters"):
        return Counted(_in_one_room(line, act), PERSONS)
    if head is None:
        return None
    return Counted(head.lemma if head.kind == "persons" else head.kind or head.lemma, PERSONS)


def harm_after(line: Line, at: int) -> str | None:
    """The harm that is said to have befallen those named just before `at`, or None."""
    near = itertools.islice(_clause(line, at), 5)
    return next((act.counts for i in near if (act := _act(line, i)) and act.counts in HARMS), None)


def _in_one_room(line: Line, act: str) -> str:
    if act not in {"detained", ROOM}:
        return act
    words = [token.text for token in line.tokens]
    is_confined = any(word in line.words.confined for word in words)
    return ROOM if is_confined and any(word in line.words.room for word in words) else act


def _act_around(line: Line, found: Expression, head: Head | None) -> str | None:
    after = head.at + 1 if head else found.last
    if head is None:
        return (
            _forward(line, after, is_headless=True)
            or _close_before(line, found.first)
            or (_far_before(line, found.first) if found.is_bounded or found.until else None)
        )
    inside = next((_act(line, i) for i in range(found.last, head.at) if _act(line, i)), None)
    close = _close_before(line, found.first)
    if close or inside:
        return close or (inside.counts if inside else None)
    return _forward(line, after, is_headless=False) or _confined(line)


def _confined(line: Line) -> str | None:
    """"forced into a cell": held, whatever the verb."""
    words = [token.text for token in line.tokens]
    is_confined = any(word in line.words.confined for word in words)
    return ROOM if is_confined and any(word in line.words.room for word in words) else None


def _act(line: Line, at: int) -> Act | None:
    word = line.word(at)
    if not word:
        return None
    act: Act | None = line.words.acts.pair(word, line.word(at + 1))
    return act or line.words.acts.get(word)


def _forward(line: Line, at: int, *, is_headless: bool) -> str | None:
    """What happened to those just named, later in the same clause."""
    for i in _clause(line, at):
        act = _act(line, i)
        if act is None:
            continue
        if act.voice in {Voice.ANY, Voice.UNDERGO} or (act.voice is Voice.NOUN and is_headless):
            return act.counts
        if act.voice is Voice.SUFFER and (_is_passive(line, i, at) or (is_headless and i <= at + 1)):
            return act.counts
        if act.voice is Voice.SUFFER:
            return None
    return None


def _clause(line: Line, at: int) -> Iterator[int]:
    firsts = {number.first for number in line.numbers}
    for i in range(at, min(at + _REACH, len(line.tokens))):
        word = line.tokens[i].text
        if word in line.words.stop or word in {";", ":", "—", "«", "“", '"', "("}:
            return
        if i in firsts and not (i == at + 1 and line.word(at) in {"and", "и", "et", "und", "y"}):
            return
        yield i


def _is_passive(line: Line, at: int, start: int) -> bool:
    """"were arrested", "men detained in May"; not "guards beaten him"."""
    if any(line.word(i) in line.words.aux for i in range(max(start, at - 4), at)):
        return True
    after = line.word(at + 1)
    return at == start and (not after or after in _BREAKS or not after[0].isalpha())


def _close_before(line: Line, first: int) -> str | None:
    """"killed at least ten", "the arrest of ten", "the death toll rose to ten"."""
    at = first - 1
    fillers = 0
    while at >= 0 and fillers < 4:
        word = line.word(at)
        act = _act(line, at)
        if act is not None and act.voice is not Voice.UNDERGO:
            is_noun = act.voice is Voice.NOUN
            reached = line.word(at + 1) in {"of", "toll"} if is_noun else fillers < 3
            return act.counts if reached else None
        if word not in _FILLERS:
            return None
        fillers += 1
        at -= 1
    return None


_FILLERS = frozenset(
    "of the a an another further additional other up them him all these those toll rose to risen "
    "reached at is stands least some and as many total".split()
)


def _far_before(line: Line, first: int) -> str | None:
    """The act before a number that comes after its noun: "kept in one cell, around thirty"."""
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if line.word(i) in line.words.stop or line.word(i) in {";", "."}:
            return None
        act = _act(line, i)
        if act is not None and act.voice is not Voice.NOUN:
            return act.counts
    return None


def _share(line: Line, head: Head) -> str:
    of = head_after(line, head.at + 1) if line.language == "ru" or line.word(head.at + 1) in OF else None
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


def _time_unit(word: str) -> str:
    return _UNITSOF_TIME.get(word[:3]) or word


@functools.cache
def _analyser() -> Any:  # noqa: ANN401
    import pymorphy3  # noqa: PLC0415  (a quarter of a second, only for Russian)

    return pymorphy3.MorphAnalyzer()


@functools.lru_cache(maxsize=20_000)
def _russian_lemma(word: str) -> str:
    return str(_analyser().parse(word)[0].normal_form)


@functools.lru_cache(maxsize=20_000)
def _is_russian_noun(word: str) -> bool:
    tag = _analyser().parse(word)[0].tag
    return tag.POS in {"NOUN", "PRTF"}
