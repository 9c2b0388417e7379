"""A name as a list writes it, taken apart: given name, family name, father, kunya.

Invariants:
- Every part is a `sound`; a single letter is an initial and stays one letter.
- Word order is settled by what the words are (known given names, endings of family names, a
  comma), then by the habit of the list; of three words the middle is the father.
- Nothing is dropped but titles and particles (al-, el-, de, van ...), which lists give and omit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from holdfast.language.person_names.family import folded_family, looks_like_family, sex_of_family
from holdfast.language.person_names.lexicon import is_given_name, name_behind_kunya, sex_of_given
from holdfast.language.person_names.patronymic import DAUGHTERS, SONS, father_in
from holdfast.language.person_names.sound import sound
from holdfast.language.scripts import latinised

_TITLES = frozenset(
    "mr mrs ms miss dr prof sir haji hadji hadzhi hajji al-haj sheikh shaikh shaykh sayyid mulla "
    "mullah imam hafiz hoxha gospodin gospozha gospodja g-n g-zha zoti zonja ustaz ustad".split()
)
_PARTICLES = frozenset(
    "al el ul as ash esh at ar er ad ed an en az ez de da di do dos del della der den von van af "
    "la le".split()
)
_KUNYA = frozenset("abu abou aboo ebu umm um oum ummu".split())
_MOTHERS = frozenset("umm um oum ummu".split())
_SERVANT = frozenset("abd abdul abdel abdal abdur abdur abder abdus abdel-".split())
_SERVANT_OF = re.compile(r"^abd(?:[aeou](?:[ld]|([rsnzt])(?=\1))?|)-?(?=[^aeiou].{3})")
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|at|ar|ad|an|az)[-’'](?=..)")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ`][^\W\d_]+)*")
_BRACKETS = re.compile(r"[(\[«\"“](?P<inner>[^)\]»\"”]*)[)\]»\"”]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name as sounds; what the list does not give is empty.

    `family_parts` holds both halves of a double family name, folded to the man's form; `family` is
    the first. `sex` is what the forms betray, or empty.
    """

    given: str = ""
    family: str = ""
    family_parts: tuple[str, ...] = ()
    father: str = ""
    kunya: str = ""
    sex: str = ""


@dataclass(slots=True)
class _Parts:
    """Words still to be placed, and what has been placed."""

    words: list[str] = field(default_factory=list)
    father: str = ""
    kunya: str = ""
    sex: str = ""


class WordOrder(IntEnum):
    """Where a list usually puts the family name."""

    FAMILY_FIRST = -1
    UNKNOWN = 0
    FAMILY_LAST = 1


@lru_cache(maxsize=262_144)
def read_name(text: str, habit: WordOrder = WordOrder.UNKNOWN) -> PersonName:
    """The parts of a whole name, in whatever order and script it is written.

    `habit` decides where the words themselves do not; without it the family name is last.
    """
    text, bracketed = _without_brackets(text)
    before, comma, after = text.partition(",")
    parts = _taken_apart(f"{after} {before}" if comma else text)
    given, family, father = _placed(parts.words, WordOrder.FAMILY_LAST if comma else habit)
    father = parts.father or father or _first_sound(bracketed)
    return _assembled(parts, given, family, father)


@lru_cache(maxsize=262_144)
def read_parts(given: str, family: str, father: str) -> PersonName:
    """The parts of a name that a list gives in columns of their own; each may be empty.

    A patronymic that stands behind the given name is taken as the father's.
    """
    first = _taken_apart(_without_brackets(given)[0], least=1)
    last = _taken_apart(_without_brackets(family)[0])
    father_key = _first_sound(father) or first.father
    keys = [sound(word) for word in first.words]
    if len(keys) > 1 and not father_key:
        father_key, keys = keys[1], keys[:1]
    parts = _Parts(kunya=first.kunya, sex=first.sex or last.sex or _sex_of_patronymic(father))
    return _assembled(parts, "".join(keys), last.words, father_key)


def _sex_of_patronymic(text: str) -> str:
    return _taken_apart(text, least=0).sex


def order_shown(text: str) -> WordOrder:
    """The order that the words of one name show by themselves, for counting over a list."""
    if "," in text:
        return WordOrder.UNKNOWN
    keys = [sound(word) for word in _taken_apart(_without_brackets(text)[0]).words]
    return _order_of(keys) if len(keys) > 1 else WordOrder.UNKNOWN


def _without_brackets(text: str) -> tuple[str, str]:
    found = _BRACKETS.search(text)
    return (_BRACKETS.sub(" ", text), found["inner"]) if found else (text, "")


def _first_sound(text: str) -> str:
    """The father's name out of a text that gives it plainly or as a patronymic."""
    parts = _taken_apart(text, least=0)
    return parts.father or (sound(parts.words[0]) if parts.words else "")


