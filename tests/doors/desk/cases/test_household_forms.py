from tests.doors.desk.casework import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.doors.desk.cases.household_forms import TieForm


def test_a_tie_names_only_a_case_that_was_offered(rooms: Office) -> None:
    file = case_file(rooms.lead.actor, rooms.case, now=rooms.desk.clock())
    typed = {"revision": "0", "tie": "must not know"}
    offered = {"file": file, "cases": [("c1", "Teal")]}
    form = TieForm({**typed, "other_case": "c1"}, **offered)
    assert form.is_valid(), form.errors
    assert form.item().other_case == "c1"
    assert not TieForm({**typed, "other_case": "c2"}, **offered).is_valid()
