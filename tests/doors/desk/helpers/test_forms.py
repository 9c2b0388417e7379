from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.rules.people import HelperRole, HelperState
from holdfast.doors.desk.helpers.forms import AddHelperForm, TermsForm


def test_what_somebody_does_and_who_they_are_are_taken_apart() -> None:
    typed = {"alias": "Pike", "roles": ["driver"], "state": "active", "names": "Irma Oravec"}
    with override_settings(**DESK_SETTINGS):
        form = AddHelperForm(typed)
        assert form.is_valid(), form.errors
    assert form.helper() == Helper(
        alias="Pike", roles=(HelperRole.DRIVER,), state=HelperState.ACTIVE
    )
    assert form.identity() == HelperIdentity(names=("Irma Oravec",))


def test_terms_come_back_as_they_were_shown() -> None:
    terms = HelperTerms(zones=("north",), languages="Tervenian", most_places=2)
    with override_settings(**DESK_SETTINGS):
        form = TermsForm({key: value or "" for key, value in TermsForm.of(terms, 3).items()})
        assert form.is_valid(), form.errors
    assert (form.terms(), form.cleaned_data["revision"]) == (terms, 3)
