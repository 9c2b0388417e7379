"""Whom Russian words name: names, roles, organisations.

Invariants:
- A name is the capitalised words at the end, less a role, a place or an acronym before it: in
  "президент США Ян Орло" it is "Ян Орло", in "житель Остраны" there is none.
- What kind of source somebody is follows from the first telling word, in whatever case.
"""

from __future__ import annotations

import re
from functools import lru_cache

from holdfast.language.given_names import Gender, gender_of_given_name
from holdfast.language.inflection import (
    base_form,
    base_forms,
    first_grammemes,
    grammemes,
    is_dependent,
    is_given_name,
    is_in_dictionary,
    part_of_speech,
)
from holdfast.language.romanisation import romanised
from holdfast.methods.corroboration.record import SourceKind

from .lexis import russian
from .russian_patterns import NAME


def name_in(words: str) -> str | None:
    """The capitalised words at the end, less a role that only opens the sentence."""
    found = re.search(rf"{NAME}$", words)
    if found is None or found.group().lower() in _PRONOUNS:
        return None
    parts = found.group().split()
    if len(parts) == len(words.split()):
        parts = parts[_opening_words(parts) :]
    named = len(parts)
    while parts and _is_role(parts):
        parts.pop(0)
    is_after_role = found.start() > 0 or len(parts) < named
    # Of a place or body: "губернатора Остраны Давит Орло", "президент США Ян Орло".
    while is_after_role and len(parts) > 1 and _is_of_place(parts):
        parts.pop(0)
    if len(parts) > _A_BODY_AND_ITS_PLACE and _is_acronym(parts[0]):
        parts.pop(0)  # of a body: "МВД Ян Орло"
    if parts and len(parts) == len(words.split()) and is_people(parts[0]):
        return None  # "Рыбаки", "Освобождённые"
    if is_after_role and len(parts) == 1 and _is_owner(words, parts[0]):
        return None  # "житель Остраны", "министерство обороны Остраны"
    return " ".join(parts) or None


def _is_role(parts: list[str]) -> bool:
    """Whether the first word is what somebody is: a telling word, or people before a given name."""
    if not parts[0][0].isupper() or parts[0].isupper():
        return False
    has_name = len(parts) > _A_BODY_AND_ITS_PLACE and _is_given(parts[1])
    return kind_of(parts[0]) is not None or (has_name and is_people(parts[0].lower()))


def _opening_words(words: list[str]) -> int:
    """How many words at the head are adverbs or conjunctions: "Ранее", "Однако"."""
    return next((n for n, word in enumerate(words) if not _is_adverb(word)), len(words))


@lru_cache(maxsize=4096)
def _is_adverb(word: str) -> bool:
    is_listed = word.lower() in _ONESELF
    return is_listed or (is_in_dictionary(word) and part_of_speech(word) in _ADVERBIAL)


@lru_cache(maxsize=4096)
def is_people(word: str) -> bool:
    """Whether a word stands for people in the nominative, and is no name: "рыбаки", "избитые"."""
    if not is_in_dictionary(word):
        return False
    part, marks = part_of_speech(word), first_grammemes(word)
    if marks & _OF_NAMES or "nomn" not in marks:
        return False
    if part == "NOUN":
        return "anim" in marks
    return part in ("PRTF", "ADJF") and "PRTF" in grammemes(word) and not word.endswith("ое")


@lru_cache(maxsize=4096)
def is_finite(word: str) -> bool:
    """Whether a Russian word is a finite verb, and no other word first."""
    return is_in_dictionary(word) and part_of_speech(word) == "VERB"


def _is_of_place(parts: list[str]) -> bool:
    """Whether the first word belongs to the role; a given name in the genitive does not."""
    first, second = parts[0], parts[1]
    if _is_acronym(first):
        return True
    if len(parts) > _A_BODY_AND_ITS_PLACE and _is_given(second):
        return not _is_given(first)
    return is_dependent(first) and (not _is_given(first) or _is_given(second))


