from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.keyring.rules import ScopeId
from holdfast.doors.desk.cases.household_forms import TieForm


def test_a_tie_names_the_case_that_was_found_and_not_what_was_typed() -> None:
    form = TieForm({"tie": "must not know", "case": "Teal", "why": "her brother"})
    assert form.is_valid(), form.errors
    made = form.made(CaseId(ScopeId("c1")))
    assert made == HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_case="c1", why="her brother")
