import datetime as dt

from tests.doors.desk.casework import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.rules.household import Age, Agreed
from holdfast.doors.desk.cases.household_forms import MemberForm


def test_a_record_survives_its_form_and_what_is_not_asked_stays(rooms: Office) -> None:
    file = case_file(rooms.lead.actor, rooms.case, now=rooms.desk.clock())
    wren = HouseholdMember(
        alias="Wren", age=Age.CHILD, agreed=Agreed.GUARDIAN, agreed_on=dt.date(2031, 2, 3),
        entered_by="one", confirmed_by="two",
    )  # fmt: skip
    begun = MemberForm.initial_of(wren, 4)
    assert (begun["revision"], begun["age"]) == (4, "child")
    typed = {name: value for name, value in begun.items() if value not in {None, False}}
    form = MemberForm(typed, file=file, initial=begun)
    assert form.is_valid(), form.errors
    assert form.item(wren) == wren
    assert ("Adult or child", "Child") in form.shown()
    assert ("Travels with them", "Yes") in form.shown()
