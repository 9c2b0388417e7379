"""What a Russian text itself says of a name that no gazetteer holds: that it is a place.

Invariants:
- *Sure* is a word of place before the name ("деревня", "лагерь", "станица").
- *Likely* is a name in the locative after "в", in the genitive after "из", or after the words for
  a government or its people ("власти", "жители"). It holds unless somebody bears the name.
- A name is looked for again in its other cases, told by its stem.
- A plural before a verb in the plural is a people's name ("Остмарцы говорят").
- A word that the dictionary knows as something else than a place is none ("в Думе").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdfast.language.inflection import (
    base_forms,
    first_grammemes,
    grammemes,
    is_in_dictionary,
    part_of_speech,
)
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .gazetteer import Gazetteer, folded
from .place_evidence import place_words

_NAME = r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁа-яё]+)*"
_PLACED = re.compile(rf"\b(?P<word>[А-ЯЁа-яё-]+),? (?P<name>{_NAME})\b(?! [А-ЯЁ])")
_ENDING = re.compile(
    "(?:ами|ями|иями|ией|иях|ия|ии|ию|ом|ем|ой|ей|ою|ах|ях|ов|а|я|у|ю|е|и|ы|о|ь|й)$"
)
_CASES = {"в": "loct", "во": "loct", "из": "gent", "под": "ablt", "близ": "gent", "около": "gent"}
_PERSONS = frozenset(["Name", "Surn", "Patr"])
_WORD_BEFORE = re.compile(r"([\w-]+) $")
_WORD_AFTER = re.compile(r" ([а-яё]+)")
_OPENERS = ("", *'.!?…,:;«"—–')
_LEAST = 4  # letters of a stem
_LONGEST = 200_000  # characters; beyond it nothing is looked for


def russian_places(prose: Prose, known: Gazetteer) -> tuple[Span, ...]:
    """Where such names stand, in order."""
    if len(prose.text) > _LONGEST:
        return ()
    sure: set[str] = set()
    likely: set[str] = set()
    for match in _matches(_PLACED, prose):
        word, name = match["word"].lower(), folded(match["name"])
        if known.places(name) or name in place_words()["russian_no_places"]:
            continue
        if _is_kind(word) and not _is_person(name):
            sure.add(_stem(name))
        elif _is_likely(word, name):
            likely.add(_stem(name))
    stems = {stem for stem in sure | likely if len(stem) >= _LEAST}
    if not stems:
        return ()
    either = "|".join(sorted(map(_spelt, stems), key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{either})[а-яё]{{0,3}}\b")
    found = [
        m
        for m in _matches(pattern, prose)
        if _stem(folded(m.group())) in stems and not _is_people(prose.text, m)
    ]
    borne = {_stem(folded(m.group())) for m in found if _is_borne(prose.text, m)} - sure
    return tuple(
        Span(*m.span())
        for m in found
        if _stem(folded(m.group())) not in borne and not _is_borne(prose.text, m)
    )


def _is_people(text: str, match: re.Match[str]) -> bool:
    """Whether a name is a people's: at the head of a clause, before a verb in the plural."""
    after = _WORD_AFTER.match(text, match.end())
    before = text[max(0, match.start() - 3) : match.start()]
    opens = "\n" in before or before.rstrip()[-1:] in _OPENERS
    if after is None or not opens or not match.group().endswith(("ы", "и")):
        return False
    return part_of_speech(after[1]) == "VERB" and "plur" in first_grammemes(after[1])


def _is_kind(word: str) -> bool:
    return not base_forms(word).isdisjoint(place_words()["russian_kinds"])


def _is_likely(word: str, name: str) -> bool:
    if word in _CASES:
        case = _CASES[word]
    elif _is_owned(word):
        case = "gent"
    else:
        return False
    tags = grammemes(name)
    if is_in_dictionary(name):
        return "Geox" in tags and tags.isdisjoint(_PERSONS)
    return case in tags and "ADJF" not in tags


def _is_person(name: str) -> bool:
    tags = grammemes(name)
    return is_in_dictionary(name) and "Geox" not in tags and not tags.isdisjoint(_PERSONS)


def _is_borne(text: str, match: re.Match[str]) -> bool:
    """Whether the name is the second part of a longer one, as a surname is."""
    before = _WORD_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    if before is None or not before[1][0].isupper() or before[1].isupper():
        return False
    word = before[1].lower()
    return not (word in _CASES or word in place_words()["locative"] or _is_told_by(word))


def _is_told_by(word: str) -> bool:
    return _is_kind(word) or _is_owned(word)


def _is_owned(word: str) -> bool:
    return not base_forms(word).isdisjoint(place_words()["russian_of"])


def _stem(name: str) -> str:
    return _ENDING.sub("", name)


def _spelt(stem: str) -> str:
    """The stem as it stands in a text: its first letter a capital, either of е and ё."""
    rest = re.escape(stem[1:]).replace("е", "[её]")
    return stem[0].upper() + re.sub(r"\\-(.)", lambda m: f"-[{m[1]}{m[1].upper()}]", rest)


def _matches(pattern: re.Pattern[str], prose: Prose) -> Iterator[re.Match[str]]:
    for paragraph in prose.paragraphs:
        yield from pattern.finditer(prose.text, *paragraph)