def _is_given(word: str) -> bool:
    return is_given_name(word) or gender_of_given_name(romanised(word)) is not None


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_owner(role: str, name: str) -> bool:
    """Whether the name after a role is of the place that has such people or offices."""
    if _is_acronym(name) and not is_body(role):
        return True  # "представитель МВД"
    head = role.split(maxsplit=1)[0].lower()
    if not base_forms(head).isdisjoint(_OFFICES):
        return True  # "посольства Велланда", whatever the dictionary makes of the place
    marks = grammemes(name.lower())
    if "gent" not in marks and not _is_acronym(name):
        return False
    has_place = not base_forms(head).isdisjoint(_OF_PLACES) or head in _OF_PLACES
    return has_place or ("Geox" in marks and marks.isdisjoint({"Surn", "Name"}))


_ADVERBIAL = frozenset(["ADVB", "CONJ", "PRCL", "PREP", "GRND", "COMP"])
_ONESELF = frozenset(["сам", "сама", "сами", "само"])
_OF_NAMES = frozenset(["Name", "Surn", "Patr", "Geox", "Orgn"])
_A_BODY_AND_ITS_PLACE = 2  # words: "МВД Остраны"
_OFFICES = frozenset(
    "министерство посольство прокуратура суд парламент мэрия администрация правительство".split()
)
_OF_PLACES = frozenset(
    "житель жительница власть правительство министерство мид мвд посольство прокуратура полиция "
    "суд парламент мэрия администрация гражданин гражданка".split()
)
STANDS_FOR = {
    "он": "он", "его": "он", "она": "она", "её": "она", "ее": "она", "они": "они", "их": "они",
    "там": "они", "авторы": "они", "авторов": "они",
    "авторы доклада": "они", "авторов доклада": "они",
}  # fmt: skip
OPENING = re.compile(
    r"^(?:Ранее|Также|Позже|Накануне|Однако|Затем|Потом|Сегодня|Вчера|При этом|Между тем|И|А|Но)\s+"
)
_BODIES = frozenset(
    "организация сеть фонд комитет центр ассоциация союз движение газета агентство телеканал канал "
    "радио издание журнал сайт портал редакция министерство ведомство мвд фсб правительство суд "
    "прокуратура полиция сми оон кремль администрация посольство".split()
)


def head_of(words: str) -> str:
    """The first noun of a description that tells a kind, in its base form."""
    for word in re.findall(r"[\w-]+", words.lower()):
        if kind_of(word) is not None:
            return base_form(word)
    return words.lower()


def is_body(words: str) -> bool:
    """Whether a description is of an organisation, office or outlet."""
    return head_of(words) in _BODIES


_PRONOUNS = frozenset(
    "он она они это я мы вы там здесь как так кто что все многие "
    "в во на по с к о из от за для при но и а".split()
)
_KINDS = (
    ("roles_outlet", SourceKind.OUTLET),
    ("roles_official", SourceKind.OFFICIAL),
    ("roles_organisation", SourceKind.ORGANISATION),
    ("roles_witness", SourceKind.WITNESS),
    ("roles_anonymous", SourceKind.UNKNOWN),
)


def kind_of(words: str) -> SourceKind | None:
    """The kind that the first telling word of a description gives, in any case form."""
    listed = russian()
    for word in re.findall(r"[\w-]+", words.lower()):
        for candidate in (word, base_form(word)):
            for key, kind in _KINDS:
                if candidate in listed[key]:
                    return kind
    return None


def is_told(words: str) -> bool:
    """Whether a description says who speaks, by a telling word or one that stands for people."""
    return kind_of(words) is not None or any(is_people(word) for word in words.lower().split()[:3])


def is_dative(title: str) -> bool:
    """Whether a title stands in the dative, as the one told does: «Вечернему Озеру»."""
    words = re.findall(r"[А-ЯЁа-яё-]{2,}", title)[:2]
    first = grammemes(words[0]) if words else frozenset()
    return "nomn" not in first and all("datv" in grammemes(word) for word in words) and bool(words)


def gender_of_verb(verb: str) -> Gender | None:
    """The gender that a past verb tells."""
    if verb.endswith(("ла", "лась")):
        return Gender.FEMALE
    return Gender.MALE if verb.endswith(("л", "лся")) else None
