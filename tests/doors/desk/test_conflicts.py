from django.http import QueryDict
from tests.doors.desk.stage import DESK_SETTINGS  # noqa: F401  (sets Django up)

from holdfast.apps.casework.errors.general import BadHoursError
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.doors.desk.conflicts import CONFLICT, OK, beside_theirs, refusal
from holdfast.doors.desk.findings.forms import JudgeForm


def test_what_was_typed_comes_back_about_the_newest_version() -> None:
    form = JudgeForm(QueryDict("verdict=open&reason=One+more+is+needed.&revision=3"))
    assert form.is_valid()
    beside_theirs(form, EditConflictError(), newest=4)
    assert form["reason"].value() == "One more is needed."
    assert form["revision"].value() == "4"
    assert "shown with your text" in form.non_field_errors()[0]


def test_what_was_refused_is_said_in_the_form_with_the_status_of_its_page() -> None:
    def fails(error: Exception) -> None:
        raise error

    for error, status in ((EditConflictError(), CONFLICT), (BadHoursError("No such hour."), OK)):
        form = JudgeForm(QueryDict("verdict=open&reason=x&revision=3"))
        assert refusal(form, lambda error=error: fails(error)) == status
        assert error.message in form.non_field_errors()[0]
    form = JudgeForm(QueryDict("verdict=open&reason=x&revision=3"))
    assert refusal(form, lambda: None) is None
    assert form.is_valid()
