"""Whether two quotations are the same words.

Invariants:
- Punctuation, quotation marks, case, ligatures and contractions ("don't", "do not") make no
  difference; nor does the order in which the two are given.
- Another figure, or a "not" more on one side, never counts as the same words, however alike the
  rest is.
- The answer is about words. Two speakers can say the same words; the caller knows the speakers.

Thresholds, in words after normalisation:
- EXACT: all words equal, at least `MIN_EXACT` of them; below that, common terms.
- CONTAINED: the shorter one, of at least `MIN_CONTAINED` words, lies in one stretch of the longer
  one with at least `CONTAINED_SHARE` of its words equal and in order: a truncated quotation.
- NEAR: at least `MIN_NEAR` words in the shorter one, and at least `NEAR_SHARE` of the longer one's
  words equal and in order: a small edit, another translator's choice of a word.

`NEAR_SHARE` was set on pairs of sentences of 84 news articles: of 1.3 million pairs, those of seven
words or more that reach 0.65 without being the same statement differ in a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec
from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import partial_ratio_alignment

from .words import plain_words

MIN_EXACT = 4
MIN_CONTAINED = 5
CONTAINED_SHARE = 0.85
MIN_NEAR = 7
NEAR_SHARE = 0.65

_SPELT_OUT: dict[str, tuple[str, ...]] = {
    short: (verb, "not")
    for short, verb in (
        pair.split("=")
        for pair in (
            "dont=do doesnt=does didnt=did isnt=is arent=are wasnt=was werent=were havent=have "
            "hasnt=has hadnt=had wont=will wouldnt=would cant=can cannot=can couldnt=could "
            "shouldnt=should mustnt=must neednt=need"
        ).split()
    )
}
_SPELT_OUT |= {
    "ive": ("i", "have"), "weve": ("we", "have"), "theyve": ("they", "have"),
    "youve": ("you", "have"), "im": ("i", "am"), "theyre": ("they", "are"),
    "youre": ("you", "are"), "thats": ("that", "is"), "theres": ("there", "is"),
    "theyll": ("they", "will"), "youll": ("you", "will"), "everyone": ("everybody",),
    "anyone": ("anybody",), "someone": ("somebody",),
}  # fmt: skip
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without "
    "не нет ни никогда никто никого ничего нельзя без".split()
)
_NUMERALS = {
    word: str(value)
    for words in (
        "two three four five six seven eight nine ten eleven twelve",
        "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
        "две трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати",
    )
    for value, word in enumerate(words.split(), start=2)
}
_SPELT_ANOTHER_WAY = _SPELT_OUT.keys() | _NUMERALS.keys()


class Likeness(StrEnum):
    """Why two quotations are, or are not, the same words."""

    EXACT = "exact"
    CONTAINED = "contained"
    NEAR = "near"
    OTHER_FIGURE = "other figure"
    OTHER_NEGATION = "other negation"
    TOO_SHORT = "too short"
    DIFFERENT = "different"


class SameWords(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two quotations are.

    `similarity` (0 to 1) is the share of words that are equal and in order: of the shorter one
    where it is contained, else of the longer one. `equal_words` is their number.
    """

    similarity: float
    likeness: Likeness
    equal_words: int

    @property
    def is_same(self) -> bool:
        """Whether the two count as one quotation, if the same source may have said both."""
        return self.likeness in {Likeness.EXACT, Likeness.CONTAINED, Likeness.NEAR}


def same_words(one: str, other: str) -> SameWords:
    """How alike two quotations are, with the reason; see the module for the thresholds.

    About 30 microseconds a pair, 2 once both were seen. It does not prove that the two have one
    speaker, and a cut may turn the sense of a contained quotation: what was cut is not weighed.
    """
    shorter, longer = _by_length(one, other)
    if not shorter:
        return SameWords(similarity=0.0, likeness=Likeness.TOO_SHORT, equal_words=0)
    equal = LCSseq.similarity(shorter, longer)
    if shorter == longer:
        likeness = Likeness.EXACT if len(shorter) >= MIN_EXACT else Likeness.TOO_SHORT
        return SameWords(similarity=1.0, likeness=likeness, equal_words=equal)
    found = _as_near(shorter, longer, equal)
    if found.is_same:
        return found
    return _as_contained(shorter, longer, equal) or found


