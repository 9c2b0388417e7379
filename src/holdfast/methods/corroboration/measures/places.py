"""Places in the text, resolved in the offline gazetteer as far as that is possible.

Invariants:
- Places are sorted and disjoint, and lie in a sentence of the prose.
- In scripts with capitals only a capitalised name is a place; part of a longer name ("Paris
  Hilton", "Moscow Times", "Mr Sydney") is none, and a demonym is none.
- A small town, or one whose name is a word or a surname, needs a word of place before it, a country
  after it, or a sure mention elsewhere in the report.
- Where several places bear a name, one in a country that the report speaks of comes first, then
  the larger.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from holdfast.language.inflection import grammemes, parses
from holdfast.methods.corroboration.document import PlaceFound
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .gazetteer import Gazetteer, Place, Rank, folded, gazetteer, neighbours
from .named_places import find_named_places
from .place_evidence import place_words
from .stretches import stretches

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:(?<=St)\.)?")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w.'’-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SIDES = frozenset("north south east west central".split())
_LARGE, _MANY = 500_000, 50_000
_Name = tuple[int, tuple[Place, ...], str]  # words, places, key
_NO_NAME: _Name = (0, (), "")
_CAPITAL_COUNTRIES = frozenset({"US", "UK", "USA", "UAE", "DRC", "DPRK", "РФ", "США", "ОАЭ", "ЦАР"})


def find_places(prose: Prose) -> tuple[PlaceFound, ...]:
    """Every place of the prose, in order."""
    known = gazetteer(prose.language)
    mentions = [
        mention for sentence in stretches(prose) for mention in _mentions(prose, sentence, known)
    ]
    persons = {mention.name for mention in mentions if mention.is_person}
    mentions = [m for m in mentions if not m.is_person and (m.is_located or m.name not in persons)]
    sure = {mention.name for mention in mentions if mention.is_sure}
    countries = {_largest(m.places).country for m in mentions if m.is_sure and m.tells_country}
    taken = [m for m in mentions if m.is_sure or _is_borne_out(m, sure, countries)]
    found = [_found(mention, countries) for mention in taken]
    named = find_named_places(prose, [place.span for place in found])
    return tuple(sorted((*found, *named), key=lambda place: place.span))


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name of the gazetteer in its place.

    `is_sure` without the rest of the report; `is_person` where it is somebody's surname there.
    """

    span: Span
    name: str
    places: tuple[Place, ...]
    after: str | None = None  # the country named just after it
    is_located: bool = False
    is_sure: bool = False
    is_possible: bool = False
    is_person: bool = False

    @property
    def tells_country(self) -> bool:
        """Whether the name alone tells which country the report speaks of."""
        best = self.places[0]
        others = {p.country for p in self.places if p.people >= _MANY} - {best.country}
        if self.name in place_words()["mixed_names"]:
            return False
        return best.rank is not Rank.TOWN or (best.people >= _LARGE and not others)


def _found(mention: _Mention, countries: set[str | None]) -> PlaceFound:
    near: set[str | None] = {mention.after} if mention.after else countries
    place = max(mention.places, key=lambda place: _weight(place, near))
    if mention.after and place.country != mention.after and place.people < _LARGE:
        place = Place(mention.name.title(), mention.after, None, None, 0, Rank.TOWN)
    return PlaceFound(
        span=mention.span,
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def _largest(places: tuple[Place, ...]) -> Place:
    return max(places, key=lambda place: _weight(place, set()))


def _weight(place: Place, countries: set[str | None]) -> float:
    base = {Rank.COUNTRY: 2e8, Rank.REGION: 5e7}.get(place.rank, 0) + place.people
    is_near = place.rank is Rank.COUNTRY and not countries.isdisjoint(neighbours(place.country))
    return base * (8 if place.country in countries or is_near else 1)


def _is_borne_out(mention: _Mention, sure: set[str], countries: set[str | None]) -> bool:
    if mention.name in sure:
        return mention.is_possible
    is_near = any(place.country in countries for place in mention.places)
    return (
        mention.is_possible and is_near and len(mention.name) > 3 and not _is_common(mention.name)
    )


# ---------------------------------------------------------------- one sentence


class _Sentence(msgspec.Struct, frozen=True):
    """The words of a sentence, as they stand and as they are looked up."""

    text: str
    language: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    folded: tuple[str, ...]
    is_title: bool

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.words) and self.words[at][0].isupper()

    def lower(self, at: int) -> str:
        return self.folded[at] if 0 <= at < len(self.folded) else ""

    def joined(self, at: int) -> bool:
        """Whether only a space stands between the word at `at` and the one before."""
        if not 0 < at < len(self.spans):
            return False
        return self.text[self.spans[at - 1].end : self.spans[at].start] in {" ", "\u00a0"}

    def gap(self, at: int) -> str:
        """What stands between the word at `at` and the one before."""
        if not 0 < at < len(self.spans):
            return ""
        return self.text[self.spans[at - 1].end : self.spans[at].start].strip()


