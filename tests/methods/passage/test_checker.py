import pytest
from tests.methods.passage.deal import at, cards, helper, household, leg, night, place, vehicle

from holdfast.methods.passage.cards import Escort, PlaceStatus, Vetting, Window
from holdfast.methods.passage.checker import Rule, check_plan
from holdfast.methods.passage.plans import Plan, Ride, Stay


def stay(household_="h1", place_="p1", nights=(0, 3)) -> Stay:
    return Stay(household_, night(nights[0]), night(nights[1]), place_)


FLAT, GUEST = place("p1", beds=2), household("h1")
RIDER, WAY = household("h1", people=2), leg("l1", "h1")
IN_CAR = Ride("l1", "e1", "v1")

BREACHES = {
    Rule.KNOWN_CARDS: ([GUEST], [stay(place_="p9")], []),
    Rule.ONE_PLACE_A_NIGHT: ([GUEST, FLAT, place("p2")], [stay(), stay(place_="p2", nights=(3, 3))], []),
    Rule.NIGHTS: ([GUEST, FLAT], [stay(nights=(0, 4))], []),
    Rule.NO_GAP: ([GUEST, FLAT], [stay(nights=(0, 0)), stay(nights=(2, 3))], []),
    Rule.DEADLINE: ([household("h1", deadline=night(1)), FLAT], [stay(nights=(2, 3))], []),
    Rule.BEDS: ([household("h1", people=3), FLAT], [stay()], []),
    Rule.STATUS: ([GUEST, place("p1", status=PlaceStatus.FULL)], [stay()], []),
    Rule.NEEDS: ([household("h1", needs=frozenset({"pets"})), FLAT], [stay()], []),
    Rule.ZONES: ([household("h1", zones_avoided=frozenset({"north"})), FLAT], [stay()], []),
    Rule.JOURNEY: ([GUEST, FLAT, WAY], [stay()], []),
    Rule.MIXING: (
        [GUEST, household("h2"), place("p1", may_mix=False)], [stay(), stay("h2")], []
    ),
    Rule.APART: (
        [GUEST, household("h2", apart_from=frozenset({"h1"})), FLAT], [stay(), stay("h2")], []
    ),
    Rule.LONGEST_STAY: ([GUEST, place("p1", longest_stay=3)], [stay()], []),
    Rule.REFUSED: ([household("h1", refused=frozenset({"p1"})), FLAT], [stay()], []),
    Rule.MUST_NOT_KNOW: (
        [household("h1", must_not_know=frozenset({"e1"})), FLAT, helper("e1", knows=frozenset({"p1"}))],
        [stay()],
        [],
    ),
    Rule.ONE_RIDE_A_LEG: (
        [GUEST, WAY, helper("e1"), helper("e2")], [], [Ride("l1", "e1"), Ride("l1", "e2")]
    ),
    Rule.WHOLE_RIDE: ([GUEST, WAY, vehicle("v1")], [], [Ride("l1", None, "v1")]),
    Rule.ONE_LEG_AT_A_TIME: (
        [GUEST, household("h2"), WAY, leg("l2", "h2"), helper("e1")],
        [],
        [Ride("l1", "e1"), Ride("l2", "e1")],
    ),
    Rule.KEPT_FROM: (
        [
            household("h1", travels_with=frozenset({"h2"})),
            household("h2", must_not_know=frozenset({"h1"})),
            WAY, leg("l2", "h2"), helper("e1"),
        ],
        [],
        [Ride("l1", "e1"), Ride("l2", "e1")],
    ),
    Rule.NOT_WITHOUT: (
        [GUEST, household("h2", not_without=frozenset({"h1"})), FLAT, place("p2")],
        [stay(), stay("h2", "p2")],
        [],
    ),
    Rule.HOURS: (
        [GUEST, WAY, helper("e1", hours=(Window(at(1, 10), at(1, 20)),))], [], [Ride("l1", "e1")]
    ),
    Rule.RIDE_ZONES: ([GUEST, WAY, helper("e1", zones=("north",))], [], [Ride("l1", "e1")]),
    Rule.VETTING: (
        [GUEST, WAY, helper("e1", vetting=Vetting.CONTRADICTED)], [], [Ride("l1", "e1")]
    ),
    Rule.LEARNING: (
        [GUEST, WAY, place("p1"), place("p2", zone="river"), helper("e1", most_places=1)],
        [stay(nights=(0, 0)), stay(place_="p2", nights=(1, 3))],
        [Ride("l1", "e1")],
    ),
    Rule.SEATS: (
        [RIDER, leg("l1", "h1", needs_vehicle=True), helper("e1"), vehicle("v1", seats=2)], [], [IN_CAR]
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_is_seen_broken_alone(rule: Rule) -> None:
    dealt, stays, rides = BREACHES[rule]
    assert {breach.rule for breach in check_plan(Plan.of(stays, rides), cards(*dealt))} == {rule}


def test_a_sound_plan_has_no_breach() -> None:
    dealt = cards(
        household("h1", people=2, now_at="p1"),
        place("p1"),
        place("p2", zone="river"),
        leg("l1", "h1", needs_vehicle=True),
        helper("e1", knows=frozenset({"p1"}), most_places=2),
        vehicle("v1", seats=3),
    )
    plan = Plan.of([stay(nights=(0, 0)), stay(place_="p2", nights=(1, 3))], [IN_CAR])
    assert check_plan(plan, dealt) == ()


def test_nights_spent_before_tonight_count_towards_the_longest_stay() -> None:
    spent = household("h1", now_at="p1", there_since=night(-2))
    dealt = cards(spent, place("p1", longest_stay=5))
    assert [breach.rule for breach in check_plan(Plan.of([stay()], []), dealt)] == [
        Rule.LONGEST_STAY
    ]
    assert check_plan(Plan.of([stay(nights=(0, 2))], []), dealt) == ()


def test_every_night_over_its_beds_is_named() -> None:
    dealt = cards(household("h1", people=3), place("p1", beds_on={night(2): 9}))
    nights = [breach.night for breach in check_plan(Plan.of([stay()], []), dealt)]
    assert nights == [night(0), night(1), night(3)]


def test_a_helper_may_be_brought_to_what_they_know_whatever_the_limit() -> None:
    dealt = cards(
        household("h1", nights=(1, 3)),
        place("p2", zone="river"),
        leg("l1", "h1", escort=Escort.MEET),
        helper("e1", knows=frozenset({"p2"}), most_places=0),
    )
    plan = Plan.of([stay(place_="p2", nights=(1, 3))], [Ride("l1", "e1")])
    assert check_plan(plan, dealt) == ()
