from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.grouping import Stretch, group_regions
from holdfast.methods.corroboration.passages.regions import Region


def _region(a: tuple[int, int], b: tuple[int, int], similarity: float = 1.0) -> Region:
    return Region(*a, *b, similarity)


def test_pairs_that_name_the_same_place_are_one_passage() -> None:
    groups = group_regions(
        [_region((0, 20), (100, 120), 0.9), _region((101, 120), (200, 219), 0.8)]
    )
    assert [[tuple(p) for p in g.places] for g in groups] == [[(0, 20), (100, 120), (200, 219)]]
    assert groups[0].similarity == 0.8


def test_partial_overlap_does_not_chain_two_passages() -> None:
    groups = group_regions([_region((0, 20), (100, 120)), _region((112, 132), (200, 220))])
    assert len(groups) == 2


def test_paragraph_and_the_reprint_around_it_are_two_passages() -> None:
    groups = group_regions(
        [
            _region((0, 300), (1000, 1300)),
            _region((100, 150), (2000, 2050)),
            _region((1100, 1150), (2000, 2050)),
        ]
    )
    assert [len(g.places) for g in groups] == [2, 3]


def test_bounds_do_not_wander_from_place_to_place() -> None:
    shrinking = [
        _region((100 * n, 100 * n + size), (100 * (n + 1), 100 * (n + 1) + round(size * 0.8)))
        for n, size in enumerate((80, 64, 51, 41, 33))
    ]
    for group in group_regions(shrinking):
        lengths = [place.length for place in group.places]
        assert min(lengths) >= 0.6 * max(lengths)


def test_no_pair_is_lost_where_lengths_do_not_fit() -> None:
    regions = [
        _region((0, 80), (100, 164)),
        _region((100, 164), (200, 251)),
        _region((200, 251), (300, 341)),
    ]
    named = {place for group in group_regions(regions) for place in group.places}
    assert Stretch(300, 341) in named


def test_text_of_several_reports_is_a_passage_by_itself() -> None:
    groups = group_regions([], wholes=[Stretch(5, 50)])
    assert [g.places for g in groups] == [(Stretch(5, 50),)]


def test_overlapping_places_of_one_passage_are_one_place() -> None:
    groups = group_regions(
        [_region((0, 20), (100, 120)), _region((0, 20), (110, 130)), _region((0, 20), (300, 320))]
    )
    assert [g.places for g in groups] == [(Stretch(0, 20), Stretch(100, 120), Stretch(300, 320))]


_stretches = st.tuples(st.integers(0, 300), st.integers(11, 60)).map(lambda s: (s[0], s[0] + s[1]))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(_stretches, _stretches), max_size=12), st.randoms())
def test_order_of_regions_makes_no_difference_and_places_are_disjoint(pairs, shuffler) -> None:
    regions = [_region(a, (b[0] + 1000, b[1] + 1000)) for a, b in pairs]
    groups = group_regions(regions)
    shuffler.shuffle(regions)
    assert group_regions(regions) == groups
    for group in groups:
        ends = [place.end for place in group.places]
        starts = [place.start for place in group.places]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
