import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.rules.vouching import Person, chain_of
from holdfast.doors.desk.cases.drawing import HIGH, WIDE, draw


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdefxy"))))
def test_nothing_stands_over_anything_else_nor_outside(ties: dict[str, set[str]]) -> None:
    people = {one: Person("x", True, False, tuple(sorted(v))) for one, v in ties.items()}
    drawn = draw(chain_of("a", people))
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.x + WIDE <= drawn.width
        assert box.y + HIGH <= drawn.height
    corners = sorted((box.y, box.x) for box in drawn.boxes)
    for (above, first), (below, second) in itertools.pairwise(corners):
        assert above != below or second - first >= WIDE


def test_whoever_vouches_stands_below_and_the_line_leads_up() -> None:
    people = {"a": Person("a", True, False, ("b",))}
    drawn = draw(chain_of("a", people))
    top, low = drawn.boxes
    assert top.foot < low.y
    assert (drawn.lines[0].y1, drawn.lines[0].y2) == (low.y, top.foot)
    assert low.is_marked
    assert top.middle < drawn.width
    assert top.text_y < top.foot
