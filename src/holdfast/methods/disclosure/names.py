"""Secrets of several words (persons, nicknames, places, addresses, others) found in a stream.

Invariants:
- Words may stand in any order with a few others between them; what is met in part is told as such.
- Of a person one word is enough: a family name or nickname LIKELY, a given name or patronymic
  POSSIBLE. A word in small letters is POSSIBLE at most: it may be a common word.
- Of a secret and a place only the fullest hit is told: a full name is not told again as a surname.
- Titles, particles and words such as "street" find nothing by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from importlib import resources

from holdfast.language.person_names.family import looks_like_family
from holdfast.language.person_names.lexicon import is_given_name
from holdfast.language.person_names.patronymic import father_in
from holdfast.language.person_names.sound import sound

from .draft import Certainty, Hit, Manner, Secret, SecretKind
from .index import MANNER_OF, Grade, WordIndex
from .initials import Initials
from .stream import Word, plain, words_in

WORDED = frozenset(
    {
        SecretKind.PERSON,
        SecretKind.NICKNAME,
        SecretKind.PLACE,
        SecretKind.ADDRESS,
        SecretKind.OTHER,
    }
)
_REACH = {SecretKind.ADDRESS: 6, SecretKind.PERSON: 3}  # words from one to the next
_USUAL_REACH = 2
_SHORT = 3


class Role(Enum):
    """What a word is in the name it belongs to."""

    GIVEN = auto()
    PATRONYMIC = auto()
    FAMILY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """A secret's words that count, with their roles, and its numbers (of a house, a flat)."""

    number: int
    kind: SecretKind
    words: tuple[str, ...] = field(repr=False)
    roles: tuple[Role, ...]
    digits: frozenset[str] = field(repr=False)

    @property
    def reach(self) -> int:
        """How many words on the next word of the same hit may stand."""
        return _REACH.get(self.kind, _USUAL_REACH)


@dataclass(frozen=True, slots=True)
class _Met:
    """A word of the draft that can be the word `position` of a secret."""

    word: Word
    at: int  # its place in the list of words
    position: int
    grade: Grade


class NameSearch:
    """Finds the worded ones among `secrets`; their number is their place in that sequence."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._named = [
            _named(number, secret) for number, secret in enumerate(secrets) if secret.kind in WORDED
        ]
        self._index = WordIndex(word for named in self._named for word in named.words)
        self._bearers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for at, named in enumerate(self._named):
            for position, word in enumerate(named.words):
                self._bearers[self._index.number[word]].append((at, position))
        people = [named for named in self._named if named.kind is SecretKind.PERSON]
        self._initials = Initials([(named.number, named.words) for named in people])

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every hit among the words of a stream."""
        met: dict[int, list[_Met]] = defaultdict(list)
        for at, word in enumerate(words):
            for number, grade in self._index.matches(word.text):
                for bearer, position in self._bearers[number]:
                    met[bearer].append(_Met(word, at, position, grade))
        for bearer, found in met.items():
            named = self._named[bearer]
            for group in _groups(found, named.reach):
                hit = self._judged(named, group, words)
                if hit is not None:
                    yield hit
        yield from self._initials.alone(words)

    def _judged(self, named: Named, group: list[_Met], words: Sequence[Word]) -> Hit | None:
        firm = [met for met in group if met.grade is not Grade.LOOSE]
        if not firm:
            return None
        group = group if len(group) > 1 else firm
        return self._with_initials(named, group, words) or _by_words(named, group, words)

    def _with_initials(self, named: Named, group: list[_Met], words: Sequence[Word]) -> Hit | None:
        if named.kind is not SecretKind.PERSON:
            return None
        met = {word.position for word in group}
        rest = tuple(word for at, word in enumerate(named.words) if at not in met)
        span = self._initials.beside(words, group[0].at, group[-1].at, rest)
        if span is None:
            return None
        start, end = min(group[0].word.start, span[0]), max(group[-1].word.end, span[1])
        certainty = Certainty.CERTAIN if _is_firm(group) else Certainty.LIKELY
        if all(word.word.text[:1].islower() for word in group):
            certainty = Certainty.POSSIBLE
        return Hit(named.number, start, end, _manners(group) | {Manner.INITIALS}, certainty)


def _by_words(named: Named, group: list[_Met], words: Sequence[Word]) -> Hit | None:
    has_number = _has_number(named, group, words)
    certainty = _certainty(named, group, has_number=has_number)
    if certainty is None:
        return None
    manners = set(_manners(group))
    if len(group) < len(named.words) or (named.digits and not has_number):
        manners.add(Manner.IN_PART)
    if [met.position for met in group] != sorted(met.position for met in group):
        manners.add(Manner.REORDERED)
    start, end = group[0].word.start, group[-1].word.end
    return Hit(named.number, start, end, frozenset(manners), certainty)


