from tests.methods.passage.deal import cards, helper, household, leg

from holdfast.methods.passage.plans import Ride
from holdfast.methods.passage.secrecy import serving_both

HIDDEN = household("h1", must_not_know=frozenset({"h2", "case-9"}))
DEALT = cards(
    HIDDEN, household("h2"), household("h3"),
    leg("l1", "h1"), leg("l2", "h2", day=2), leg("l3", "h3", day=3),
    helper("e1"), helper("e2", has_served=frozenset({"case-9"})), helper("e3"),
)  # fmt: skip
BOTH = (Ride("l1", "e1"), Ride("l2", "e1"), Ride("l3", "e1"))


def test_a_helper_of_two_that_must_not_know_is_named_on_both_legs_and_on_no_other() -> None:
    assert serving_both(BOTH, DEALT) == {"l1": {"h2"}, "l2": {"h1"}}
    assert serving_both((Ride("l1", "e1"), Ride("l2", "e3")), DEALT) == {}


def test_whom_a_helper_served_before_counts_as_whom_they_serve() -> None:
    assert serving_both((Ride("l1", "e2"), Ride("l2", "e2")), DEALT) == {
        "l1": {"h2", "case-9"}, "l2": {"h1"},
    }  # fmt: skip
    assert serving_both((Ride("l1", None, "v1"),), DEALT) == {}
