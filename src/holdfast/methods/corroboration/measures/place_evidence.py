"""What an English text itself says of a name that no gazetteer holds: that it is a place.

Invariants:
- *Sure* is a word of place beside the name ("the village of Brannok", "Dunmar valley", "in Kolmsk,
  where"), a dateline, "near" or "outside".
- *Likely* is what only a place is usually found in: once after "in" and before no other noun, after
  the words for a prison, a government or a flight ("the camp at", "fled to"), after a side of the
  world ("northern"), before "'s foreign ministry" or "-based medic". It holds unless the name is
  somebody's.
- After "believe in" and its kin nothing is told.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources

import yaml

from holdfast.methods.corroboration.prose import Prose

from .gazetteer import Gazetteer

PART = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)*"
_NAME = rf"{PART}(?:[ ]{PART})?"
_KINDS = (
    "village town city hamlet settlement suburb port island valley district province region county "
    "municipality governorate parish township neighbourhood neighborhood republic kingdom"
).split()
_KINDS_AFTER = "province district region county valley governorate oblast".split()
_SITES = "camp camps prison jail barracks airport detention bridge checkpoint crossing".split()
_SIDES = "north south east west northern southern eastern western".split()
_KIND = f"(?:{'|'.join(_KINDS)})"
_SAID = re.compile(
    rf"\b(?:(?i:the capital),?|in the (?:north|south|east|west)(?:ern)?) (?P<name>{_NAME})"
    r"(?! (?:of|and) [A-Z])\b"
)
_KIND_AFTER = re.compile(rf"\b(?P<name>{PART}) (?:{'|'.join(_KINDS_AFTER)})\b")
_TOLD = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Ff]rom|to|at) (?P<name>{PART}), (?:where|an? (?:[a-z-]+ )?{_KIND})\b"
)
_SITE_AFTER = re.compile(rf"\b[Tt]he (?P<name>{PART}) (?:{'|'.join(_SITES)})\b")
_BASED = re.compile(
    rf"(?<=[A-Za-z] )(?P<name>{PART})-based (?:[a-z-]+ ){{0,3}}?(?:activist|analyst|charity|doctor|"
    r"editor|group|historian|journalist|lawyer|medic|network|ngo|nurse|organi[sz]ation|priest|"
    r"reporter|researcher|teacher|watchdog|writer)s?\b"
)
_SIDE_BEFORE = re.compile(rf"(?:{'|'.join(_SIDES)}|central) (?P<name>{PART})(?= *[.,;:!?)]| [a-z])")
_OF_STATES = (
    "foreign minist", "interior minist", "defence minist", "defense minist", "prime minist",
    "parliament", "embassy", "ambassador", "border", "capital", "supreme court",
)  # fmt: skip
_STATE_AFTER = re.compile(
    rf"\b(?P<name>{PART})[’']s (?:(?:foreign|interior|defen[cs]e|prime) minist|parliament\b|embassy"
    r"|ambassador|border|capital\b|supreme court)"
)
_DATE = r"(?:[A-Z][a-z]+\.? )?\d{1,2}(?:st|nd|rd|th)?(?:,| [A-Z][a-z]+,?)? \d{4}"
_DATELINE = re.compile(
    rf"(?P<name>[A-Z]{{3,}}(?: [A-Z]{{3,}})?|{_NAME})(?:, (?P<of>{_NAME}))?(?:, [^()\n]{{3,24}})?"
    r" \([A-Z][\w .]{2,30}\) [-–—]\s"
)
_DATED = re.compile(rf"\((?P<name>{_NAME})(?:, (?P<of>{_NAME}))?, {_DATE}\) *[-–—]")
_PLACED = re.compile(  # begins with the capital: the rest of the text is passed over at once
    r"[A-Z](?:(?<=\b[Ii]n .)|(?<=\b[Nn]ear .)|(?<=\b[Oo]utside .)|(?<=\b[Ff]rom .)"
    rf"|(?<=\b(?:to|at|of) .)){PART.removeprefix('[A-Z]')}(?:[ ]{PART})?"
    r"(?= *[.,;:!?)]| [a-z]|\n|$)(?![,.]?[\"”’])"  # a title in marks ends so: "Women in Power"
)
_LAST_WORD = re.compile(r"[a-z]+$")
_ALSO = re.compile(rf" and (?P<name>{PART})(?= *[.,;:!?)]| [a-z])")
_NEAR = frozenset(["near", "outside"])  # of places alone: one may stand "in Congress"
_SURE_OF = frozenset(kind + ending for kind in _KINDS for ending in ("", "s"))
_SURE = (
    (_SAID, ("the capital", *(f"in the {side}" for side in ("north", "south", "east", "west")))),
    (_KIND_AFTER, tuple(f" {kind}" for kind in _KINDS_AFTER)),
    (_TOLD, (", where ", *(f" {kind}" for kind in _KINDS))),
)
_LIKELY = (
    (_BASED, ("-based ",)),
    (_SITE_AFTER, tuple(f" {kind}" for kind in _SITES)),
    (_SIDE_BEFORE, (*(f"{side} " for side in _SIDES), "central ")),
    (_STATE_AFTER, tuple(f"s {word}" for word in _OF_STATES)),
)
_LONGEST = 200_000  # characters; beyond it only the words of place are looked for
_NEXT_WORD = re.compile(r" ([a-z]+)( [A-Z])?")
_AGAIN = frozenset(["in", "from", "to"])
_JOINING = frozenset(["and", "or"])  # before another capital they may join two halves of a name


def told_names(prose: Prose, known: Gazetteer) -> tuple[set[str], set[str]]:
    """The names that the prose tells to be places: those surely, and those likely."""
    sure, likely = _of_datelines(prose), set[str]()
    lowered = prose.text.lower()
    for names, patterns in ((sure, _SURE), (likely, _LIKELY)):
        for pattern, words in patterns:
            if any(word in lowered for word in words):
                names |= {match["name"] for match in _matches(pattern, prose)}
    if len(prose.text) <= _LONGEST:
        _add_placed(prose, known, sure, likely)
    return sure, likely


def _of_datelines(prose: Prose) -> set[str]:
    names: set[str] = set()
    for paragraph in prose.paragraphs[:3]:
        match = _DATELINE.match(prose.text, *paragraph) or _DATED.match(prose.text, *paragraph)
        if match is not None:
            names |= {part.title() for part in match.group("name", "of") if part}
    return names


def _add_placed(prose: Prose, known: Gazetteer, sure: set[str], likely: set[str]) -> None:
    once: set[str] = set()
    for match in _matches(_PLACED, prose):
        word, name = _preposition(prose.text, match), match.group()
        if name in likely or name in sure or known.places(name.lower()):
            continue
        said = _word_before(prose.text, match.start() - len(word) - 1)
        if word in _NEAR or (word == "of" and said in _SURE_OF):
            sure.add(name)
        elif " " in name or said in place_words()["before_no_place"]:
            continue
        elif (word in _AGAIN and name in once) or _is_likely(prose.text, match, word, said):
            likely |= {name, *_named_with(prose.text, match)}
        elif word == "in":
            once.add(name)


def _preposition(text: str, match: re.Match[str]) -> str:
    before = text[max(0, match.start() - 8) : match.start() - 1].lower()
    return before[max(map(before.rfind, " \n\t(\"“‘'—-")) + 1 :]


def _word_before(text: str, at: int) -> str:
    before = text[max(0, at - 30) : at].rstrip()
    return before[before.rfind(" ") + 1 :].strip("\"“‘'(,.;:")


def _is_likely(text: str, match: re.Match[str], word: str, said: str) -> bool:
    if word != "in":
        return said in place_words()[f"before_{word}"]
    after = _NEXT_WORD.match(text, match.end())
    if after is None:
        return True
    return after[1] in place_words()["after_place"] and not (after[1] in _JOINING and after[2])


def _named_with(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """The name in the same breath: "in Kolmsk and Orvask"."""
    also = _ALSO.match(text, match.end())
    return (also["name"],) if also else ()


def _matches(pattern: re.Pattern[str], prose: Prose) -> Iterator[re.Match[str]]:
    for paragraph in prose.paragraphs:
        yield from pattern.finditer(prose.text, *paragraph)


@functools.cache
def place_words() -> dict[str, frozenset[str]]:
    """The lists of `place_words.yaml` by name."""
    source = resources.files(__package__).joinpath("place_words.yaml")
    raw: dict[str, str] = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: frozenset(words.split()) for name, words in raw.items()}
