from tests.doors.desk.casework import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.health import Injury
from holdfast.doors.desk.cases.health_forms import (
    BeginHealthForm,
    GrantHealthForm,
    InjuryForm,
)


def test_exhibits_are_typed_in_one_line(rooms: Office) -> None:
    file = case_file(rooms.lead.actor, rooms.case, now=rooms.desk.clock())
    injury = Injury(on="2031-04", says="a cut", exhibits=("a" * 26, "b" * 26))
    begun = InjuryForm.initial_of(injury, 2)
    form = InjuryForm(begun, file=file)
    assert form.is_valid(), form.errors
    assert form.item() == injury


def test_only_members_that_were_offered_are_taken() -> None:
    offered = [("m1", "wren")]
    assert BeginHealthForm({"reason": "x", "together_with": ["m1"]}, members=offered).is_valid()
    assert not GrantHealthForm({"reason": "x", "member": "m2"}, members=offered).is_valid()
