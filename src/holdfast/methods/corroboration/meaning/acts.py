"""Where the acts of the lexicon stand in a span of text.

Invariants:
- A match lies inside the span asked about, and on whole words.
- A match that an exception of the same act overlaps does not count.
- Two matches of one act that overlap are one, from the first word of either to the last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from holdfast.language.caseless import lower_case_of_report
from holdfast.language.tokens import Tokens, tokenise
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Modality
from holdfast.methods.corroboration.spans import Span, merged

from .cues import cues_of
from .lexicon import ActPattern, Lexicon, patterns_of
from .scope import Scope, scope_of

_CLAUSE_MARKS = frozenset(".,;:!?()—–-…\"“”«»‘’'„")
_SPEECH = frozenset({"denial", "appeal"})
_OPENERS = frozenset({"and", "so", "but", "then", "please"})


class ActFound(msgspec.Struct, frozen=True):
    """An act in its place; `negated` and `modality` are those of its clause."""

    act: str
    span: Span
    negated: bool
    modality: Modality


class _Match(msgspec.Struct, frozen=True):
    act: str
    span: Span


@dataclass(slots=True, eq=False)
class _Index:
    """The patterns of a language, numbered: by the word they can begin with and by what they need.

    `reach` is the longest match in tokens.
    """

    patterns: tuple[ActPattern, ...]
    by_word: dict[str, set[int]] = field(default_factory=dict)
    by_stem: dict[str, set[int]] = field(default_factory=dict)
    by_need: dict[str, set[int]] = field(default_factory=dict)
    needless: set[int] = field(default_factory=set)
    lengths: tuple[int, ...] = ()
    reach: int = 0
    seen: dict[str, frozenset[int]] = field(default_factory=dict)

    def beginning_with(self, word: str) -> frozenset[int]:
        """The patterns that can begin with `word`."""
        found = self.seen.get(word)
        if found is None:
            found = frozenset().union(*self._look_up(word))
            if len(self.seen) < 200_000:
                self.seen[word] = found
        return found

    def possible_among(self, words: Iterable[str]) -> set[int]:
        """The patterns that can match in these words, by what they need."""
        among = set(words)
        among.update([word.partition("'")[0] for word in among if "'" in word])
        return self.needless.union(*map(self.by_need.__getitem__, self.by_need.keys() & among))

    def _look_up(self, word: str) -> Iterable[set[int]]:
        yield self.by_word.get(word, set())
        if word.endswith("n't") or word == "cannot":
            yield self.by_word.get("not", set())
        if word[0].isdigit():
            yield self.by_word.get("<number>", set())
        if "'" in word:
            yield self.by_word.get(word.split("'", maxsplit=1)[0], set())
        for length in self.lengths:
            if length > len(word):
                break
            yield self.by_stem.get(word[:length], set())


@lru_cache(maxsize=64)
def _index_of(lexicon: Lexicon, language: str) -> _Index:
    index = _Index(tuple(patterns_of(lexicon, language)))
    for number, entry in enumerate(index.patterns):
        pattern = entry.pattern
        for table, words in (
            (index.by_word, pattern.firsts),
            (index.by_stem, pattern.stems),
            (index.by_need, pattern.needs),
        ):
            for word in words:
                table.setdefault(word, set()).add(number)
        if not pattern.needs:
            index.needless.add(number)
        index.reach = max(index.reach, pattern.reach)
    index.lengths = tuple(sorted({len(stem) for stem in index.by_stem}))
    return index


def lexicon_language(prose: Prose, lexicon: Lexicon) -> str:
    """The language whose words to use: the report's, or the likeliest by its script."""
    if prose.language in lexicon.languages:
        return prose.language
    sample = prose.text[:2000]
    if any("а" <= letter <= "я" for letter in sample):
        return "ru"
    if any("\u0600" <= letter <= "\u06ff" for letter in sample):
        return "ar"
    return "en"


def find_acts(prose: Prose, span: Span, lexicon: Lexicon) -> tuple[ActFound, ...]:
    """The acts that the words of `span` name, by place; implied acts are not among them."""
    return _acts_in(prose.text, lexicon_language(prose, lexicon), span, lexicon)


