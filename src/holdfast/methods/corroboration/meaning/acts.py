"""Where the acts of the lexicon stand in a span of text.

Invariants:
- A match lies inside the span asked about, and on whole words.
- A match that an exception of the same act overlaps does not count.
- Two matches of one act that overlap are one, from the first word of either to the last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Modality
from holdfast.methods.corroboration.spans import Span, merged

from .cues import cues_of
from .lexicon import ActPattern, Lexicon, patterns_of
from .scope import Scope, scope_of
from .tokens import Tokens, tokenise

_CLAUSE_MARKS = frozenset(".,;:!?()—–-…\"“”«»‘’'„")
_SPEECH = frozenset({"denial", "appeal"})
_OPENERS = frozenset({"and", "so", "but", "then", "please"})


@dataclass(frozen=True, slots=True)
class ActFound:
    """An act in its place; `negated` and `modality` are those of its clause."""

    act: str
    span: Span
    negated: bool
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Match:
    act: str
    span: Span


@dataclass(slots=True, eq=False)
class _Index:
    """The patterns of a language by the word they can begin with."""

    by_word: dict[str, list[ActPattern]] = field(default_factory=dict)
    by_stem: dict[str, list[ActPattern]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    reach: int = 0  # tokens of the longest match
    seen: dict[str, tuple[ActPattern, ...]] = field(default_factory=dict)

    def beginning_with(self, word: str) -> tuple[ActPattern, ...]:
        """The patterns that can begin with `word`."""
        found = self.seen.get(word)
        if found is None:
            found = tuple(dict.fromkeys(self._look_up(word)))
            if len(self.seen) < 200_000:
                self.seen[word] = found
        return found

    def _look_up(self, word: str) -> Iterable[ActPattern]:
        yield from self.by_word.get(word, ())
        if word.endswith("n't") or word == "cannot":
            yield from self.by_word.get("not", ())
        if word[0].isdigit():
            yield from self.by_word.get("<number>", ())
        if "'" in word:
            yield from self.by_word.get(word.split("'", maxsplit=1)[0], ())
        for length in self.lengths:
            if length > len(word):
                break
            yield from self.by_stem.get(word[:length], ())


@lru_cache(maxsize=64)
def _index_of(lexicon: Lexicon, language: str) -> _Index:
    index = _Index()
    for entry in patterns_of(lexicon, language):
        for word in entry.pattern.firsts:
            index.by_word.setdefault(word, []).append(entry)
        for stem in entry.pattern.stems:
            index.by_stem.setdefault(stem, []).append(entry)
        index.reach = max(index.reach, entry.pattern.reach)
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
    return frozenset(number for span in deeds for number in range(*tokens.within(span)))


def _follows_negator(tokens: Tokens, span: Span, language: str) -> bool:
    first, _ = tokens.within(span)
    before = tokens.words[first - 1] if first else ""
    return before in cues_of(language).negators or before.endswith("n't")


def _matches(text: str, tokens: Tokens, span: Span, index: _Index) -> list[_Match]:
    kept: dict[str, list[Span]] = {}
    barred: dict[str, list[Span]] = {}
    numbers, hits = _hits(text, index)
    first, after = tokens.within(span)
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


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern that matched somewhere in the text."""

    entry: ActPattern
    span: Span
    opens_clause: bool


@lru_cache(maxsize=4)  # a report's spans are asked about one after another
def _hits(text: str, index: _Index) -> tuple[list[int], list[_Hit]]:
    """Every match in the text, with the number of the token it begins at."""
    tokens = tokenise(text)
    numbers: list[int] = []
    hits: list[_Hit] = []
    for block in range(0, len(tokens.words), _BLOCK):
        words = tokens.words[block : block + _BLOCK]
        vocabulary = _vocabulary(tokens.words[block : block + _BLOCK + index.reach])
        live = {word: _live(index.beginning_with(word), vocabulary) for word in set(words)}
        for number, word in enumerate(words, start=block):
            for entry in live[word]:
                found = entry.pattern.regex.match(text, tokens.starts[number])
                if found is not None:
                    numbers.append(number)
                    hits.append(_Hit(entry, Span(*found.span()), _opens_clause(tokens, number)))
    return numbers, hits


_BLOCK = 64  # tokens; a pattern is tried only where what it needs stands in the same block or near


def _vocabulary(words: tuple[str, ...]) -> set[str]:
    vocabulary = set(words)
    return vocabulary | {word.partition("'")[0] for word in vocabulary if "'" in word}


def _live(entries: tuple[ActPattern, ...], vocabulary: set[str]) -> Sequence[ActPattern]:
    """The patterns whose words are there."""
    if not entries:
        return entries
    needs = ((entry, entry.pattern.needs) for entry in entries)
    return [entry for entry, words in needs if not words or not words.isdisjoint(vocabulary)]


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
