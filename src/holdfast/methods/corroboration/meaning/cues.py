"""The small words that turn a clause: not, allegedly, may, must, will.

Invariants:
- Words are in lower case with straight apostrophes, as `tokens` gives them.
- English and Russian have full lists; the others have the core, read in a window of a few words.
- A language that has no list of its own is read with the English one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from holdfast.language.caseless import Caseless

_FILE = Path(__file__).parent / "cues.yaml"
_NOTHING: frozenset[str] = frozenset()
_PATTERNS = frozenset({"reported_anywhere", "possible_anywhere", "denied_after", "future_after"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language.

    `negators` deny what follows; `inverters` deny it by their meaning (denied, refused);
    `negative_subjects` deny the verb after them; `not_negators` are pairs that look like negation;
    `auxiliaries` and `through` may stand between a cue and its act; `coordinators` carry a cue on;
    `clause_openers` end it, and so does an "and" before one of `subjects`; `that` ends it and lets
    what governs it speak; `before_to` are cues only before a "to"; `denied_after` denies an act
    from its right, `future_after` puts it into the future from there. Where `window` is above 0
    there is no grammar: only so many words before the act are looked at.
    """

    negators: frozenset[str]
    inverters: frozenset[str] = _NOTHING
    negative_subjects: frozenset[str] = _NOTHING
    not_negators: frozenset[tuple[str, ...]] = frozenset()
    auxiliaries: frozenset[str] = _NOTHING
    through: frozenset[str] = _NOTHING
    coordinators: frozenset[str] = _NOTHING
    clause_openers: frozenset[str] = _NOTHING
    subjects: frozenset[str] = _NOTHING
    that: frozenset[str] = _NOTHING
    before_to: frozenset[str] = _NOTHING
    reported: frozenset[str] = _NOTHING
    possible: frozenset[str] = _NOTHING
    demanded: frozenset[str] = _NOTHING
    future: frozenset[str] = _NOTHING
    reported_anywhere: Caseless | None = None
    possible_anywhere: Caseless | None = None
    denied_after: Caseless | None = None
    future_after: Caseless | None = None
    adverb_endings: tuple[str, ...] = ()
    window: int = 0


def cues_of(language: str) -> Cues:
    """The cues of `language`; those of English where it is not known."""
    known = _by_language()
    return known.get(language) or known["en"]


@lru_cache(maxsize=1)
def _by_language() -> dict[str, Cues]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {language: _cues(lists) for language, lists in data.items()}


def _cues(lists: dict[str, str | list[str]]) -> Cues:
    """The lists of one language; a key that Cues does not have is a TypeError."""
    values: dict[str, object] = {}
    for key, value in lists.items():
        if key in _PATTERNS:
            alternatives = "|".join(value)
            values[key] = Caseless(rf"(?<!\w)(?:{alternatives})(?!\w)")
        elif key == "not_negators":
            values[key] = frozenset(tuple(pair.split()) for pair in value)
        elif isinstance(value, str):
            words = value.split()
            values[key] = tuple(words) if key == "adverb_endings" else frozenset(words)
        else:
            values[key] = value
    return Cues(**values)  # type: ignore[arg-type]  # the lists' own names choose the types