def _taken_apart(text: str, *, least: int = 2) -> _Parts:
    """Words without titles and particles; patronymics and kunyas in their own places.

    A patronymic is one only where `least` other words stand beside it: of two Latin words,
    Petrovich is a family name.
    """
    queue = _joined([word for word in _WORD.findall(latinised(text)) if word not in _TITLES])
    parts = _Parts()
    while queue:
        word = queue.pop(0)
        follower = queue[0] if queue else ""
        if word in SONS | DAUGHTERS:
            _take_marked(parts, word, queue)
        elif word in _KUNYA and follower:
            parts.kunya = sound(queue.pop(0))
            parts.sex = "f" if word in _MOTHERS else "m"
        elif follower in SONS | DAUGHTERS and _is_turkic(follower):
            parts.father, parts.sex = sound(word), "f" if follower in DAUGHTERS else "m"
            queue.pop(0)
        elif not _take_patronymic(
            parts, word, is_alone=len(parts.words) + len(queue) < least, is_last=not queue
        ):
            parts.words.append(word)
    return parts


def _is_turkic(marker: str) -> bool:
    return marker[0] in "oukqg"


def _take_marked(parts: _Parts, marker: str, queue: list[str]) -> None:
    """`ibn X`: the first such X is the father; a later one is the grandfather and is left out."""
    if not queue:
        return
    word = queue.pop(0)
    if not parts.father:
        parts.father, parts.sex = sound(word), "f" if marker in DAUGHTERS else "m"


def _take_patronymic(parts: _Parts, word: str, *, is_alone: bool, is_last: bool) -> bool:
    found = None if is_alone or parts.father else father_in(word)
    if found is None:
        return False
    if is_last and found[1] == "m" and _ends_as_family(parts.words, found[0]):
        return False
    parts.father, parts.sex = found
    return True


def _ends_as_family(words: list[str], father: str) -> bool:
    """Driton Dragan Stankovich: with given names before it and nobody's name in it, -ich ends a
    family name.
    """
    if len(words) < 2 or _familiness(sound(words[0])) > 0:
        return False
    first, second = (sound(word) for word in words[:2])
    return not is_given_name(father) or (is_given_name(first) and _familiness(second) <= 0)


def _joined(words: list[str]) -> list[str]:
    """Words with `abd al-X` made one and articles and particles taken off."""
    out: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word in _SERVANT and rest:
            while len(rest) > 1 and rest[0] in _PARTICLES:
                rest.pop(0)
            word = "abdu" + _ARTICLE.sub("", rest.pop(0))
        word = _SERVANT_OF.sub("abdu", _ARTICLE.sub("", word))
        if word not in _PARTICLES or (not rest and not out):
            out.append(word)
    return out


def _placed(words: list[str], habit: WordOrder) -> tuple[str, list[str], str]:
    """Given name, words of the family name, and father out of the words that are left."""
    if not words:
        return "", [], ""
    keys = [sound(word) for word in words]
    if len(words) == 1:
        is_given = is_given_name(keys[0]) and not looks_like_family(keys[0])
        return (keys[0], [], "") if is_given else ("", words, "")
    order = _order_of(keys) or habit or WordOrder.FAMILY_LAST
    at = 0 if order is WordOrder.FAMILY_FIRST else len(words) - 1
    others = [key for position, key in enumerate(keys) if position != at]
    return others[0], [words[at]], others[1] if len(others) > 1 else ""


def _order_of(keys: list[str]) -> WordOrder:
    """Where the words show the family name to stand."""
    first, last = keys[0], keys[-1]
    if len(first) == 1:
        return WordOrder.FAMILY_LAST
    if len(last) == 1:
        return WordOrder.FAMILY_FIRST
    score = _familiness(last) - _familiness(first)
    if score == 0:
        return WordOrder.UNKNOWN
    return WordOrder.FAMILY_LAST if score > 0 else WordOrder.FAMILY_FIRST


def _familiness(key: str) -> int:
    return 2 * int(looks_like_family(key)) - 2 * int(is_given_name(key))


def _assembled(parts: _Parts, given: str, family: list[str], father: str) -> PersonName:
    halves = [half for word in family for half in re.split(r"[-’'ʼ`]", word) if len(half) > 1]
    raw = [sound(half) for half in halves] or [sound(word) for word in family]
    folded = tuple(dict.fromkeys(folded_family(key) for key in raw if key))
    if not given and parts.kunya and parts.sex == "m":
        given = name_behind_kunya(parts.kunya) or ""
    sex = parts.sex or sex_of_given(given) or next(filter(None, map(sex_of_family, raw)), "")
    return PersonName(
        given=given,
        family="".join(folded) if len(family) > 1 else (folded[0] if folded else ""),
        family_parts=folded,
        father=father,
        kunya=parts.kunya,
        sex=sex or "",
    )
