from django.http import QueryDict
from tests.doors.desk.stage import DESK_SETTINGS  # noqa: F401  (sets Django up)

from holdfast.apps.keyring.errors import EditConflictError
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.findings.forms import JudgeForm


def test_what_was_typed_comes_back_about_the_newest_version() -> None:
    form = JudgeForm(QueryDict("verdict=open&reason=One+more+is+needed.&revision=3"))
    assert form.is_valid()
    beside_theirs(form, EditConflictError(), newest=4)
    assert form["reason"].value() == "One more is needed."
    assert form["revision"].value() == "4"
    assert "shown with your text" in form.non_field_errors()[0]
