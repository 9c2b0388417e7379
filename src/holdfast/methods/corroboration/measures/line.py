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
    ends_in_stop: bool

    @property
    def is_title(self) -> bool:
        """Whether, in a line with a number, Most Words Begin With a Capital and no stop ends it."""
        if not self.numbers or self.ends_in_stop:
            return False
        starts = zip(self.tokens.words, self.tokens.starts, strict=True)
        letters = [start for word, start in starts if len(word) > 3 and word.isalpha()]
        capitals = sum(self.text[start].isupper() for start in letters)
        return len(letters) > 3 and capitals > 0.7 * len(letters)

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
    ends_in_stop = prose.text[sentence.end - 1] == "."
    return Line(prose.text, prose.language, tokens, numbers, words, ends_in_stop)
