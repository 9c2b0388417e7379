"""One sentence cut into words, with the numbers in it: what the rules for figures look at.

Invariants:
- Looking outside the sentence gives the empty word, never an error.
- Numbers are in order and disjoint; `numbers[k]` covers `tokens[first:last]`.
"""

from __future__ import annotations

import msgspec

from holdfast.language.numbers import NumberFound, Token, read_numbers, tokens_of
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span

from .vocabulary import Vocabulary


class Line(msgspec.Struct, frozen=True):
    """A sentence of a report with its words and numbers."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    numbers: tuple[NumberFound, ...]
    words: Vocabulary
    is_title: bool  # Most Words Begin With a Capital

    def word(self, at: int) -> str:
        """The word at `at` in lower case, or "" outside the sentence."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def is_capital(self, at: int) -> bool:
        """Whether the word at `at` begins with a capital letter."""
        return 0 <= at < len(self.tokens) and self.text[self.tokens[at].start].isupper()

    def is_tight(self, at: int) -> bool:
        """Whether nothing stands between the word at `at` and the next."""
        inside = 0 <= at < len(self.tokens) - 1
        return inside and self.tokens[at].end == self.tokens[at + 1].start

    def span(self, first: int, last: int) -> Span:
        """The place in the report of `tokens[first:last]`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def read_line(prose: Prose, sentence: Span, words: Vocabulary) -> Line:
    """The sentence of `prose` at `sentence`, cut up."""
    tokens = tokens_of(prose.text, *sentence)
    numbers = tuple(read_numbers(prose.text, tokens, language=prose.language))
    is_title = False
    if numbers:
        letters = [token for token in tokens if len(token.text) > 3 and token.text.isalpha()]
        capitals = sum(prose.text[token.start].isupper() for token in letters)
        is_sentence = prose.text[sentence.end - 1] == "."
        is_title = len(letters) > 3 and capitals > 0.7 * len(letters) and not is_sentence
    return Line(prose.text, prose.language, tokens, numbers, words, is_title)