def _mentions(prose: Prose, sentence: Span, known: Gazetteer) -> Iterator[_Mention]:
    if prose.language == "en" and not _may_hold_place(prose.text[slice(*sentence)], known):
        return
    line = _cut(prose, sentence)
    has_capitals = prose.language not in {"ar", "fa", "ur"}
    at = 0
    while at < len(line.words):
        length, places, name = _NO_NAME
        is_side = line.folded[at] in _SIDES and line.capital(at + 1)  # "the east Asia country"
        if line.capital(at) or is_side or not has_capitals:
            length, places, name = _looked_up(line, at, known)
        if not length:
            at += 1
            continue
        mention = _judged(line, at, length, places, name)
        if mention is not None:
            yield mention
        at += length


def _may_hold_place(text: str, known: Gazetteer) -> bool:
    """A quick look that never misses a name of the gazetteer."""
    never = place_words()["never"]
    if "US" in text:
        return True
    for word in {folded(word) for word in _CAPITALISED.findall(text)} - never:
        bare = _based(_POSSESSIVE.sub("", word.rstrip(".-")))
        if bare not in never and (known.most_words(bare) or known.most_words(word)):
            return True
    return False


def _key_of(word: str) -> str:
    """What is looked up for a word; "US" in capitals is the country and not the pronoun."""
    return "u.s." if word == "US" else folded(word)


def _based(word: str) -> str:
    """The place of "Lomnik-based" and its like; any other word as it is."""
    if "-" not in word:
        return word
    place, _, last = word.rpartition("-")
    return place if last in place_words()["after_hyphen"] else word


def _cut(prose: Prose, sentence: Span) -> _Sentence:
    spans, words = [], []
    for match in _WORD.finditer(prose.text, *sentence):
        word = match.group()
        bare = _POSSESSIVE.sub("", word) if word[-1] in "s'’" else _based(word)
        spans.append(Span(match.start(), match.start() + len(bare)))
        words.append(bare or word)
    has_no_us = "US" not in words or all(word.isupper() for word in words)
    long = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return _Sentence(
        text=prose.text,
        language=prose.language,
        spans=tuple(spans),
        words=tuple(words),
        folded=tuple(map(folded, words)) if has_no_us else tuple(map(_key_of, words)),
        is_title=len(long) > 3
        and capitals > 0.7 * len(long)
        and prose.text[sentence.end - 1] != ".",
    )


def _looked_up(line: _Sentence, at: int, known: Gazetteer) -> _Name:
    """The longest name of the gazetteer that begins here: its words, places and key."""
    for first in _forms(line, at):
        for length in range(min(known.most_words(first), len(line.words) - at), 0, -1):
            if any(not line.joined(at + i) for i in range(1, length)):
                continue
            for key in _keys(line, at, length, first):
                places = known.places(key)
                if places:
                    return length, places, key
    return _NO_NAME


def _keys(line: _Sentence, at: int, length: int, first: str) -> tuple[str, ...]:
    """What the gazetteer may hold of so many words: in Russian each in the nominative as well."""
    as_it_stands = " ".join((first, *line.folded[at + 1 : at + length]))
    if length == 1 or line.language != "ru":
        return (as_it_stands,)
    rest = [_forms(line, at + i) for i in range(1, length)]
    singular = " ".join((first, *(forms[-1] for forms in rest)))
    nominative = " ".join((first, *(forms[min(1, len(forms) - 1)] for forms in rest)))
    return as_it_stands, singular, nominative


def _forms(line: _Sentence, at: int) -> tuple[str, ...]:
    word = line.folded[at]
    if line.language == "ru" and line.capital(at):
        return (word, *_nominatives(word))
    if line.language == "ar" and len(word) > 4 and word[0] in "بولف":
        return (word, word[1:])
    return (word,)


def _judged(
    line: _Sentence, at: int, length: int, places: tuple[Place, ...], name: str
) -> _Mention | None:
    end = at + length
    if name in place_words()["never"] or _is_wrong_case(line, at, end):
        return None
    if line.language == "ru" and _is_russian_word(line, at, end):
        return None
    span = Span(line.spans[at].start, line.spans[end - 1].end)
    best = _largest(places)
    if _is_in_longer_name(line, at, end, places):
        is_surname = best.rank is Rank.TOWN and _is_after_capital(line, at)
        return _Mention(span, name, places, is_person=is_surname) if is_surname else None
    before = line.lower(at - 1) if line.joined(at) else ""
    after = _country_after(line, end) if best.rank is Rank.TOWN else None
    is_located = before in place_words()["sure_words"] or after is not None
    is_placed = is_located or before in place_words()["locative"]
    is_owner = line.text[line.spans[end - 1].end : line.spans[end - 1].end + 2] in {"'s", "’s"}
    is_named = best.rank is not Rank.TOWN or best.people >= _LARGE
    if _is_common(name) or name in place_words()["mixed_names"]:
        is_sure = is_located or (best.rank is not Rank.TOWN and (is_placed or is_owner))
    elif is_named:
        is_sure = not line.is_title or best.rank is not Rank.TOWN or is_placed or is_owner
    else:
        is_sure = is_located
    is_possible = is_placed or is_owner or not _is_common(name)
    return _Mention(
        span,
        name,
        places,
        after=after,
        is_located=is_located,
        is_sure=is_sure,
        is_possible=is_possible,
    )


