import datetime as dt

from tests.apps.casework.cast import Office
from tests.apps.casework.queries.test_bed_cards import keep_from, urgent
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.queries.ties import Ties, kept_secret, ties_of
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.services.household import add_tie


def ties(desk: Office) -> Ties:
    return ties_of(picture(desk.lead, now=desk.clock()))


def hide(desk: Office, case: CaseId, **other: str) -> None:
    tie = HouseholdTie(tie=Tie.MUST_NOT_KNOW, **other)
    add_tie(actor=desk.lead, case=case, tie=tie, clock=desk.clock)


def test_a_helper_who_must_not_know_is_found_by_id_or_by_exactly_their_alias(desk: Office) -> None:
    teal, pike, tench = urgent(desk), driver(desk), driver(desk, "Old Tench")
    hide(desk, teal, other_helper=pike)
    hide(desk, teal, other_alias=" old  tench")
    hide(desk, teal, other_alias="Pik")
    assert ties(desk).hidden_from(teal) == {pike, tench}


def test_a_child_alone_is_not_to_be_without_the_adult_they_travel_with(desk: Office) -> None:
    child = urgent(desk, "Wren", people=1, children=1)
    adult, cousin = urgent(desk, "Teal", people=2, children=1), urgent(desk, "Wader")
    keep_from(desk, child, adult, Tie.TRAVELS_WITH)
    keep_from(desk, cousin, adult, Tie.TRAVELS_WITH)
    found = ties(desk)
    assert found.company(adult) == {child, cousin}
    assert (found.not_without(child), found.not_without(adult)) == ({adult}, {child})
    assert found.not_without(cousin) == set()


def test_who_must_not_know_does_not_travel_with_them_whatever_was_said_first(desk: Office) -> None:
    teal, wader = urgent(desk), urgent(desk, "Wader")
    keep_from(desk, teal, wader, Tie.TRAVELS_WITH)
    keep_from(desk, wader, teal, Tie.MUST_NOT_KNOW)
    found = ties(desk)
    assert found.kept_from(teal) == {wader}
    assert found.hidden_from(teal) == {wader}
    assert (found.company(teal), found.company(wader)) == (set(), set())


def test_a_place_is_secret_from_who_must_not_know_as_long_as_somebody_sleeps_there() -> None:
    tonight = dt.date(2031, 4, 2)
    stay = Stay(place="p1", case="c1", first_night=tonight, nights=2, people=1)
    hidden = {"c1": frozenset({"pike", "carp"}), "c2": frozenset({"tench"})}
    both = {"pike": {"p1"}, "carp": {"p1"}}
    assert kept_secret(hidden, [stay], today=tonight + dt.timedelta(days=1)) == both
    assert kept_secret(hidden, [stay], today=tonight + dt.timedelta(days=2)) == {}
    assert kept_secret({}, [stay], today=tonight) == {}
