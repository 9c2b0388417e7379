"""Numbers in running text, in digits and in words, with the place they stand in.

Invariants:
- Numbers are sorted and disjoint, and `text[start:end]` is exactly what was read.
- Only adjacent words join into one number: "two, three" and "two-three" are two numbers.
- A word list never guesses: a language without one gets digits alone.
- A number says how firmly it is meant: exact, roughly ("a couple"), or the least that an open
  plural means ("dozens" at least 24, "hundreds" at least 200).

Words cover English, Russian in every case, French, German, Spanish, and the common ones of Arabic
and Persian (`numbers.yaml`). Ordinals, fractions and Roman numerals are not numbers here.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import resources
from typing import Any

import msgspec
import yaml

_TOKEN = re.compile(
    r"(\d(?:[\d.,'٬٫]*\d)?|[^\W\d_]+(?:\u200c[^\W\d_]+)*(?:['’][^\W\d_]+)?|[^\w\s]|_)"
)
_PLAIN_WORD = re.compile(r"\d+|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'٬])\d{3})(?:\1\d{3})*")
_DECIMAL_COMMA = frozenset({"ru", "uk", "fr", "de", "es", "it", "pt", "pl", "tr"})
_SPACED_GROUPS = _DECIMAL_COMMA | {"und"}
_JOINTS = frozenset({" ", "-", "\u00a0", "\u202f", "\u2010", "\u2011"})


class Tokens:
    """The words, digit runs and other marks of a stretch of text, in order.

    `words` are in lower case; `starts` and `ends` are their places in the whole text, looked for
    when first asked: most sentences are done with by their words.
    """

    __slots__ = ("_parts", "_places", "_start", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        part = text[start:end]
        low = part.lower()
        # What stands before each token, and the token.
        self._start, self._parts = start, _TOKEN.split(low if len(low) == len(part) else part)
        self._places: tuple[tuple[int, ...], tuple[int, ...]] | None = None
        self.words: Sequence[str] = self._parts[1::2]
        if len(low) != len(part):
            self.words = [word.lower() for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each begins."""
        return (self._places or self._find_places())[0]

    @property
    def ends(self) -> tuple[int, ...]:
        """Where each ends."""
        return (self._places or self._find_places())[1]

    def _find_places(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        bounds = tuple(itertools.accumulate(map(len, self._parts), initial=self._start))
        self._places = bounds[1:-1:2], bounds[2::2]
        return self._places


class NumberKind(StrEnum):
    """How firmly a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "least"


class NumberFound(msgspec.Struct, frozen=True):
    """A number over `tokens[first:last]`; `scale` is the multiplier it ends in, 1 for none."""

    first: int
    last: int
    value: float
    kind: NumberKind
    scale: float
    is_words: bool


@dataclass(frozen=True, slots=True)
class _Words:
    articles: frozenset[str] = frozenset()
    plural_articles: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    needs_article: frozenset[str] = frozenset()
    half: Mapping[str, float] = field(default_factory=dict)
    small: Mapping[str, float] = field(default_factory=dict)
    packs: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    round: Mapping[str, float] = field(default_factory=dict)
    about: Mapping[str, float] = field(default_factory=dict)
    vague: Mapping[str, float] = field(default_factory=dict)
    all: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()  # one of these stands in every number in words


@functools.lru_cache(maxsize=512)  # dates and figures ask for the same sentences in turn
def tokens_of(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The words, digit runs and marks of `text[start:end]`; places refer to `text`."""
    return Tokens(text, start, len(text) if end is None else end)


@functools.lru_cache(maxsize=512)
def plain_words(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words and digit runs of `text[start:end]` in lower case, without their places."""
    return tuple(_PLAIN_WORD.findall(text[start:end].lower()))


def may_hold_number(words: Sequence[str], *, language: str) -> bool:
    """Whether a number can stand among `words`: a quick look that never misses one."""
    if not _words(language).telling.isdisjoint(words):
        return True
    return any(word[0].isdecimal() for word in words)


def find_numbers(text: str, *, language: str) -> tuple[tuple[int, int, float, NumberKind], ...]:
    """Every number of `text` as (start, end, value, how firmly it is meant)."""
    tokens = tokens_of(text)
    found = read_numbers(text, tokens, language=language)
    starts, ends = tokens.starts, tokens.ends
    return tuple((starts[n.first], ends[n.last - 1], n.value, n.kind) for n in found)


def read_numbers(
    text: str, tokens: Tokens, *, language: str, first: int = 0, last: int | None = None
) -> list[NumberFound]:
    """Every number among `tokens[first:last]` of `text`, in order."""
    words = _words(language)
    last = len(tokens) if last is None else min(last, len(tokens))
    reader = _Reader(text, tokens, words, language, last)
    out: list[NumberFound] = []
    told, after = tokens.words[:last], first
    for at in range(first, last):
        word = told[at]
        if at < after or not (word in words.all or word[0].isdecimal()):
            continue
        found = reader.read(at)
        if found is not None:
            out.append(_with_half(told, found, words))
            after = out[-1].last
    return out


def _with_half(told: Sequence[str], found: NumberFound, words: _Words) -> NumberFound:
    """Add the half of "two and a half million" or "two and a half years"."""
    after = list(told[found.last : found.last + 3])
    if (
        found.kind is not NumberKind.EXACT
        or after != ["and", "a", "half"]
        or "half" not in words.half
    ):
        return found
    scale = found.scale
    last = found.last + 3
    if scale == 1 and last < len(told):
        scale = words.scales.get(told[last], 1)
        last += scale > 1
        return msgspec.structs.replace(
            found, last=last, value=(found.value + 0.5) * scale, scale=scale
        )
    return msgspec.structs.replace(found, last=last, value=found.value + 0.5 * scale)


def parse_digits(digits: str, *, language: str) -> float | None:
    """The value of a run of digits with its separators, or None where it is not one number.

    "1,500" and "1.5" in English, "1.500" and "1,5" in languages with a decimal comma. Digits of
    any script count. "18.30.45" is no number.
    """
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in digits)
    grouped = _GROUPED.fullmatch(plain)
    if grouped is not None:
        mark = grouped.group(1)
        is_decimal_mark = mark == ("," if language in _DECIMAL_COMMA else ".")
        if not is_decimal_mark or plain.count(mark) > 1:
            return float(re.sub(r"\D", "", plain))
    plain = plain.replace("٫", ".").replace("٬", "").replace("'", "")
    if language in _DECIMAL_COMMA:
        plain = plain.replace(".", "") if "," in plain else plain
        plain = plain.replace(",", ".")
    else:
        plain = re.sub(r",(?=\d{3}\b)", "", plain)
    return float(plain) if re.fullmatch(r"\d{1,15}(?:\.\d{1,15})?", plain) else None


class _Reader:
    """Reads one number that begins at a given token; keeps no state between numbers."""

    __slots__ = ("_language", "_last", "_text", "_tokens", "_told", "_words")

    def __init__(self, text: str, tokens: Tokens, words: _Words, language: str, last: int) -> None:
        self._text, self._tokens, self._words, self._language = text, tokens, words, language
        self._told, self._last = tokens.words, last

    def read(self, at: int) -> NumberFound | None:
        word, words = self._word(at), self._words
        if word[0].isdecimal():
            return self._digits(at)
        if word in words.plural_articles:
            is_open = self._adjacent(at) and self._word(at + 1) in words.round
            return self._open_plural(at, at + 1) if is_open else None
        if word in words.articles and self._adjacent(at):
            after = self._after_article(at)
            if after is not None:
                return after
        if word in words.half:
            return self._fraction(at, at)
        is_bare = word in words.needs_article and word not in words.round
        return None if is_bare else self._vague(at, at) or self._sum(at, at)

    def _after_article(self, at: int) -> NumberFound | None:
        """Read "half a million" after "a", "a dozen", "a few hundred"."""
        after = self._word(at + 1)
        if after in self._words.half:
            return self._fraction(at, at + 1)
        if after in self._words.needs_article:
            return self._vague(at, at + 1) or self._sum(at, at + 1)
        return None

    def _word(self, at: int) -> str:
        return self._told[at] if at < self._last else "\0"

    def _adjacent(self, at: int) -> bool:
        """Whether only a space or hyphen stands between token `at` and the next."""
        if at + 1 >= self._last:
            return False
        return self._text[self._tokens.ends[at] : self._tokens.starts[at + 1]] in _JOINTS

    def _next(self, at: int) -> int | None:
        """The next token that may belong to the same number, over one hyphen."""
        if self._adjacent(at):
            return at + 1
        if self._word(at + 1) in _JOINTS and at + 2 < self._last:
            is_tight = self._tokens.ends[at] + 1 == self._tokens.starts[at + 2]
            return at + 2 if is_tight else None
        return None

    def _digits(self, at: int) -> NumberFound | None:
        value, last = parse_digits(self._word(at), language=self._language), at + 1
        if value is None:
            return None
        if self._language in _SPACED_GROUPS and 0 < value < 1000 and self._word(at).isdecimal():
            while self._adjacent(last - 1) and re.fullmatch(r"\d{3}", self._word(last)):
                value, last = value * 1000 + float(self._word(last)), last + 1
        return self._scaled(at, last, value)

    def _scaled(self, first: int, last: int, value: float) -> NumberFound:
        scale, is_words = 1.0, False
        is_tight = last < self._last and self._is_tight(last - 1)
        if self._adjacent(last - 1) or is_tight:
            word = self._word(last)
            by = self._words.scales.get(word) or self._words.packs.get(word)
            if by is not None and (len(word) > 1 or is_tight):
                scale, last, is_words = by, last + 1, True
                last += self._abbreviation_dot(last)
        return NumberFound(first, last, value * scale, NumberKind.EXACT, scale, is_words)

    def _abbreviation_dot(self, last: int) -> int:
        is_short = self._word(last - 1) in {"тыс", "млн", "млрд", "трлн", "mln"}
        is_dotted = self._word(last) == "." and last + 1 < self._last
        return int(is_short and is_dotted and self._is_tight(last - 1))

    def _is_tight(self, at: int) -> bool:
        """Whether nothing stands between token `at` and the next."""
        return self._tokens.ends[at] == self._tokens.starts[at + 1]

    def _fraction(self, first: int, at: int) -> NumberFound | None:
        """Read "half a million", "a quarter of a million", "half a dozen"."""
        value = self._words.half[self._word(at)]
        at += 1
        at += self._word(at) in self._words.of
        at += self._word(at) in self._words.articles
        by = self._multiplier(at)
        if by is None:
            return None
        return NumberFound(first, at + 1, value * by, NumberKind.EXACT, by, True)

    def _vague(self, first: int, at: int) -> NumberFound | None:
        word, words = self._word(at), self._words
        if word in words.about:
            return NumberFound(first, at + 1, words.about[word], NumberKind.ABOUT, 1, True)
        if word in words.vague:
            value, last, scale = words.vague[word], at + 1, 1.0
            if self._adjacent(last - 1) and self._word(last) in words.round:
                return self._open_plural(first, last)
            while self._adjacent(last - 1) and self._multiplier(last) is not None:
                scale *= self._multiplier(last) or 1
                last += 1
            return NumberFound(first, last, value * scale, NumberKind.LEAST, scale, True)
        if word in words.round:
            return self._open_plural(first, at)
        return None

    def _multiplier(self, at: int) -> float | None:
        word = self._word(at)
        if len(word) == 1:
            return None
        return self._words.packs.get(word) or self._words.scales.get(word)

    def _open_plural(self, first: int, at: int) -> NumberFound:
        """Read "dozens", "hundreds of thousands", «десятки тысяч»."""
        value = self._words.round[self._word(at)]
        scale, last = value / 2, at + 1
        following = last + (self._word(last) in self._words.of)
        by = self._words.round.get(self._word(following)) or self._multiplier_pair(following)
        if by is not None and by >= 2000 and (following > last or self._adjacent(last - 1)):
            value, scale, last = value * by / 2, by / 2, following + 1
        return NumberFound(first, last, value, NumberKind.LEAST, scale, True)

    def _multiplier_pair(self, at: int) -> float | None:
        by = self._multiplier(at)
        return None if by is None else by * 2

    def _sum(self, first: int, at: int) -> NumberFound | None:
        total = group = 0.0
        scale, least_scale = 1.0, math.inf
        last = at
        following: int | None = at
        while following is not None:
            word, by = self._word(following), self._multiplier(following)
            if self._adds(word, group):
                value = self._words.small[word]
                group = group * 20 if self._is_score(word, group) else group + value
                scale = 1.0
            elif by is not None and by < 1000 and group < 20 and scale == 1:
                group, scale = max(group, 1) * by, by
            elif by is not None and 1000 <= by < least_scale:
                total, group = total + max(group, 1) * by, 0.0
                scale = least_scale = by
            else:
                break
            last = following + 1
            following = self._joined(following, group)
        if last == at:
            return None
        last += self._abbreviation_dot(last)
        return NumberFound(first, last, total + group, NumberKind.EXACT, scale, True)

    def _joined(self, at: int, group: float) -> int | None:
        """The token that may go on with the number, perhaps over an "and"."""
        following = self._next(at)
        if following is None or self._word(following) not in self._words.joiners:
            return following
        is_whole = group % 100 == 0 or self._language != "en"
        after = self._next(following)
        return after if is_whole and after and self._adds(self._word(after), group) else None

    def _is_score(self, word: str, current: float) -> bool:
        return self._language == "fr" and current == 4 and word.startswith("vingt")

    def _adds(self, word: str, current: float) -> bool:
        value = self._words.small.get(word)
        if value is None or (current and self._language == "de"):
            return False
        if self._is_score(word, current):
            return True
        if value < 10:
            return current % 10 == 0 and current % 100 != 10
        if value < 100:
            is_french = self._language == "fr" and 10 <= value < 20 and current % 100 in (60, 80)
            return current % 100 == 0 or is_french
        return current == 0


@functools.cache
def _data() -> dict[str, dict[str, Any]]:
    source = resources.files("holdfast.language").joinpath("numbers.yaml")
    loaded: dict[str, dict[str, Any]] = yaml.load(
        source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return loaded


@functools.cache
def _words(language: str) -> _Words:
    raw = _data().get(language)
    if raw is None:
        return _Words()
    small, packs = _by_word(raw["small"]), _by_word(raw["packs"])
    scales, open_plurals = _by_word(raw["scales"]), _by_word(raw["round"])
    about, vague = _by_word(raw.get("about", {})), _by_word(raw.get("vague", {}))
    half = {str(word): float(value) for word, value in raw.get("half", {}).items()}
    if language == "de":
        small |= _german_compounds(small)
    articles = frozenset(raw["article"].split())
    plural_articles = frozenset(raw.get("plural_article", "").split())
    needs_article = frozenset(raw.get("needs_article", "").split())
    every = articles | plural_articles
    every = every.union(half, small, packs, scales, open_plurals, about, vague)
    telling = every - (articles - needs_article - small.keys())
    telling |= {part for word in telling for part in plain_words(word, 0, len(word))}
    return _Words(
        articles=articles,
        plural_articles=plural_articles,
        joiners=frozenset(raw["joiner"].split()),
        of=frozenset(raw["of"].split()),
        needs_article=needs_article,
        half=half,
        small=small,
        packs=packs,
        scales=scales,
        round=open_plurals,
        about=about,
        vague=vague,
        all=every,
        telling=telling,
    )


def _by_word(table: Mapping[float, str]) -> dict[str, float]:
    return {word: float(value) for value, words in table.items() for word in words.split()}


def _german_compounds(small: Mapping[str, float]) -> dict[str, float]:
    """13 to 999, as German writes them in one word."""
    units = {1: "ein", 2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben"}
    units |= {8: "acht", 9: "neun"}
    teens = {3: "drei", 4: "vier", 5: "fünf", 6: "sech", 7: "sieb", 8: "acht", 9: "neun"}
    tens = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig"}
    tens |= {70: "siebzig", 80: "achtzig", 90: "neunzig"}
    below = {word: value for word, value in small.items() if not word.startswith("ein")}
    below |= {"eins": 1.0} | {f"{name}zehn": 10.0 + unit for unit, name in teens.items()}
    below |= {name: float(ten) for ten, name in tens.items()}
    below |= {f"{u}und{t}": float(ten + n) for n, u in units.items() for ten, t in tens.items()}
    out = dict(below)
    for unit, name in units.items():
        out |= {f"{name}hundert{rest}": unit * 100 + value for rest, value in below.items()}
        out[f"{name}hundert"] = unit * 100.0
    thousands = {f"{word}tausend": value * 1000 for word, value in {**below, "ein": 1.0}.items()}
    return out | {f"hundert{rest}": 100 + value for rest, value in below.items()} | thousands