def are_same_words(one: str, other: str) -> bool:
    """Whether `same_words` finds the two the same, told quickly where it does not.

    The longer one must hold every figure and at least as many negations as the shorter one, and
    enough words must be equal and in order.
    """
    shorter, longer = _counted(one), _counted(other)
    if (len(longer.words), longer.words) < (len(shorter.words), shorter.words):
        shorter, longer = longer, shorter
    size = len(shorter.words)
    if size < MIN_EXACT or (size < MIN_CONTAINED and shorter.words != longer.words):
        return False
    if shorter.negations > longer.negations or not shorter.figures.keys() <= longer.figures.keys():
        return False
    needed = words_needed(size, len(longer.words))
    equal = LCSseq.similarity(shorter.words, longer.words, score_cutoff=needed)
    if size >= MIN_NEAR and equal >= NEAR_SHARE * len(longer.words) and shorter.agrees(longer):
        return True
    if equal < CONTAINED_SHARE * size:
        return False
    if shorter.words == longer.words:
        return True
    window = _closest_stretch(shorter.words, longer.words)
    return (
        size >= MIN_CONTAINED
        and LCSseq.similarity(shorter.words, window) >= CONTAINED_SHARE * size
        and shorter.agrees(_count(tuple(window)))
    )


def words_needed(one: int, other: int) -> int:
    """How many words must be equal in two quotations of so many words that may be the same.

    The weakest threshold that fits their lengths asks for as many; fewer never are the same.
    """
    shorter, longer = min(one, other), max(one, other)
    contained = CONTAINED_SHARE * shorter
    return int(contained if shorter < MIN_NEAR else min(contained, NEAR_SHARE * longer))


class _Counted(msgspec.Struct, frozen=True, eq=False):
    """A quotation's words, with the figures and negations among them."""

    words: tuple[str, ...]
    figures: Counter[str]
    negations: int

    def agrees(self, other: _Counted) -> bool:
        """Whether both give the same figures and negate as often."""
        return self.negations == other.negations and self.figures == other.figures


@lru_cache(maxsize=1 << 17)
def _counted(quotation: str) -> _Counted:
    return _count(comparable_words(quotation))


def _count(words: tuple[str, ...]) -> _Counted:
    return _Counted(words, _figures(words), negations_in(words))


def _by_length(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of both, the shorter first; the same order whichever is given first."""
    a, b = comparable_words(one), comparable_words(other)
    return (a, b) if (len(a), a) <= (len(b), b) else (b, a)


def _as_near(shorter: Sequence[str], longer: Sequence[str], equal: int) -> SameWords:
    share = equal / len(longer)
    if len(shorter) >= MIN_NEAR and share >= NEAR_SHARE:
        return _weighed(shorter, longer, Likeness.NEAR, divisor=len(longer))
    is_short = len(shorter) < MIN_CONTAINED
    likeness = Likeness.TOO_SHORT if is_short else Likeness.DIFFERENT
    return SameWords(similarity=round(share, 4), likeness=likeness, equal_words=equal)


def _as_contained(shorter: Sequence[str], longer: Sequence[str], equal: int) -> SameWords | None:
    needed = CONTAINED_SHARE * len(shorter)
    if len(shorter) < MIN_CONTAINED or equal < needed:
        return None
    window = _closest_stretch(shorter, longer)
    if LCSseq.similarity(shorter, window) < needed:
        return None
    return _weighed(shorter, window, Likeness.CONTAINED, divisor=len(shorter))


@lru_cache(maxsize=1 << 17)  # one quotation is compared with others all over the reports
def comparable_words(quotation: str) -> tuple[str, ...]:
    """The words by which quotations are compared: contractions and small numbers spelt one way."""
    plain = plain_words(quotation)
    if "one" in plain and "no" in plain:
        plain = tuple(" ".join(plain).replace("no one ", "nobody ").split())
    if _SPELT_ANOTHER_WAY.isdisjoint(plain):
        return plain
    words: list[str] = []
    for word in plain:
        words.extend(_SPELT_OUT.get(word, (_NUMERALS.get(word, word),)))
    return tuple(words)


def _closest_stretch(shorter: Sequence[str], longer: Sequence[str]) -> Sequence[str]:
    found = partial_ratio_alignment(shorter, longer)
    assert found is not None  # without a cut-off there is always one
    return longer[found.dest_start : found.dest_end]


def _weighed(
    shorter: Sequence[str], longer: Sequence[str], likeness: Likeness, *, divisor: int
) -> SameWords:
    """The likeness, unless the two differ in a figure or a negation."""
    if _figures(shorter) != _figures(longer):
        likeness = Likeness.OTHER_FIGURE
    elif negations_in(shorter) != negations_in(longer):
        likeness = Likeness.OTHER_NEGATION
    equal = LCSseq.similarity(shorter, longer)
    return SameWords(similarity=round(equal / divisor, 4), likeness=likeness, equal_words=equal)


def _figures(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word[0].isdigit())


def negations_in(words: Sequence[str]) -> int:
    """How many of `words`, as `comparable_words` gives them, negate."""
    return sum(word in _NEGATIONS for word in words)
