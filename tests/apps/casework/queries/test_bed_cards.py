import datetime as dt

from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.queries.bed_cards import NIGHTS_PLANNED, Table, lay_out
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.rules.cases import CaseId, Need, Outcome
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.services.cases import FirstWords, close_case, open_case
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.casework.services.places import grant_place, place_case
from holdfast.apps.keyring.rules import Part
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import uncovered


def urgent(desk: Office, alias: str = "Teal", **household: object) -> CaseId:
    first = FirstWords(summary="x", need=Need.URGENT, household=HouseholdCard(**household))
    return open_case(actor=desk.lead, alias=alias, first=first, clock=desk.clock)


def put(desk: Office, case: CaseId, place: PlaceId, nights: int, after: int = 0) -> None:
    first = desk.clock().date() + dt.timedelta(days=after)
    place_case(
        actor=desk.lead, case=case, place=place, first=first, nights=nights, clock=desk.clock
    )


def table(desk: Office, who: str = "") -> Table:
    actor = desk.back(who) if who else desk.lead
    return lay_out(picture(actor, now=desk.clock()), desk.clock().date())


def test_who_is_in_danger_needs_a_bed_and_who_is_not_does_not(desk: Office, case: CaseId) -> None:
    teal = urgent(desk, people=3, children=1)
    (household,) = table(desk).cards.households
    assert (household.id, household.people) == (teal, 3)
    assert household.needs == {"children"}
    put(desk, case, desk.place(), 2)
    assert {h.id for h in table(desk).cards.households} == {teal, case}


def test_beds_of_cases_that_the_actor_cannot_open_are_taken(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    place = desk.place(beds=3)
    put(desk, case, place, 2)

    grant_place(actor=desk.lead, place=place, member=desk.id("mira"), parts=[Part.CONTENT])
    (card,) = table(desk, "mira").cards.places
    tonight = desk.clock().date()
    assert [card.beds_at(tonight + dt.timedelta(days=n)) for n in range(3)] == [2, 2, 3]
    assert table(desk, "mira").keep.stays == ()


def test_nights_that_are_agreed_stand_and_only_the_gap_is_planned(desk: Office) -> None:
    teal, willow, alder = urgent(desk), desk.place(beds=1), desk.place("Alder", beds=1)
    put(desk, teal, willow, 2)
    put(desk, teal, alder, 2, after=4)
    found = table(desk)
    (household,) = found.cards.households
    tonight = desk.clock().date()
    assert (household.first_night, household.last_night) == (
        tonight, tonight + dt.timedelta(days=3)
    )  # fmt: skip
    assert [(s.place, s.last_night) for s in found.keep.stays] == [
        (willow, tonight + dt.timedelta(days=1))
    ]
    held = next(place for place in found.cards.places if place.id == alder)
    assert held.beds_at(tonight + dt.timedelta(days=4)) == 0


def test_whoever_is_where_the_actor_cannot_see_is_counted_and_not_planned(desk: Office) -> None:
    teal = urgent(desk)
    put(desk, teal, desk.place(), 2)
    desk.join("mira")
    desk.give(teal, "mira")
    found = table(desk, "mira")
    assert found.elsewhere == 1
    assert found.cards.households == ()


def test_the_quick_plan_over_these_cards_breaks_no_rule(desk: Office) -> None:
    for number in range(4):
        urgent(desk, f"Bird{number}", people=number + 1, children=number % 2)
    desk.place("Willow", beds=4, may_mix=False)
    desk.place("Alder", beds=5, takes_children=False, longest_nights=3)
    found = table(desk)
    plan = plan_greedily(found.cards, keep=found.keep)
    assert check_plan(plan, found.cards) == ()
    assert max((s.last_night - s.first_night).days for s in plan.stays) < NIGHTS_PLANNED
    assert len(uncovered(found.cards, plan)) < 4


# ------------------------------------------------------------ kept apart


def keep_from(desk: Office, case: CaseId, other: CaseId, tie: Tie = Tie.APART) -> None:
    kept = HouseholdTie(tie=tie, other_case=other, why="her brother")
    add_tie(actor=desk.lead, case=case, tie=kept, clock=desk.clock)


def test_who_must_not_be_placed_together_is_planned_apart(desk: Office) -> None:
    teal, wader = urgent(desk), urgent(desk, "Wader")
    desk.place("Willow", beds=4)
    keep_from(desk, teal, wader)
    cards = table(desk).cards
    assert all(cards.apart(household) for household in cards.households)
    plan = plan_greedily(cards)
    assert not check_plan(plan, cards)
    assert len(uncovered(cards, plan)) == 1
    desk.place("Alder", beds=1)
    assert uncovered(table(desk).cards, plan_greedily(table(desk).cards)) == {}


def test_a_place_is_out_while_somebody_stays_there_who_is_not_planned(desk: Office) -> None:
    teal, wader = urgent(desk), urgent(desk, "Wader")
    willow = desk.place("Willow", beds=4)
    put(desk, wader, willow, 3)
    keep_from(desk, wader, teal)
    close_case(
        actor=desk.lead, case=wader, outcome=Outcome.SAFETY_PLAN, clock=desk.clock,
        revision=case_of(desk.lead, wader, clock=desk.clock).revision,
    )  # fmt: skip
    (household,) = table(desk).cards.households
    assert (household.id, household.refused) == (teal, {willow})


def test_where_who_must_not_know_has_stayed_nobody_is_hidden_from_them(desk: Office) -> None:
    teal, wader = urgent(desk), urgent(desk, "Wader")
    willow = desk.place("Willow", beds=4)
    put(desk, wader, willow, 1)
    keep_from(desk, teal, wader, Tie.MUST_NOT_KNOW)
    cards = table(desk).cards
    assert cards.places[0].known_by == {wader}
    assert {h.id: h.must_not_know for h in cards.households} == {teal: {wader}, wader: {teal}}
    assert teal in uncovered(cards, plan_greedily(cards))


def test_a_place_whose_host_must_not_know_is_closed_to_them(desk: Office) -> None:
    teal, pike = urgent(desk), driver(desk)
    desk.place("Willow", hosted_by=pike)
    hidden = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_helper=pike)
    add_tie(actor=desk.lead, case=teal, tie=hidden, clock=desk.clock)
    cards = table(desk).cards
    assert cards.places[0].known_by == {pike}
    assert teal in uncovered(cards, plan_greedily(cards))


# ------------------------------------------------------------ together


def test_a_child_is_given_no_bed_without_the_adult_they_travel_with(desk: Office) -> None:
    child, adult = urgent(desk, "Wren", children=1), urgent(desk)
    keep_from(desk, child, adult, Tie.TRAVELS_WITH)
    for alias in ("Willow", "Alder"):
        desk.place(alias, beds=1)
    cards = table(desk).cards
    assert cards.household(child).not_without == {adult}
    assert plan_greedily(cards).stays == ()
    both = desk.place("Rowan", beds=2)
    assert {stay.place for stay in plan_greedily(table(desk).cards).stays} == {both}


def test_who_travels_together_is_planned_in_one_place_where_one_takes_both(desk: Office) -> None:
    teal, wader = urgent(desk), urgent(desk, "Wader")
    keep_from(desk, teal, wader, Tie.TRAVELS_WITH)
    for alias in ("Alder", "Birch"):
        desk.place(alias, beds=1)
    assert len({stay.place for stay in plan_greedily(table(desk).cards).stays}) == 2
    both = desk.place("Willow", beds=2)
    assert {stay.place for stay in plan_greedily(table(desk).cards).stays} == {both}
