"""Whether the clause that holds an act denies it, and how far the clause commits to it.

Invariants:
- Only the clause of the act counts: the walk to the left ends at a mark or a word that opens
  another clause, and at a verb or noun that has the act as its object ("did not investigate the
  killing" does not deny the killing).
- Denying verbs invert: "denied the arrests" negates, "did not deny the arrests" does not.
- What belongs to the act's own words ("without food") never negates it.

The walk goes from the act to the left over words that let a cue through (auxiliaries, adverbs,
articles, light verbs, coordinated acts). Where it passed an auxiliary, the subject before it is
looked at ("no one in the town was beaten"); where a "that" stands further left, what governs it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from holdfast.language.tokens import Tokens
from holdfast.methods.corroboration.record import Modality
from holdfast.methods.corroboration.spans import Span

from .cues import Cues, cues_of
from .phrases import stands_in

_STOPS = frozenset(".;:!?()—–…")
_QUOTES = frozenset("\"“”«»‘’'„-")
_INFINITE = frozenset({"be", "been", "being"})
_FAR = 14
_LONG_CLAUSE = 80


class Scope(msgspec.Struct, frozen=True):
    """Where to look: the text, its tokens, the span asked about, and the tokens of its acts."""

    tokens: Tokens
    text: str
    span: Span
    language: str
    acts: frozenset[int]
    clauses: dict[tuple[int, int], Modality | None] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    """What was met on the way from the act to the left."""

    at: int
    lowest: int
    passed_auxiliary: bool = False
    is_negated: bool = False
    inversions: int = 0
    modality: Modality | None = None


def scope_of(act: Span, scope: Scope) -> tuple[bool, Modality]:
    """Whether `act` is negated in its clause, and its modality there."""
    cues = cues_of(scope.language)
    lowest, _ = scope.tokens.within(*scope.span)
    first, after = scope.tokens.within(*act)
    walk = _Walk(at=first - 1, lowest=lowest)
    if cues.window:
        _look_back(walk, scope.tokens.words, cues)
    else:
        _go_left(walk, first, scope, cues)
        _ask_subject(walk, scope.tokens.words, cues)
        _ask_governor(walk, scope.tokens.words, cues)
        _ask_right(walk, act, scope, cues)
    negated = walk.is_negated != (walk.inversions % 2 == 1)
    modality = walk.modality or _anywhere(first, after, scope, cues)
    return negated, modality or _by_form(act, scope) or Modality.STATED


def _look_back(walk: _Walk, words: tuple[str, ...], cues: Cues) -> None:
    for at in range(walk.at, max(walk.lowest, walk.at - cues.window) - 1, -1):
        if words[at] in _STOPS:
            return
        walk.is_negated = walk.is_negated or words[at] in cues.negators
        walk.modality = walk.modality or _modality_of(words[at], cues)


def _go_left(walk: _Walk, first: int, scope: Scope, cues: Cues) -> None:
    words = scope.tokens.words
    is_coordinated = has_own_verb = False
    while walk.at >= walk.lowest:
        word = words[walk.at]
        after = words[walk.at + 1] if walk.at + 1 < first else ""
        if _ends_clause(walk, word, cues):
            return
        if word in cues.coordinators:
            if has_own_verb or not _carries_on(walk.at, words, scope.acts, cues):
                walk.is_negated = walk.is_negated or word in cues.negators  # "nor denied the"
                return
            is_coordinated = True
        elif is_coordinated and walk.at in scope.acts:
            pass  # its own "without food" is no cue for the act coordinated with it
        elif _take_cue(walk, word, after, cues):
            if word in cues.negative_subjects and word != "no":
                return
        elif word in cues.auxiliaries:
            walk.passed_auxiliary = True
            has_own_verb = has_own_verb or word not in _INFINITE
        elif is_coordinated and _looks_like_participle(word, cues):
            pass
        elif not (_lets_through(word, cues) or _jump_to_determiner(walk, words, cues)):
            return
        walk.at -= 1


def _ends_clause(walk: _Walk, word: str, cues: Cues) -> bool:
    if word in cues.clause_openers and word in cues.possible:  # "if", "unless", "lest"
        walk.modality = walk.modality or Modality.POSSIBLE
    return word in _STOPS or word in cues.clause_openers or word in cues.that


def _lets_through(word: str, cues: Cues) -> bool:
    return word in _QUOTES or word in cues.through or word.endswith(cues.adverb_endings or ("\0",))


def _take_cue(walk: _Walk, word: str, after: str, cues: Cues) -> bool:
    """Note what `word` does to the act; whether it was a cue at all."""
    if word in cues.negators or word.endswith("n't"):
        if (word, after) not in cues.not_negators:
            walk.is_negated = True
        if word == "won't":
            walk.modality = walk.modality or Modality.FUTURE
        return True
    if word in cues.inverters:
        walk.inversions += 1
        return True
    if word in cues.before_to and after != "to":
        return False
    modality = _modality_of(word, cues)
    if modality is not None:
        walk.modality = walk.modality or modality
    return modality is not None


def _modality_of(word: str, cues: Cues) -> Modality | None:
    if word in cues.demanded:
        return Modality.DEMANDED
    if word in cues.future or word.endswith("'ll"):
        return Modality.FUTURE
    if word in cues.possible:
        return Modality.POSSIBLE
    return Modality.REPORTED if word in cues.reported else None


def _carries_on(at: int, words: tuple[str, ...], acts: frozenset[int], cues: Cues) -> bool:
    """Whether the "and", "or" or comma at `at` joins two acts, so that a cue covers both."""
    if words[at] == "," and words[at + 1] in cues.coordinators:
        return True
    right = at + 1
    if words[right] in cues.subjects:
        return False
    while right < len(words) and _lets_through(words[right], cues):
        right += 1
    left = at - 2 if at and words[at - 1] == "," else at - 1
    return (
        right in acts and left >= 0 and (left in acts or _looks_like_participle(words[left], cues))
    )


def _looks_like_participle(word: str, cues: Cues) -> bool:
    return bool(cues.adverb_endings) and word.endswith(("ed", "en")) and len(word) > 4


def _jump_to_determiner(walk: _Walk, words: tuple[str, ...], cues: Cues) -> bool:
    """Cross up to two adjectives that a "no" or "any" leads ("no organised mass arrests")."""
    for steps in (1, 2):
        at = walk.at - steps
        if at < walk.lowest or words[at] in _STOPS or words[at] in cues.clause_openers:
            return False
        if words[at] in ("no", "any", "without", "никаких", "без") and not walk.passed_auxiliary:
            walk.at = at + 1
            return True
    return False


def _ask_subject(walk: _Walk, words: tuple[str, ...], cues: Cues) -> None:
    if not walk.passed_auxiliary or walk.is_negated:
        return
    for at in range(walk.at, max(walk.lowest, walk.at - 7) - 1, -1):
        word = words[at]
        if word in _STOPS or word in cues.clause_openers or word in cues.that or word == ",":
            return
        if word in cues.coordinators and word != "or":
            return
        if word in cues.negative_subjects:
            walk.is_negated = (word, words[at + 1]) not in cues.not_negators
            return


def _ask_governor(walk: _Walk, words: tuple[str, ...], cues: Cues) -> None:
    """Look for "that" on the left and weigh the few words that lead it."""
    at = walk.at
    while at >= max(walk.lowest, walk.at - _FAR) and words[at] not in cues.that:
        if words[at] in _STOPS or (words[at] in cues.clause_openers and words[at] not in cues.that):
            return
        at -= 1
    if at < max(walk.lowest, walk.at - _FAR):
        return
    before = [words[n] for n in range(max(walk.lowest, at - 4), at) if words[n] not in _QUOTES]
    inverted = sum(word in cues.inverters and word not in _ACTED for word in before)
    denies = any(word in cues.negators or word.endswith("n't") for word in before)
    if inverted or (denies and _TRUTH.intersection(before)):
        walk.inversions += inverted
        walk.is_negated = walk.is_negated != denies
    for word in reversed(before):
        modality = _modality_of(word, cues)
        if modality is not None and walk.modality is None and word != "can":
            walk.modality = modality


_ACTED = frozenset(
    "avoid avoided prevent prevented averted stopped refuse refuses refused refusing".split()
)
_TRUTH = frozenset(
    "true evidence proof case possible fact правда правды доказательств фактов".split()
)


def _ask_right(walk: _Walk, act: Span, scope: Scope, cues: Cues) -> None:
    """Whether something after the act denies it: "the arrests never happened"."""
    if walk.is_negated or cues.denied_after is None:
        return
    end = min(scope.span.end, act.end + 80)
    found = cues.denied_after.search_in(scope.text, act.end, end)
    if found is None:
        return
    if _is_of_the_clause(scope.text[act.end : found.start()], cues):
        walk.inversions += 1


def _anywhere(first: int, after: int, scope: Scope, cues: Cues) -> Modality | None:
    """A sentence adverb such as "reportedly" anywhere in the clause of the act."""
    clause = _clause(first, after, scope)
    if clause not in scope.clauses:  # a clause with three acts is searched once
        scope.clauses[clause] = _adverb_of(clause, scope.text, cues)
    found = scope.clauses[clause]
    if found is not Modality.REPORTED:
        return found
    later = _NOT_OF_THE_ACT.search(scope.text, scope.tokens.ends[after - 1], clause[1])
    if later is None:
        return found
    return _adverb_of((clause[0], later.start()), scope.text, cues)


# "held for alleged theft", "held, with reports of beatings": whoever is held is held.
_NOT_OF_THE_ACT = re.compile(
    r"\b(?:(?:for|over) (?:(?:his|her|their|its|an|any) )?alleged"
    r"|(?:with|amid) (?:\w+ )?(?:reports|accounts|rumou?rs|allegations|claims) of)",
    re.IGNORECASE,
)


def _adverb_of(clause: tuple[int, int], text: str, cues: Cues) -> Modality | None:
    if stands_in(cues.reported_anywhere, text, *clause):
        return Modality.REPORTED
    return Modality.POSSIBLE if stands_in(cues.possible_anywhere, text, *clause) else None


def _clause(first: int, after: int, scope: Scope) -> tuple[int, int]:
    """The characters of the sentence around the act, up to a mark or a "but"."""
    tokens = scope.tokens
    lowest, highest = tokens.within(*scope.span)
    lowest, highest = max(lowest, first - _LONG_CLAUSE), min(highest, after + _LONG_CLAUSE)
    ends = _STOPS - {"(", ")", "—", "–"} | {"but", "while", "но"}
    while first > lowest and tokens.words[first - 1] not in ends:
        first -= 1
    while after < highest and tokens.words[after] not in ends:
        after += 1
    return tokens.starts[first], tokens.ends[after - 1]


def _is_to_begin(act: Span, scope: Scope) -> bool:
    """As in "the round-ups will begin", "raids set to start on Monday"."""
    cues = cues_of(scope.language)
    end = min(scope.span.end, act.end + 60)
    found = cues.future_after.search_in(scope.text, act.end, end) if cues.future_after else None
    return found is not None and _is_of_the_clause(scope.text[act.end : found.start()], cues)


def _is_of_the_clause(between: str, cues: Cues) -> bool:
    """Whether nothing between an act and what follows it opens another clause."""
    ends = cues.clause_openers | cues.subjects
    return not any(mark in between for mark in ".;:!?,()") and ends.isdisjoint(
        between.lower().split()
    )


def _by_form(act: Span, scope: Scope) -> Modality | None:
    """The future that a Russian verb carries in its form, another deed in the words behind it."""
    if scope.language != "ru":
        return Modality.FUTURE if _is_to_begin(act, scope) else None
    from .russian import is_future  # noqa: PLC0415  (the dictionary costs 0.3 s)

    words = act.of(scope.text).split()
    return Modality.FUTURE if any(is_future(word) for word in words) else None
