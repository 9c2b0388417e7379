"""A text as a sequence of comparable words.

Invariants:
- Case, accents, ligatures, apostrophes, soft hyphens and punctuation make no difference.
- A word's number depends on its letters alone: the same in every process and on every machine.
- Each word keeps its place in the text as it is; words in excluded spans are left out.
- In scripts written without spaces each character counts as a word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from holdfast.language.tokens import tokenise
from holdfast.methods.corroboration.spans import Span, merged

WORD_LIMIT = 1 << 31
"""Word numbers lie below this; the join uses the numbers above it to keep reports apart."""

_MARKS = "".join(
    chr(point)
    for point in (*range(0x300, 0x3000), *range(0xFE20, 0xFE30))
    if unicodedata.category(chr(point)) in {"Mn", "Mc"}
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphen, zero-width spaces and joiners
_UNSPACED = (  # Thai, Lao, Burmese, Khmer, kana, Han
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
)
_LETTER = rf"[\w{_MARKS}{_INVISIBLE}]"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_IS_UNUSUAL = re.compile(f"[{_MARKS}{_INVISIBLE}{_UNSPACED}ʼ]")
_WORD_OR_SIGN = re.compile(
    rf"[{_UNSPACED}][{_MARKS}{_INVISIBLE}]*"
    rf"|(?:(?![{_UNSPACED}]){_LETTER})+(?:['’ʼ](?:(?![{_UNSPACED}]){_LETTER})+)*"
)
_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ﬅ": "st", "ı": "i"})


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: their numbers and where each starts and ends, in code points."""

    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.numbers)

    def outside(self, excluded: Iterable[Span]) -> Words:
        """The words that touch no excluded span."""
        spans = merged(excluded)
        if not spans:
            return self
        starts, ends = np.array(spans, np.int64).T
        nearest = np.searchsorted(starts, self.ends, side="left") - 1
        kept = (nearest < 0) | (ends[nearest] <= self.starts)
        return Words(self.numbers[kept], self.starts[kept], self.ends[kept])


@lru_cache(maxsize=1 << 16)
def plain_word(word: str) -> str:
    """The letters and digits of `word` without case, accents, ligatures and apostrophes."""
    folded = unicodedata.normalize("NFKD", word.casefold()).translate(_LIGATURES)
    return "".join(letter for letter in folded if letter.isalnum())


@lru_cache(maxsize=1 << 18)
def word_number(word: str) -> int:
    """The number of a word's plain form, below `WORD_LIMIT`; 0 where it has no letter or digit."""
    plain = plain_word(word) if _WORD.match(word) else ""  # "㋀" is a mark that unfolds to letters
    if not plain:
        return 0
    digest = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") % (WORD_LIMIT - 1) + 1


def read_words(text: str, *, excluded: Iterable[Span] = ()) -> Words:
    """The words of `text` in order, without those that touch an excluded span."""
    if text.isascii() or not _IS_UNUSUAL.search(text):  # cut as for every other question
        tokens = tokenise(text)
        return _numbered(tokens.words, tokens.starts, tokens.ends).outside(excluded)
    pattern = _WORD_OR_SIGN if _HAS_UNSPACED.search(text) else _WORD
    spans = [match.span() for match in pattern.finditer(text)]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return _numbered(pattern.findall(text), starts, ends).outside(excluded)


def _numbered(written: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Words:
    """The words among `written`; a mark has no number."""
    numbers = np.array(list(map(word_number, written)), np.uint32)
    kept = numbers > 0
    return Words(numbers[kept], np.array(starts, np.uint32)[kept], np.array(ends, np.uint32)[kept])


@lru_cache(maxsize=1 << 17)  # quotations are asked about again and again
def plain_words(text: str) -> tuple[str, ...]:
    """The plain forms of the words of `text`, in order."""
    pattern = _WORD_OR_SIGN if _HAS_UNSPACED.search(text) else _WORD
    return tuple([plain for word in pattern.findall(text) if (plain := plain_word(word))])
