"""What is known of somebody, claim by claim, and what that makes of them, as pure functions.

Invariants:
- A claim counts when somebody other than its author agreed, and stops counting in the same way.
- The overall result follows from the claims that count and is never set by hand.
- What speaks against somebody leads, however much speaks for them.
- A voucher is worth what is known of the voucher: being vouched for leads only where nothing else
  counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple


class Result(StrEnum):
    """What was found about a claim."""

    UNVERIFIED = "unverified"
    IDENTITY_CHECKED = "identity checked"
    STORY_CONSISTENT = "story consistent"
    INDEPENDENTLY_CORROBORATED = "independently corroborated"
    VOUCHED = "vouched"
    CONTRADICTED = "contradicted"
    HOSTILE_SUSPECTED = "hostile suspected"


class Method(StrEnum):
    """How a claim was checked."""

    LIVE_CALL = "live call"
    DOCUMENT_SEEN = "document seen"
    PHOTO_COMPARED = "photo compared by a person"
    CORROBORATED_BY = "corroborated by"
    VOUCHED_BY = "vouched by"


class Step(StrEnum):
    """What a member says of a claim that stands."""

    AGREE = "agree"
    DISAGREE = "do not agree"
    TAKE_BACK = "take back"


class Standing(StrEnum):
    """Whether a claim counts."""

    AWAITS = "waits for a second member"
    COUNTS = "counts"
    REFUSED = "a second member did not agree"
    ENDING = "counts until a second member agrees to take it back"
    TAKEN_BACK = "taken back"


class Word(NamedTuple):
    """Who said what of a claim."""

    by: str
    step: Step


ADVERSE = (Result.HOSTILE_SUSPECTED, Result.CONTRADICTED)
_LEADS = (
    *ADVERSE,
    Result.INDEPENDENTLY_CORROBORATED,
    Result.STORY_CONSISTENT,
    Result.IDENTITY_CHECKED,
    Result.VOUCHED,
)
COUNTING = frozenset({Standing.COUNTS, Standing.ENDING})
OPEN = frozenset({Standing.AWAITS, Standing.ENDING})
_NEEDS = {
    Result.VOUCHED: Method.VOUCHED_BY,
    Result.INDEPENDENTLY_CORROBORATED: Method.CORROBORATED_BY,
}


def fits(result: Result, method: Method) -> bool:
    """Whether this way of checking can give this result: a vouch gives no more than a vouch."""
    needed = _NEEDS.get(result)
    return method is needed if needed else method is not Method.VOUCHED_BY


def standing(author: str, words: Sequence[Word]) -> Standing:
    """Where a claim stands after these words, in their order. Words out of turn change nothing."""
    return _heard(author, words)[0]


def allowed_now(
    author: str, words: Sequence[Word], by: str, *, voucher: str = ""
) -> frozenset[Step]:
    """What this member can say of a claim after these words: not that their own vouch counts."""
    now, asker = _heard(author, words)
    steps = allowed(now, asker, by)
    return steps - {Step.AGREE} if by == voucher and now is Standing.AWAITS else steps


def allowed(now: Standing, asker: str, by: str) -> frozenset[Step]:
    """What a member can say of a claim that stands so; `asker` is whose word waits for another."""
    if now is Standing.AWAITS:
        own = frozenset({Step.TAKE_BACK})
        return own if by == asker else frozenset({Step.AGREE, Step.DISAGREE})
    if now is Standing.COUNTS:
        return frozenset({Step.TAKE_BACK})
    if now is Standing.ENDING and by != asker:
        return frozenset({Step.AGREE, Step.DISAGREE})
    return frozenset()


def overall(counting: Collection[Result]) -> Result:
    """What the results that count make of somebody."""
    return next((result for result in _LEADS if result in counting), Result.UNVERIFIED)


def is_vetted(result: Result) -> bool:
    """Whether somebody may lend their word: more than a vouch speaks for them, nothing against."""
    return result in _LEADS[len(ADVERSE) : -1]


def counted(claims: Iterable[tuple[Result, Standing]]) -> list[Result]:
    """The results that count, each once, what leads first."""
    counting = {result for result, now in claims if now in COUNTING}
    return [result for result in _LEADS if result in counting]


def _heard(author: str, words: Sequence[Word]) -> tuple[Standing, str]:
    """Where a claim stands, and whose word waits for another's."""
    now, asker = Standing.AWAITS, author
    for word in words:
        if word.step in allowed(now, asker, word.by):
            now, asker = _after(now, word), word.by
    return now, asker


def _after(now: Standing, word: Word) -> Standing:
    if now is Standing.AWAITS:
        return {
            Step.AGREE: Standing.COUNTS,
            Step.DISAGREE: Standing.REFUSED,
            Step.TAKE_BACK: Standing.TAKEN_BACK,
        }[word.step]
    if now is Standing.COUNTS:
        return Standing.ENDING
    return Standing.TAKEN_BACK if word.step is Step.AGREE else Standing.COUNTS
