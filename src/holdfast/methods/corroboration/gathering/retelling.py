"""One quotation in two translations: few words in a row are equal, but one named source says both.

Invariants:
- Both are quotations of the same named source, in two reports.
- Both negate as often and give the same figures, and most of the telling words of each stand in
  the other, whatever their endings and their order.
- A quotation is held against the next few of its speaker's only, in the order of publication, so
  that the cost grows with the quotations and not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from holdfast.methods.corroboration.passages import comparable_words, negations_in
from holdfast.methods.corroboration.record import Form

from .wording import Wording

_QUOTED = frozenset({Form.DIRECT, Form.MIXED})
_NEXT = 8  # of one speaker's quotations are looked at for each
_LEAST_WORDS = 3  # telling words
_FEW = 4  # telling words; of so few all must be shared
_SHARE_OF_SHORTER = 0.7
_SHARE_OF_LONGER = 0.6
_STEM = 5  # letters: endings make no difference
_EMPTY = frozenset(
    "that this these those they them their there here with from into have been were will would "
    "what which when who whom whose where your ours his her him she for and the are was has had "
    "его она они это этот эти как что для или так там тут был была были быть есть все всё".split()
)


class _Telling(msgspec.Struct, frozen=True):
    stems: frozenset[str]
    size: int
    figures: frozenset[str]
    negations: int


def join_retold(
    wordings: Sequence[Wording], leaders: Sequence[int], speakers: Sequence[int | None]
) -> list[int]:
    """The leaders again, those of one quotation in two translations made one.

    `speakers` gives for each statement the number of its named source, or None.
    """
    joined = list(range(len(wordings)))
    by_speaker: dict[int, dict[int, None]] = defaultdict(dict)
    for leader, speaker in zip(leaders, speakers, strict=True):
        if speaker is not None and wordings[leader].form in _QUOTED:
            by_speaker[speaker].setdefault(leader)
    for quotations in by_speaker.values():
        if len(quotations) > 1:
            ordered = sorted(quotations, key=lambda index: wordings[index].order)
            _join(ordered, wordings, joined)
    return [joined[leader] for leader in leaders]


def _join(ordered: Sequence[int], wordings: Sequence[Wording], joined: list[int]) -> None:
    """Let each of one speaker's quotations lead those after it that tell the same."""
    tellings = [_telling(wordings[index].text) for index in ordered]
    for at, one in enumerate(tellings):
        if one.size < _LEAST_WORDS:
            continue
        for number in range(at + 1, min(at + 1 + _NEXT, len(ordered))):
            other = tellings[number]
            if one.negations != other.negations or one.figures != other.figures:
                continue
            index, first = ordered[number], ordered[at]
            if _is_retold(one, other) and wordings[first].report != wordings[index].report:
                joined[index] = joined[first] if joined[index] == index else joined[index]


def _is_retold(one: _Telling, other: _Telling) -> bool:
    shorter, longer = min(one.size, other.size), max(one.size, other.size)
    if shorter < _LEAST_WORDS or shorter < _SHARE_OF_LONGER * longer:
        return False
    needed = max(_SHARE_OF_SHORTER * shorter, _SHARE_OF_LONGER * longer, min(longer, _FEW))
    return len(one.stems & other.stems) >= needed


def _telling(text: str) -> _Telling:
    words = comparable_words(text)
    stems = frozenset(w[:_STEM] for w in words if len(w) > 3 and w not in _EMPTY)
    return _Telling(
        stems=stems,
        size=len(stems),
        figures=frozenset(word for word in words if word[0].isdigit()),
        negations=negations_in(words),
    )
