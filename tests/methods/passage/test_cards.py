import datetime as dt

import pytest
from tests.methods.passage.deal import at, helper, household, leg, night, place, vehicle

from holdfast.methods.passage.cards import Window
from holdfast.methods.passage.errors import ImpossibleCardError

IMPOSSIBLE = {
    "dates the wrong way round": lambda: household("h1", nights=(3, 1)),
    "nobody in it": lambda: household("h1", people=0),
    "risk above the scale": lambda: household("h1", risk=101),
    "a deadline after the last night": lambda: household("h1", deadline=night(9)),
    "apart from itself": lambda: household("h1", apart_from=frozenset({"h1"})),
    "hidden from itself": lambda: household("h1", must_not_know=frozenset({"h1"})),
    "somewhere since a night, but nowhere": lambda: household("h1", there_since=night(-1)),
    "hidden from who works with them": lambda: household(
        "h1", works_with=frozenset({"e1"}), must_not_know=frozenset({"e1"})
    ),
    "fewer beds than none": lambda: place("p1", beds_on={night(1): -1}),
    "a stay of no night": lambda: place("p1", longest_stay=0),
    "a night that pays": lambda: place("p1", cost=-1),
    "fewer places than none": lambda: helper("e1", most_places=-1),
    "no seat": lambda: vehicle("v1", seats=0),
    "a leg that goes nowhere": lambda: leg("l1", "h1", ways=("north", "north")),
    "a window that ends before it begins": lambda: Window(at(1, 9), at(1, 8)),
    "an hour without its zone": lambda: Window(dt.datetime(2031, 4, 7), dt.datetime(2031, 4, 8)),  # noqa: DTZ001
}


@pytest.mark.parametrize("make", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_card_of_what_cannot_be_is_refused_in_words(make) -> None:
    with pytest.raises(ImpossibleCardError) as refusal:
        make()
    assert "Nothing was planned" in str(refusal.value)


def test_beds_of_a_night_replace_the_usual_ones() -> None:
    flat = place("p1", beds=3, beds_on={night(1): 1})
    assert (flat.beds_at(night(0)), flat.beds_at(night(1))) == (3, 1)


def test_beds_cannot_be_changed_behind_the_back_of_a_card() -> None:
    beds = {night(1): 1}
    flat = place("p1", beds=3, beds_on=beds)
    beds[night(1)] = 99
    assert flat.beds_at(night(1)) == 1


def test_windows_that_only_touch_do_not_meet() -> None:
    morning, noon = Window(at(1, 8), at(1, 12)), Window(at(1, 12), at(1, 14))
    assert not morning.meets(noon)
    assert Window(at(1, 8), at(1, 14)).holds(noon)
    assert noon.meets(Window(at(1, 13), at(1, 15)))
