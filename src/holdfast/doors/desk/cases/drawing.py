"""Where the names of a voucher chain stand in its picture, as a pure function.

Invariants: whoever is further away stands lower; nothing stands over anything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.casework.rules.vouching import Chain

WIDE, HIGH = 118, 40
_ACROSS, _DOWN, _EDGE = 130, 84, 6


@dataclass(frozen=True, slots=True)
class Box:
    """One name: the corner it begins at, and whether it is marked."""

    id: str
    x: int
    y: int
    is_marked: bool

    @property
    def middle(self) -> int:
        """Half its width from where it begins."""
        return self.x + WIDE // 2

    @property
    def text_y(self) -> int:
        """Where its words stand."""
        return self.y + HIGH // 2 + 5

    @property
    def foot(self) -> int:
        """Its lower edge."""
        return self.y + HIGH


@dataclass(frozen=True, slots=True)
class Line:
    """A word given: from the voucher up to whom they vouched for."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes, the lines between them, and the size of the whole."""

    boxes: list[Box]
    lines: list[Line]
    width: int
    height: int


def draw(chain: Chain) -> Picture:
    """A chain with its subject on top, each row centred."""
    most = max(len(row) for row in chain.rows)
    width = most * _ACROSS + 2 * _EDGE
    boxes = {
        one: Box(one, _begin(width, len(row), place), _EDGE + depth * _DOWN, one in chain.marks)
        for depth, row in enumerate(chain.rows)
        for place, one in enumerate(row)
    }
    lines = [_line(boxes[a], boxes[b]) for a, b in chain.links if a in boxes and b in boxes]
    height = len(chain.rows) * _DOWN - (_DOWN - HIGH) + 2 * _EDGE
    return Picture(list(boxes.values()), lines, width, height)


def _begin(width: int, count: int, place: int) -> int:
    return (width - count * _ACROSS) // 2 + place * _ACROSS + (_ACROSS - WIDE) // 2


def _line(voucher: Box, subject: Box) -> Line:
    if voucher.y > subject.y:
        return Line(voucher.middle, voucher.y, subject.middle, subject.foot)
    return Line(voucher.middle, voucher.foot, subject.middle, subject.foot)
