"""One sentence cut into words, with the numbers in it: what the rules for figures look at.

Invariants:
- Looking outside the sentence gives the empty word, never an error.
- Numbers are in order and disjoint; `numbers[k]` covers `tokens[first:last]`.
"""

from __future__ import annotations

import msgspec

from holdfast.language.numbers import NumberFound, Tokens, read_numbers, tokens_of
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .vocabulary import Vocabulary


class Line(msgspec.Struct, frozen=True):
    """A sentence of a report with its words and numbers."""

    text: str
    language: str
    tokens: Tokens
    numbers: tuple[NumberFound, ...]
    words: Vocabulary
    is_title: bool  # Most Words Begin With a Capital

    def word(self, at: int) -> str:
        """The word at `at` in lower case, or "" outside the sentence."""
        words = self.tokens.words
        return words[at] if 0 <= at < len(words) else ""

    def is_capital(self, at: int) -> bool:
        """Whether the word at `at` begins with a capital letter."""
        return 0 <= at < len(self.tokens) and self.text[self.tokens.starts[at]].isupper()

    def is_tight(self, at: int) -> bool:
        """Whether nothing stands between the word at `at` and the next."""
        inside = 0 <= at < len(self.tokens) - 1
        return inside and self.tokens.ends[at] == self.tokens.starts[at + 1]

    def span(self, first: int, last: int) -> Span:
        """The place in the report of `tokens[first:last]`."""
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])


def read_line(prose: Prose, sentence: Span, words: Vocabulary) -> Line:
    """The sentence of `prose` at `sentence`, cut up."""
    tokens = tokens_of(prose.text, *sentence)
    numbers = tuple(read_numbers(prose.text, tokens, language=prose.language))
    is_title = False
    if numbers:
        starts = zip(tokens.words, tokens.starts, strict=True)
        letters = [start for word, start in starts if len(word) > 3 and word.isalpha()]
        capitals = sum(prose.text[start].isupper() for start in letters)
        is_sentence = prose.text[sentence.end - 1] == "."
        is_title = len(letters) > 3 and capitals > 0.7 * len(letters) and not is_sentence
    return Line(prose.text, prose.language, tokens, numbers, words, is_title)
