from __future__ import annotations

from holdfast.methods.corroboration.passages.grouping import Group, Stretch
from holdfast.methods.corroboration.passages.nesting import without_nested

REPRINT = Group((Stretch(0, 300), Stretch(1000, 1300)), 1.0)


def _group(*places: tuple[int, int]) -> Group:
    return Group(tuple(Stretch(*place) for place in places), 1.0)


def test_passage_within_a_longer_one_is_dropped() -> None:
    assert without_nested([_group((50, 80), (1050, 1080)), REPRINT]) == [REPRINT]


def test_passage_that_stands_elsewhere_too_is_kept() -> None:
    wider = _group((50, 80), (1050, 1080), (2000, 2030))
    assert without_nested([wider, REPRINT]) == [REPRINT, wider]


def test_passage_that_stands_twice_in_the_longer_one_is_kept() -> None:
    repeated = _group((50, 80), (150, 180))
    assert without_nested([repeated, REPRINT]) == [REPRINT, repeated]


def test_passage_held_in_part_is_kept() -> None:
    partial = _group((290, 320), (1290, 1320))
    assert without_nested([partial, REPRINT]) == [REPRINT, partial]


def test_of_two_equal_passages_one_is_kept() -> None:
    assert without_nested([REPRINT, REPRINT]) == [REPRINT]
