"""Places that no gazetteer holds, where the text itself says that they are places.

Invariants:
- A name is a place only where a word of place stands beside it ("the village of Brannok", "Dunmar
  valley", "in Kolmsk, where"), where it opens the report as a dateline, where it stands once after
  "near" or "outside", or after "in" and again after "in", "from" or "to"; then it is one wherever
  it stands alone in the report.
- What the gazetteer knows is judged by `places.py` alone. Part of a longer name ("Brannok Daily")
  is none.
- Such a place has no country and no coordinates; its name is as it stands.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources

import yaml

from holdfast.methods.corroboration.document import PlaceFound
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .gazetteer import gazetteer

_PART = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)*"
_NAME = rf"{_PART}(?:[ ]{_PART})?"
_KINDS = (
    "village town city hamlet settlement suburb port island valley district province region county "
    "municipality governorate parish township neighbourhood neighborhood republic kingdom"
).split()
_KINDS_AFTER = "province district region county valley governorate oblast".split()
_KIND = f"(?:{'|'.join(_KINDS)})"
_SAID = re.compile(
    rf"\b(?:{_KIND}s? of|(?i:the capital),?|in the (?:north|south|east|west)(?:ern)?)"
    rf" (?P<name>{_NAME})(?! (?:of|and) [A-Z])\b"
)
_KIND_AFTER = re.compile(rf"\b(?P<name>{_PART}) (?:{'|'.join(_KINDS_AFTER)})\b")
_TOLD = re.compile(
    rf"\b(?:in|near|from|to|at) (?P<name>{_PART}), (?:where|an? (?:[a-z-]+ )?{_KIND})\b"
)
_SAID_IN_RUSSIAN = re.compile(
    r"\b(?:[Гг]ород(?:а|е|у|ом)?|[Сс]ел(?:о|а|е|у|ом)|[Пп]ос[её]л(?:ок|к(?:а|е|у|ом))|"
    r"[Дд]еревн(?:я|и|е|ю|ей)|[Сс]таниц(?:а|ы|е|у|ей)|[Аа]ул(?:а|е|у|ом)?|[Хх]утор(?:а|е|у|ом)?|"
    r"[Кк]ишлак(?:а|е|у|ом)?|[Сс]толиц(?:а|ы|е|у|ей),?) "
    r"(?P<name>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁа-яё]+)*)(?! [А-ЯЁ])\b"
)
_DATELINE = re.compile(
    rf"(?P<name>[A-Z]{{3,}}(?: [A-Z]{{3,}})?|{_NAME})(?:, (?P<of>{_NAME}))?(?:, [^()\n]{{3,24}})?"
    r" \([A-Z][\w .]{2,30}\) [-–—]\s"
)
_IN = re.compile(rf"\b(?P<word>in|near|outside|from|to) (?P<name>{_PART})(?= *[.,;:!?)]| [a-z])")
_NEAR = frozenset(["near", "outside"])  # of places alone: one may stand "in Congress"
_SAYING = [
    *(f"{kind}{ending} of " for kind in _KINDS for ending in ("", "s")),
    "the capital",
    *(f"in the {side}" for side in ("north", "south", "east", "west")),
]
_TELLING = [", where ", ", a ", ", an "]
_FOLLOWING = [f" {kind}" for kind in _KINDS_AFTER]
_BEFORE = ["in ", "near ", "outside ", "from ", "to "]
_ALONE = re.compile(r"[A-Z][\w’'-]*")
_POSSESSIVE = re.compile(r"[’']s$")
_DEMONYMS = ("ish", "ese", "ian")
_LONGEST = 200_000  # characters; beyond it only the words of place are looked for


def find_named_places(prose: Prose, taken: Sequence[Span]) -> tuple[PlaceFound, ...]:
    """Every such place of an English or Russian prose, in order; none that was found already.

    In Russian only where the word of place stands beside it: names are inflected.
    """
    if prose.language == "ru":
        spans = [
            Span(*match.span("name"))
            for sentence in prose.sentences
            for match in _SAID_IN_RUSSIAN.finditer(prose.text, *sentence)
        ]
        return tuple(_found(prose.text, span) for span in spans if not _overlaps(span, taken))
    if prose.language not in ("en", "und"):
        return ()
    known = gazetteer(prose.language)
    names = {n for n in _names(prose) - _no_places() if not known.places(n.lower())}
    names = {name for name in names if not name.endswith(_DEMONYMS)}
    if not names:
        return ()
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{either}|{either.upper()})\b")
    held = {(span.start, span.end) for span in taken}
    spans = [
        Span(*match.span())
        for sentence in prose.sentences
        for match in pattern.finditer(prose.text, sentence.start, sentence.end)
        if _is_alone(prose.text, match)
    ]
    free = [s for s in spans if (s.start, s.end) not in held and not _overlaps(s, taken)]
    return tuple(_found(prose.text, span) for span in free)


def _found(text: str, span: Span) -> PlaceFound:
    words = span.of(text)
    name = words.title() if words.isupper() else words
    return PlaceFound(span=span, name=name, country=None, latitude=None, longitude=None)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _names(prose: Prose) -> set[str]:
    names: set[str] = set()
    for paragraph in prose.paragraphs[:3]:
        match = _DATELINE.match(prose.text, paragraph.start, paragraph.end)
        if match is not None:
            names |= {part.title() for part in match.group("name", "of") if part}
    for pattern, words in ((_SAID, _SAYING), (_KIND_AFTER, _FOLLOWING), (_TOLD, _TELLING)):
        names |= {match["name"] for match in _in_paragraphs(pattern, prose, words)}
    if len(prose.text) <= _LONGEST:
        placed = [match.group("word", "name") for match in _in_paragraphs(_IN, prose, _BEFORE)]
        often = Counter(name for _, name in placed)
        names |= {
            name for word, name in placed if word in _NEAR or (word == "in" and often[name] > 1)
        }
    return names


def _in_paragraphs(
    pattern: re.Pattern[str], prose: Prose, words: Sequence[str]
) -> Iterator[re.Match[str]]:
    """The matches of `pattern`, looked for where one of `words` stands: it needs one of them."""
    said = prose.text.lower()
    here = [word for word in words if word in said]
    for paragraph in prose.paragraphs if here else ():
        said = prose.text[paragraph.start : paragraph.end].lower()
        if any(word in said for word in here):
            yield from pattern.finditer(prose.text, paragraph.start, paragraph.end)


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether no other capitalised word belongs to the name, but for one that opens a sentence."""
    before = re.search(r"([\w.’'-]+) $", text[max(0, match.start() - 30) : match.start()])
    if before is not None and before[1][0].isupper() and not _opens(text, match, before[1]):
        return False
    after = (
        _ALONE.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
    )
    return after is None


def _opens(text: str, match: re.Match[str], word: str) -> bool:
    """Whether the capitalised word before only opens its sentence, as "In" does, or owns it."""
    if _POSSESSIVE.search(word):
        return True
    start = match.start() - len(word) - 1
    return word.lower() in _openers() and (start == 0 or text[start - 1] in "\n “\"‘'(")


@functools.cache
def _openers() -> frozenset[str]:
    return frozenset("in near outside from to at the around inside across".split())


@functools.cache
def _no_places() -> frozenset[str]:
    """Words after "in" that name no place: months, days, tongues, bodies, faiths."""
    source = resources.files(__package__).joinpath("place_words.yaml")
    raw: dict[str, str] = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(word.capitalize() for word in raw["no_places"].split())
