"""What may be said, first and in words.

Invariants:
- A number stands here only where its method's verdict is "usable", with its interval.
- Where nothing is usable the title says so, and the reasons follow at once.
- Methods that disagree are said to; no method is preferred over another.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from holdfast.methods.estimation.outcome import Doubt, Interval, Method
from holdfast.methods.estimation.study import Study
from holdfast.rendering.tree import (
    BigNumber,
    BigNumbers,
    Block,
    Content,
    Item,
    Items,
    Note,
    Paragraph,
    Strong,
    Tone,
)

from .wording import METHODS, counted, in_words, joined, plain_reason, rounded

Usable = dict[Method, Interval]


def usable(study: Study) -> Usable:
    """The intervals that may be said, by method."""
    pairs = zip(study.outcomes, study.verdicts, strict=True)
    return {
        outcome.method: outcome.interval
        for outcome, verdict in pairs
        if verdict.is_usable and outcome.interval is not None
    }


def headline(study: Study) -> str:
    """The verdict as a title."""
    found = usable(study)
    if not study.outcomes:
        return "Stopped before any method had finished"
    if not found:
        return "Refused: these lists do not carry a number"
    if not agree(found):
        return "Usable, but the methods do not agree"
    return f"Usable: {span_words(found)} people, if what is assumed is so"


def span_words(found: Usable) -> str:
    """From the lowest to the highest end of all intervals."""
    low, high = (rounded(end) for end in hull(found))
    return f"{low} to {high}" if high != "no bound" else f"{low} or more"


def hull(found: Usable) -> tuple[float, float]:
    """The lowest and the highest end of all intervals."""
    return min(i.low for i in found.values()), max(i.high for i in found.values())


def agree(found: Usable) -> bool:
    """Whether all intervals share a number."""
    return max(i.low for i in found.values()) <= min(i.high for i in found.values())


def headline_blocks(study: Study) -> tuple[Block, ...]:
    """The lead, the numbers that may be said, why others may not, and what to beware of."""
    found = usable(study)
    blocks: list[Block] = [Paragraph(content=_lead(study, found), tone=Tone.LEAD)]
    if found:
        blocks += [_numbers(found), Paragraph(content=(_agreement(found),))]
    blocks += _stopped(study)
    blocks += _reasons(study)
    blocks += _cautions(study)
    return tuple(blocks)


def _lead(study: Study, found: Usable) -> Content:
    seen, lists = study.table.seen, counted(study.table.width, "list")
    opening = f"{seen:,} people are on at least one of the {lists}. "
    if not study.outcomes:
        return (opening, "No method had finished, so nothing is said of people on no list.")
    if not found:
        return (
            opening,
            "How many there were, those on no list included, ",
            Strong(content=("cannot be said from these lists",)),
            f": {_all_refused(len(study.outcomes))}. That is an answer, not a failure.",
        )
    low, high = hull(found)
    return (
        opening,
        "With those on no list there were ",
        Strong(content=(span_words(found),)),
        f" by {_by_methods(found, len(study.outcomes))}; ",
        f"{_missing(low, high, seen)} of them are on no list. ",
        "This holds only if what is assumed is so, and no list can prove that.",
    )


def _all_refused(methods: int) -> str:
    return (
        "the only method asked was refused"
        if methods == 1
        else f"{_every(methods)} methods were refused"
    )


def _by_methods(found: Usable, of: int) -> str:
    if len(found) == of:
        return "the method asked" if of == 1 else f"{_every(of)} methods"
    return f"{in_words(len(found))} of {in_words(of)} methods"


def _every(methods: int) -> str:
    return "both" if methods == 2 else f"all {in_words(methods)}"


def _missing(low: float, high: float, seen: int) -> str:
    least = rounded(max(low - seen, 0.0))
    return f"{least} to {rounded(high - seen)}" if math.isfinite(high) else f"{least} or more"


def _numbers(found: Usable) -> BigNumbers:
    return BigNumbers(
        items=tuple(
            BigNumber(
                number=rounded(interval.median),
                label=f"{METHODS[method]}: {rounded(interval.low)} to {rounded(interval.high)}",
            )
            for method, interval in found.items()
        )
    )


def _agreement(found: Usable) -> str:
    if len(found) == 1:
        return "One method, its middle and its 95 % interval. Quote the interval, not the middle."
    if agree(found):
        return (
            "The middle and the 95 % interval of each usable method. Their intervals overlap. "
            "That is no proof: they share the same lists and may be wrong together."
        )
    return (
        "The middle and the 95 % interval of each usable method. Their intervals do not overlap, "
        "so what at least one of them assumes is wrong. Do not choose the one you like: say both."
    )


def _stopped(study: Study) -> list[Block]:
    if study.is_whole:
        return []
    return [Note(content=("Stopped early: this is what was finished. Run it again to the end.",))]


def _reasons(study: Study) -> list[Block]:
    reasons = reason_items(study, plain_reason)
    return [Paragraph(content=(Strong(content=("Why refused",)),)), reasons] if reasons else []


def reason_items(study: Study, say: Callable[[Doubt], str]) -> Items | None:
    """Every reason once, as `say` puts it, with the methods it concerns; shared ones first."""
    by_reason: dict[str, list[Method]] = {}
    for outcome, verdict in zip(study.outcomes, study.verdicts, strict=True):
        for reason in dict.fromkeys(say(doubt) for doubt in verdict.doubts):
            by_reason.setdefault(reason, []).append(outcome.method)
    shared_first = sorted(by_reason.items(), key=lambda entry: -len(entry[1]))
    items = tuple(
        Item(content=(Strong(content=(_whose(methods, len(study.outcomes)),)), ": ", reason))
        for reason, methods in shared_first
    )
    return Items(items=items) if items else None


def _whose(methods: list[Method], of: int) -> str:
    if len(methods) == of > 1:
        return f"All {in_words(of)} methods"
    return joined([METHODS[method] for method in methods])


def _cautions(study: Study) -> list[Block]:
    said = dict.fromkeys(
        (*study.table.remarks, *(c for verdict in study.verdicts for c in verdict.cautions))
    )
    return [Note(content=(sentence,), tone=Tone.WARN) for sentence in said]