def _is_russian_word(line: _Sentence, at: int, end: int) -> bool:
    """Whether it is an adjective of the noun after it ("московские власти"), or a name in marks."""
    if end - at > 1:
        return False
    word = line.folded[at]
    is_marked = line.text[line.spans[at].start - 1 : line.spans[at].start] in {"«", '"', "„"}
    if is_marked and line.text[line.spans[at].end : line.spans[at].end + 1] in {"»", '"', "“"}:
        return True
    is_before_noun = line.joined(end) and bool(line.lower(end)) and not line.capital(end)
    tags = grammemes(word)
    return is_before_noun and "ADJF" in tags and "Geox" not in tags


def _is_only_place(line: _Sentence, at: int, end: int, places: tuple[Place, ...]) -> bool:
    """Whether the capital beside it is of a name of its own: "президент Украины Иван Орло"."""
    if places[0].rank is not Rank.TOWN:
        return True
    tags = grammemes(line.folded[end - 1])
    is_oblique = "nomn" not in tags
    return is_oblique and "Geox" in tags and tags.isdisjoint({"Name", "Surn"}) and at != 0


def _is_common(name: str) -> bool:
    return name in place_words()["common"]


def _is_wrong_case(line: _Sentence, at: int, end: int) -> bool:
    """As in "us" is not "US", and "US ambassador" is not in the country."""
    word = line.words[at]
    if end - at > 1 or len(word.rstrip(".")) > 4 or not word.isupper() or line.language == "ru":
        return False
    if word.replace(".", "") not in _CAPITAL_COUNTRIES:
        return len(word) < 4
    return line.joined(end) and line.lower(end) not in place_words()["after_abbreviation"]


def _is_in_longer_name(line: _Sentence, at: int, end: int, places: tuple[Place, ...]) -> bool:
    """Part of a person's, an outlet's or an institution's name."""
    before, after = line.lower(at - 1), line.lower(end)
    if line.language == "ru" and _is_only_place(line, at, end, places):
        return False
    if (line.joined(at) or line.gap(at) == ".") and before in place_words()["titles"]:
        return True
    is_large = places[0].rank is not Rank.TOWN
    is_owner = (
        line.spans[end - 1].end < len(line.text) and line.text[line.spans[end - 1].end] in "'’"
    )
    follows = line.capital(end) and line.joined(end) and not is_owner
    follows = follows and after not in place_words()["posts"]
    is_loose = line.is_title or line.language == "de"
    if follows and after not in place_words()["kinds"] and not is_loose:
        is_located = line.joined(at) and before in place_words()["sure_words"]
        return not (is_large and is_located)
    if (
        is_loose
        or not _is_after_capital(line, at)
        or before in place_words()["locative"]
        or before in place_words()["directions"]
    ):
        return False
    is_first = at == 1 or _is_in_compound(line, end)
    is_owned = line.spans[at - 1].end + 1 < line.spans[at].start
    return not (is_first and before in place_words()["first_words"]) and not is_owned


def _is_in_compound(line: _Sentence, end: int) -> bool:
    return line.text[line.spans[end - 1].end : line.spans[end - 1].end + 1] == "-"


def _is_after_capital(line: _Sentence, at: int) -> bool:
    return line.capital(at - 1) and line.joined(at)


def _country_after(line: _Sentence, end: int) -> str | None:
    """The country of the region or country in "Argun, Chechnya"."""
    if line.gap(end) != "," or not line.capital(end):
        return None
    places = gazetteer(line.language).places(line.lower(end))
    return places[0].country if places and places[0].rank is not Rank.TOWN else None


@functools.lru_cache(maxsize=20_000)
def _nominatives(word: str) -> tuple[str, ...]:
    """The forms that the gazetteer may hold: the nominative, keeping gender and number."""
    out: list[str] = []
    for parse in parses(word)[:4]:
        tag = parse.tag
        if tag.POS in {"NOUN", "ADJF", "PRTF"}:
            wanted = {"nomn", tag.number, tag.gender if tag.number == "sing" else None} - {None}
            form = parse.inflect(wanted)
            out += [folded(form.word)] if form else []
            out.append(folded(parse.normal_form))
    return tuple(dict.fromkeys(out)) or (word,)