@lru_cache(maxsize=256)  # an assertion is found first and weighed later
def _acts_in(text: str, language: str, span: Span, lexicon: Lexicon) -> tuple[ActFound, ...]:
    tokens = tokenise(text)
    matches = _matches(text, tokens, span, _index_of(lexicon, language))
    if not matches:
        return ()
    scope = Scope(tokens, text, span, language, _tokens_of(matches, tokens))
    out: list[ActFound] = []
    for match in matches:
        negated, modality = scope_of(match.span, scope)
        if match.act == "denial":  # its own words deny; only a "not" before it undoes them
            negated = _follows_negator(tokens, match.span, language)
        out.append(ActFound(match.act, match.span, negated, modality))
    return tuple(out)


def _tokens_of(matches: list[_Match], tokens: Tokens) -> frozenset[int]:
    """The tokens of the deeds; what a "denied the" holds must still be read as a cue."""
    deeds = (match.span for match in matches if match.act not in _SPEECH)
    return frozenset(number for span in deeds for number in range(*tokens.within(*span)))


def _follows_negator(tokens: Tokens, span: Span, language: str) -> bool:
    first, _ = tokens.within(*span)
    before = tokens.words[first - 1] if first else ""
    return before in cues_of(language).negators or before.endswith("n't")


def _matches(text: str, tokens: Tokens, span: Span, index: _Index) -> list[_Match]:
    kept: dict[str, list[Span]] = {}
    barred: dict[str, list[Span]] = {}
    numbers, hits = _hits(text, index)
    first, after = tokens.within(*span)
    for at in range(bisect_left(numbers, first), bisect_left(numbers, after)):
        found = _inside(text, hits[at], span, is_first=numbers[at] == first)
        if found is not None:
            place = barred if hits[at].entry.is_exception else kept
            place.setdefault(hits[at].entry.act, []).append(found)
    out: list[_Match] = []
    for act, spans in kept.items():
        exceptions = merged(barred.get(act, ()))
        free = [s for s in spans if not _is_barred(s, exceptions)]
        out.extend(_Match(act, s) for s in _united(free))
    return sorted(out, key=lambda match: (match.span, match.act))


def _is_barred(span: Span, exceptions: tuple[Span, ...]) -> bool:
    before = bisect_left(exceptions, (span.end, span.end))
    return before > 0 and exceptions[before - 1].end > span.start


class _Hit(msgspec.Struct, frozen=True):
    """A pattern that matched somewhere in the text."""

    entry: ActPattern
    span: Span
    opens_clause: bool


@lru_cache(maxsize=4)  # a report's spans are asked about one after another
def _hits(text: str, index: _Index) -> tuple[list[int], list[_Hit]]:
    """Every match in the text, with the number of the token it begins at."""
    tokens, low = tokenise(text), lower_case_of_report(text)
    numbers: list[int] = []
    hits: list[_Hit] = []
    for block in range(0, len(tokens.words), _BLOCK):
        possible = index.possible_among(tokens.words[block : block + _BLOCK + index.reach])
        for number, word in enumerate(tokens.words[block : block + _BLOCK], start=block):
            beginning = index.beginning_with(word)
            for at in beginning & possible if beginning else ():
                entry = index.patterns[at]
                start = tokens.starts[number]
                if low is None:
                    found = entry.pattern.regex.match(text, start)
                else:
                    found = entry.pattern.twin.match(low, start)
                if found is not None:
                    numbers.append(number)
                    hits.append(_Hit(entry, Span(*found.span()), _opens_clause(tokens, number)))
    return numbers, hits


_BLOCK = 64  # tokens; a pattern is tried only where what it needs stands in the same block or near


def _inside(text: str, hit: _Hit, span: Span, *, is_first: bool) -> Span | None:
    """The match cut to `span`: the same, a shorter one, or none."""
    if hit.entry.pattern.opens_clause and not (hit.opens_clause or is_first):
        return None
    if hit.span.end <= span.end:
        return hit.span
    shorter = hit.entry.pattern.regex.match(text, hit.span.start, span.end)
    return None if shorter is None else Span(*shorter.span())


def _opens_clause(tokens: Tokens, number: int) -> bool:
    before = tokens.words[number - 1] if number else "."
    return before in _CLAUSE_MARKS or before in _OPENERS


def _united(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