def _manners(group: list[_Met]) -> frozenset[Manner]:
    manners = {MANNER_OF[met.grade] for met in group}
    return frozenset(manners - {Manner.AS_WRITTEN} if len(manners) > 1 else manners)


def _groups(found: list[_Met], reach: int) -> Iterator[list[_Met]]:
    """Words near each other, each word of the secret at most once in a group."""
    group: list[_Met] = []
    for met in found:
        if group and met.at == group[-1].at:
            if met.grade < group[-1].grade:
                group[-1] = met
            continue
        is_near = group and met.word.index - group[-1].word.index <= reach
        if group and (not is_near or any(met.position == other.position for other in group)):
            yield group
            group = []
        group.append(met)
    if group:
        yield group


def _is_firm(group: list[_Met]) -> bool:
    return all(met.grade < Grade.MISSPELT for met in group)


def _certainty(named: Named, group: list[_Met], *, has_number: bool) -> Certainty | None:
    if len(group) > 1 or (has_number and group):
        is_whole = len(group) == len(named.words) or named.kind is SecretKind.PERSON
        if named.kind is SecretKind.ADDRESS:
            is_whole = has_number
        return Certainty.CERTAIN if is_whole and _is_firm(group) else Certainty.LIKELY
    return _of_one_word(named, group[0])


def _of_one_word(named: Named, met: _Met) -> Certainty | None:
    """How surely one word alone is the secret; None where it says nothing."""
    text, role = met.word.text, named.roles[met.position]
    is_small = text[:1].islower()
    if met.grade > (Grade.OTHER_SCRIPT if is_small else Grade.MISSPELT):
        return None
    if met.grade > Grade.INFLECTED and len(text) <= _SHORT + is_small:
        return None if is_small or met.grade is Grade.MISSPELT else Certainty.POSSIBLE
    is_whole = len(named.words) == 1
    if named.kind is SecretKind.PERSON:
        is_telling = role is Role.FAMILY or (is_whole and role is not Role.GIVEN)
    else:
        is_telling = is_whole
    if is_small or met.grade >= Grade.CONSONANTS or not is_telling:
        return Certainty.POSSIBLE
    if named.kind is SecretKind.PERSON:
        return Certainty.LIKELY
    return Certainty.CERTAIN if met.grade <= Grade.INFLECTED else Certainty.LIKELY


def _has_number(named: Named, group: list[_Met], words: Sequence[Word]) -> bool:
    """Whether a number of an address stands near the words that were met."""
    if not named.digits:
        return False
    low = max(0, group[0].at - named.reach)
    near = words[low : group[-1].at + named.reach + 1]
    return any(word.text in named.digits for word in near if word.text[0].isdigit())


# ------------------------------------------------------------ the secrets' side


def _named(number: int, secret: Secret) -> Named:
    every = words_in(plain(secret.text))
    digits = frozenset(word for word in every if word[0].isdigit())
    letters = [word for word in every if not word[0].isdigit()]
    idle = _idle_words()
    telling = [word for word in letters if word.lower() not in idle and len(word) > 1] or letters
    words = tuple(dict.fromkeys(telling))
    return Named(number, secret.kind, words, _roles(words), digits)


def _roles(words: tuple[str, ...]) -> tuple[Role, ...]:
    """Given name, patronymic and family name by what the words are; else the last is the family."""
    if len(words) == 1:
        return (_role(words[0]) if is_given_name(sound(words[0])) else Role.FAMILY,)
    roles = [_role(word) for word in words]
    if len(words) > 2 and Role.FAMILY not in roles and Role.OTHER not in roles:
        roles[-1] = Role.FAMILY
    if Role.FAMILY not in roles:
        roles = [Role.FAMILY if role is Role.OTHER else role for role in roles]
    if Role.FAMILY not in roles:
        roles[-1] = Role.FAMILY
    return tuple(roles)


@lru_cache(maxsize=16_384)
def _role(word: str) -> Role:
    key = sound(word)
    if father_in(word) is not None:
        return Role.PATRONYMIC
    if is_given_name(key):
        return Role.GIVEN
    return Role.FAMILY if looks_like_family(key) else Role.OTHER


@lru_cache(maxsize=1)
def _idle_words() -> frozenset[str]:
    text = resources.files(__package__).joinpath("idle_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
