"""The words of the page: names of methods, reasons, numbers.

Invariants:
- A plain reason holds no estimate; the exact one, which may, stands under "What the chains showed".
- Numbers in sentences have three significant digits; those in tables are whole people.
- A picture is labelled with a list's own name only where its letters are sure to be drawn rightly.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations

from holdfast.methods.estimation.outcome import Concern, Doubt, Method

METHODS = {
    Method.LATENT_CLASS: "Latent classes",
    Method.DECOMPOSABLE: "Decomposable graphs",
    Method.LOG_LINEAR: "Log-linear models",
    Method.INDEPENDENCE: "Independence",
}
MEANINGS = {
    Method.LATENT_CLASS: "Supposes hidden kinds of people, some easier to list than others, and "
    "averages over how many kinds there may be.",
    Method.DECOMPOSABLE: "Supposes that some lists hang together, and averages over every such "
    "pattern of ties between lists.",
    Method.LOG_LINEAR: "Describes how the lists overlap by the simplest pattern of ties that the "
    "counts support, and extends it to the people on no list.",
    Method.INDEPENDENCE: "Supposes that no list has anything to do with another. That is seldom "
    "so; it is shown for comparison.",
}
_PLAIN = {
    Concern.NOT_CONVERGED: "Its chains disagree: begun anew, it ends at another number.",
    Concern.FEW_DRAWS: "Its chains were too short for what they must settle.",
    Concern.SEVERAL_MODES: "The lists allow several answers, far apart, and cannot say which.",
    Concern.PRIOR: "Its answer follows what was supposed beforehand more than the lists.",
    Concern.UNDESCRIBED: "The lists are not fully described, so nobody can judge whether what a "
    "method assumes is so.",
    Concern.MISFIT: "Its model does not fit these lists.",
    Concern.NO_ESTIMATE: "With these lists its equations have no answer.",
    Concern.BOUND: "Its answer touches the limit up to which it looked.",
    Concern.STOPPED: "It was stopped before it had finished.",
}
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "DIGIT", "SPACE", "HYPHEN", "FULL STOP", "AMPERSAND")
_LONGEST_LABEL = 12


def plain_reason(doubt: Doubt) -> str:
    """The reason for a reader who is no statistician; without any estimate in it.

    What is said of the table itself (too sparse, too few lists) stays as it is.
    """
    return _PLAIN.get(doubt.concern, doubt.sentence)


def in_words(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, noun: str) -> str:
    """`one list`, `three lists`."""
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"


def rounded(value: float) -> str:
    """Three significant digits: nobody knows the rest."""
    if not math.isfinite(value):
        return "no bound"
    digits = 2 - math.floor(math.log10(max(abs(value), 1.0)))
    return f"{round(value, min(digits, 0)):,.0f}"


def whole(value: float | None) -> str:
    """Whole people, or that there is no such number."""
    return "none" if value is None or not math.isfinite(value) else f"{value:,.0f}"


def span(low: float | None, high: float | None) -> str:
    """An interval of whole people; an end that does not exist is open."""
    if low is None:
        return "none"
    open_end = high is None or not math.isfinite(high)
    return f"{whole(low)} or more" if open_end else f"{whole(low)} to {whole(high)}"


def joined(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def picture_names(lists: Sequence[str], *, noun: str = "list") -> dict[str, str]:
    """What stands for each name in a picture: the name, or `list 3` where it is long or its
    letters join or run from right to left.
    """
    return {
        name: name if _is_drawable(name) else f"{noun} {number}"
        for number, name in enumerate(lists, start=1)
    }


def picture_changes(lists: Sequence[str]) -> dict[str, str]:
    """What stands in a picture for the changes of the sensitivity table that name lists."""
    short = picture_names(lists)
    without = {f"without {name}": f"without {short[name]}" for name in lists}
    merged = {
        f"{one} and {other} merged": f"{short[one]} + {short[other]}"
        for one, other in combinations(lists, 2)
    }
    return without | merged


def _is_drawable(name: str) -> bool:
    return (
        0 < len(name) <= _LONGEST_LABEL
        and re.fullmatch(r"[\w .&-]+", name) is not None
        and all(unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in name)
    )
