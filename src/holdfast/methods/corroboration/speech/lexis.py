"""The words of a language that tell who says what, read once from the package's data.

Invariants: every set holds lower-case forms; a cue maps each inflected form to its base form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from holdfast.language.caseless import Caseless

_VOWELS = "aeiou"
_DOUBLED = frozenset("beg brag quip confer admit nod blog pen snap dub".split())


@dataclass(frozen=True, slots=True, eq=False)
class Lexis:
    """Word lists of one language; `cues` gives the base form of a verb of saying."""

    cues: dict[str, str]
    bare_clause: frozenset[str]
    with_object: frozenset[str]
    weak: frozenset[str]
    with_listener: frozenset[str]
    words: dict[str, frozenset[str]]
    tags: dict[str, str]


def _read(language: str) -> dict[str, list[str]]:
    text = files(__package__).joinpath("data", f"{language}.yaml").read_text(encoding="utf-8")
    raw: dict[str, str] = yaml.safe_load(text)
    return {key: [w.strip() for w in value.split(",")] for key, value in raw.items()}


def inflected(base: str) -> dict[str, str]:
    """The forms of a regular English verb, each with its name: s, past, ing."""
    if base.endswith("e"):
        past, ing = base + "d", base[:-1] + "ing"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        past, ing = base[:-1] + "ied", base + "ing"
    elif base in _DOUBLED:
        past, ing = base + base[-1] + "ed", base + base[-1] + "ing"
    else:
        past, ing = base + "ed", base + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        third = base[:-1] + "ies"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return {"s": third, "past": past, "ing": ing}


def _forms(entry: str) -> tuple[str, set[str]]:
    base, *irregular = entry.split("/")
    forms = inflected(base)
    if irregular:
        return base, {base, forms["s"], forms["ing"], *irregular}
    return base, {base, *forms.values()}


_TAGS = {
    "determiners": "D",
    "prepositions": "P",
    "conjunctions": "C",
    "auxiliaries": "A",
    "plain_verbs": "v",
    "adverbs": "R",
    "time_words": "M",
    "object_pronouns": "O",
    "pronouns_other": "N",
    "pronouns_plural": "N",
    "pronouns_male": "N",
    "pronouns_female": "N",
}
_LATER_WINS = ("determiners", "auxiliaries", "prepositions")


@lru_cache(maxsize=1)
def english() -> Lexis:
    """The English word lists."""
    raw = _read("en")
    cues: dict[str, str] = {}
    for key in ("verbs_of_saying", "verbs_with_object"):
        for entry in raw[key]:
            base, forms = _forms(entry)
            for form in forms:
                cues.setdefault(form, base)
    tags = {w: tag for key, tag in _TAGS.items() for w in raw[key]}
    tags |= {w: _TAGS[key] for key in _LATER_WINS for w in raw[key]}
    tags |= {"that": "T", "who": "N", "it": "N", "you": "N"}
    return Lexis(
        cues=cues,
        bare_clause=frozenset(raw["verbs_with_bare_clause"]),
        with_object=frozenset(raw["verbs_with_object"]),
        weak=frozenset(raw["weak_verbs"]),
        with_listener=frozenset(raw["verbs_with_listener"]),
        words={key: frozenset(value) for key, value in raw.items()},
        tags=tags,
    )


@lru_cache(maxsize=1)
def russian() -> dict[str, tuple[str, ...]]:
    """The Russian word lists."""
    return {key: tuple(value) for key, value in _read("ru").items()}


ELISIONS: frozenset[str] = frozenset(_read("en")["elisions"])
NAME_CHANGED = Caseless("|".join(re.escape(phrase) for phrase in _read("en")["name_changed"]))
