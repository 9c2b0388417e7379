from holdfast.apps.casework.rules.vetting import Result
from holdfast.doors.desk.cases.vetting_page import tone_of


def test_what_speaks_against_somebody_is_never_shown_as_well() -> None:
    tones = {result: tone_of(result) for result in Result}
    assert tones[Result.HOSTILE_SUSPECTED] == tones[Result.CONTRADICTED] == "danger"
    assert tones[Result.UNVERIFIED] == ""
    assert tones[Result.VOUCHED] == "ok"
