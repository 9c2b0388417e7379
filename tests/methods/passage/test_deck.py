import datetime as dt

import pytest
from tests.methods.passage.deal import TONIGHT, at, cards, helper, household, leg, night, place

from holdfast.methods.passage.cards import Escort, PlaceStatus, Window
from holdfast.methods.passage.deck import LONGEST_HORIZON_NIGHTS, Cards, learned
from holdfast.methods.passage.errors import ImpossibleCardError, UnknownCardError

OTHER_WAY = ("river", "north")
REFUSED = {
    "legs in a circle": lambda: cards(
        household("h1"), leg("l1", "h1"), leg("l2", "h1", day=2, ways=OTHER_WAY)
    ),
    "a leg that begins elsewhere": lambda: cards(
        household("h1"), leg("l1", "h1"), leg("l2", "h1", day=2, ways=("hills", "port"))
    ),
    "legs at one time": lambda: cards(
        household("h1"), leg("l1", "h1"), leg("l2", "h1", ways=("river", "hills"))
    ),
    "a leg into a zone they avoid": lambda: cards(
        household("h1", zones_avoided=frozenset({"river"})), leg("l1", "h1")
    ),
    "fewer beds than people there": lambda: cards(
        household("h1", people=2, now_at="p1"), place("p1", beds=1)
    ),
    "two cards with one id": lambda: cards(place("p1"), place("p1", beds=9)),
    "nights too far ahead": lambda: cards(household("h1", nights=(0, LONGEST_HORIZON_NIGHTS))),
}


@pytest.mark.parametrize("deal", REFUSED.values(), ids=REFUSED)
def test_cards_that_cannot_be_together_are_refused_in_words(deal) -> None:
    with pytest.raises(ImpossibleCardError) as refusal:
        deal()
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize(
    "deal",
    [
        lambda: cards(household("h1", now_at="p9")),
        lambda: cards(household("h1", apart_from=frozenset({"h9"}))),
        lambda: cards(helper("e1", knows=frozenset({"p9"}))),
        lambda: cards(leg("l1", "h9")),
        lambda: cards().place("p9"),
    ],
)
def test_what_has_no_card_is_refused(deal) -> None:
    with pytest.raises(UnknownCardError):
        deal()


def test_people_in_a_burned_place_are_no_reason_to_refuse_its_beds() -> None:
    dealt = cards(
        household("h1", people=2, now_at="p1"), place("p1", beds=0, status=PlaceStatus.BURNED)
    )
    assert dealt.household("h1").now_at == "p1"


def test_nights_that_are_over_or_on_the_road_need_no_bed() -> None:
    over_night = Window(at(1, 20), at(2, 8))
    dealt = cards(household("h1", nights=(-2, 3)), leg("l1", "h1", window=over_night))
    assert dealt.nights(dealt.household("h1")) == (night(0), night(2), night(3))


def test_a_journey_says_where_they_are_each_night() -> None:
    dealt = cards(household("h1"), household("h2"), leg("l1", "h1", day=2))
    traveller, other = dealt.household("h1"), dealt.household("h2")
    zones = [dealt.zone_on(traveller, night(day)) for day in range(4)]
    assert zones == ["north", "north", "river", "river"]
    assert dealt.zone_on(other, night(2)) is None


def test_the_day_of_a_leg_is_the_local_date_at_each_end() -> None:
    east, west = dt.timezone(dt.timedelta(hours=10)), dt.timezone(dt.timedelta(hours=-8))
    flight = Window(
        dt.datetime(2031, 4, 9, 6, tzinfo=east), dt.datetime(2031, 4, 8, 18, tzinfo=west)
    )
    dealt = cards(household("h1"), leg("l1", "h1", window=flight))
    assert dealt.nights(dealt.household("h1")) == (night(0), night(1), night(2), night(3))
    assert dealt.zone_on(dealt.household("h1"), night(1)) == "river"


def test_either_card_keeps_two_households_apart() -> None:
    dealt = cards(
        household("h1", apart_from=frozenset({"h2"})),
        household("h2"),
        household("h3", must_not_know=frozenset({"h2", "e9"})),
    )
    assert dealt.apart(dealt.household("h2")) == {"h1", "h3"}


def test_who_knows_a_place_is_read_from_every_card() -> None:
    dealt = cards(
        place("p1", known_by=frozenset({"h7"})),
        helper("e1", knows=frozenset({"p1"})),
        household("h1", now_at="p1"),
    )
    assert dealt.knowers("p1") == {"h7", "e1", "h1"}
    assert dealt.known_to(dealt.helper("e1")) == {"p1"}


def test_who_meets_travellers_learns_only_where_they_arrive() -> None:
    escorts = {mode: learned(leg("l1", "h1", escort=mode), "p1", "p2") for mode in Escort}
    assert escorts[Escort.NONE] == set()
    assert escorts[Escort.MEET] == {"p2"}
    assert escorts[Escort.ACCOMPANY] == escorts[Escort.SHADOW] == {"p1", "p2"}


def test_a_deadline_that_has_passed_is_tonight() -> None:
    dealt = Cards(
        tonight=TONIGHT, households=(household("h1", nights=(-5, 3), deadline=night(-2)),)
    )
    assert dealt.latest_arrival(dealt.households[0]) == TONIGHT


def test_nights_spent_count_up_to_the_first_night_asked_for() -> None:
    there = household("h1", nights=(2, 3), now_at="p1", there_since=night(-3))
    dealt = cards(there, household("h2"), place("p1"))
    assert dealt.nights_spent(there) == 5
    assert dealt.nights_spent(dealt.household("h2")) == 0


def test_who_travels_together_follows_from_either_card_and_never_from_one_against_secrecy() -> None:
    dealt = cards(
        household("h1", travels_with=frozenset({"h2", "h3"})),
        household("h2"),
        household("h3", must_not_know=frozenset({"h1"})),
    )
    assert [dealt.company(one) for one in dealt.households] == [{"h2"}, {"h1"}, frozenset()]
    assert not dealt.bound(dealt.household("h1"))


def test_who_is_bound_by_way_of_another_is_of_their_company() -> None:
    dealt = cards(
        household("h1", not_without=frozenset({"h2"})),
        household("h2"),
        household("h3", not_without=frozenset({"h2"})),
        *(leg(f"l{n}", f"h{n}") for n in (1, 2)),
        leg("l3", "h3", day=2),
    )
    assert [dealt.bound(one) for one in dealt.households] == [{"h2"}, {"h1", "h3"}, {"h2"}]
    assert dealt.company(dealt.household("h1")) == {"h2", "h3"}
    assert dealt.shared(dealt.leg("l1")) == (dealt.leg("l2"),)
    assert dealt.bound_legs(dealt.leg("l3")) == ()


def test_company_needs_its_card_like_everybody_who_is_named() -> None:
    with pytest.raises(UnknownCardError):
        cards(household("h1", travels_with=frozenset({"h9"})))
