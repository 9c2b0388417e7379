from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.people import HelperRole
from holdfast.doors.desk.network.forms import ChangeHelperForm, ChangeWhoForm, GiveHelperForm


def test_a_form_gives_back_what_it_began_with() -> None:
    helper = Helper(alias="Fig", roles=(HelperRole.HOST,), says="x")
    form = ChangeHelperForm(ChangeHelperForm.of(helper, 3))
    assert form.is_valid()
    assert form.helper() == helper
    who = HelperIdentity(names=("Irma Kasto", "I. Kasto"), phones=("+999",), address="Quay 2")
    form = ChangeWhoForm(ChangeWhoForm.of(who, 3))
    assert form.is_valid()
    assert form.identity() == who


def test_somebody_is_given_to_a_member_of_the_list_only() -> None:
    form = GiveHelperForm({"member": "x", "parts": ["content"]}, members=[("y", "Wren")])
    assert "member" in form.errors
