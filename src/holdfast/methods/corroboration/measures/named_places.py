"""Places that no gazetteer holds, where the text itself says that they are places.

Invariants:
- A name is a place where `place_evidence.py` finds it told as one; then it is one wherever it
  stands alone in the report. What is only likely a place is none where it is also the second part
  of a longer name ("Odo Brandt").
- What the gazetteer knows is judged by `places.py` alone. Part of a longer name ("Brannok Daily")
  is none.
- Such a place has no country and no coordinates; its name is as it stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from holdfast.methods.corroboration.document import PlaceFound
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .gazetteer import gazetteer
from .place_evidence import place_words, told_names
from .russian_places import russian_places

_LONGER = re.compile(r" [A-Z]")
_WORD_BEFORE = re.compile(r"([\w.’'-]+) $")
_POSSESSIVE = re.compile(r"[’']s$")
_LONGEST_TITLE = 5  # "Capt."; what is longer and has a full stop ends a sentence
_DEMONYMS = ("ish", "ese", "ian")


def find_named_places(prose: Prose, taken: Sequence[Span]) -> tuple[PlaceFound, ...]:
    """Every such place of an English or Russian prose, in order; none that was found already."""
    if prose.language == "ru":
        return _free(prose.text, russian_places(prose, gazetteer("ru")), taken)
    if prose.language not in ("en", "und"):
        return ()
    sure, likely = _names(prose)
    alone: list[Span] = []
    surnames: set[str] = set()
    for span in _standing(prose, sure | likely):
        if _is_after_a_name(prose.text, span.start):
            surnames.add(span.of(prose.text))
        elif not _LONGER.match(prose.text, span.end):
            alone.append(span)
    surnames -= sure
    spans = sorted(span for span in alone if span.of(prose.text) not in surnames)
    return _free(prose.text, spans, taken)


def _standing(prose: Prose, names: set[str]) -> Iterator[Span]:
    """Where the names stand as whole words in the sentences, of two in one place the longer."""
    held: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        for form in (name, name.upper()):
            at = prose.text.find(form)
            while at >= 0:
                span = Span(at, at + len(form))
                if _is_whole(prose.text, span) and not _overlaps(span, held):
                    held.append(span)
                at = prose.text.find(form, span.end)
    return (span for span in held if prose.sentence_at(span.start) is not None)


def _is_whole(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


def _free(text: str, spans: Sequence[Span], taken: Sequence[Span]) -> tuple[PlaceFound, ...]:
    return tuple(_found(text, span) for span in spans if not _overlaps(span, taken))


def _names(prose: Prose) -> tuple[set[str], set[str]]:
    """The names that are places, and those that are unless somebody bears them."""
    known = gazetteer(prose.language)
    no_places = _no_places()
    sure, likely = (
        {
            name
            for name in names
            if name not in no_places
            and not name.endswith(_DEMONYMS)
            and not known.places(name.lower())
        }
        for names in told_names(prose, known)
    )
    return sure, likely


def _found(text: str, span: Span) -> PlaceFound:
    words = span.of(text)
    name = words.title() if words.isupper() else words
    return PlaceFound(span=span, name=name, country=None, latitude=None, longitude=None)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _is_after_a_name(text: str, start: int) -> bool:
    """Whether the name is the second part of a longer one, as a surname is."""
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    return (
        before is not None
        and before[1][0].isupper()
        and not (before[1][-1] == "." and len(before[1]) > _LONGEST_TITLE)
        and not _opens(text, start, before[1])
        and before[1].lower() not in _sides()
        and before[1] not in _no_places()
    )


def _opens(text: str, at: int, word: str) -> bool:
    """Whether the capitalised word before only opens its sentence, as "In" does, or owns it."""
    if _POSSESSIVE.search(word):
        return True
    start = at - len(word) - 1
    return word.lower() in _openers() and (start == 0 or text[start - 1] in "\n “\"‘'(")


@functools.cache
def _openers() -> frozenset[str]:
    return frozenset("in near outside from to at the around inside across".split())


@functools.cache
def _sides() -> frozenset[str]:
    sides = "north south east west northern southern eastern western central the a"
    return frozenset(sides.split())


@functools.cache
def _no_places() -> frozenset[str]:
    """Words after "in" that name no place: months, days, tongues, bodies, faiths."""
    return frozenset(word.capitalize() for word in place_words()["no_places"])
