from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.doors.desk.helpers.forms import TermsForm


def test_terms_come_back_as_they_were_shown() -> None:
    terms = HelperTerms(zones=("north",), languages="Tervenian", most_places=2)
    with override_settings(**DESK_SETTINGS):
        form = TermsForm({key: value or "" for key, value in TermsForm.of(terms, 3).items()})
        assert form.is_valid(), form.errors
    assert (form.terms(), form.cleaned_data["revision"]) == (terms, 3)
