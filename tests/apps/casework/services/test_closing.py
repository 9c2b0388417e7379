import datetime as dt

import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.cases import NotClosedError
from holdfast.apps.casework.errors.general import PastDateError, ReasonNeededError
from holdfast.apps.casework.queries.closing import keeping_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.rules.cases import CaseId, Outcome
from holdfast.apps.casework.services.cases import close_case
from holdfast.apps.casework.services.closing import keep_case
from holdfast.apps.keyring.errors import EditConflictError

UNTIL = dt.date(2033, 1, 1)


def close(desk: Office, case: CaseId) -> None:
    close_case(
        actor=desk.lead, case=case, outcome=Outcome.SAFE_ABROAD, revision=1, clock=desk.clock
    )


def keep(desk: Office, case: CaseId, **more: object) -> None:
    words = {"actor": desk.lead, "until": UNTIL, "reason": "a court asks", "clock": desk.clock}
    keep_case(case=case, **{**words, **more})


def kept_until(desk: Office, case: CaseId) -> dt.date | None:
    kept = keeping_of(case_file(desk.lead, case, now=desk.clock()))
    return kept.value.until if kept else None


def test_only_a_closed_case_is_kept_with_a_reason_until_a_day_ahead(
    desk: Office, case: CaseId
) -> None:
    with pytest.raises(NotClosedError):
        keep(desk, case)
    close(desk, case)
    with pytest.raises(ReasonNeededError):
        keep(desk, case, reason=" ")
    with pytest.raises(PastDateError):
        keep(desk, case, until=desk.clock().date())
    assert kept_until(desk, case) is None
    keep(desk, case)
    assert kept_until(desk, case) == UNTIL


def test_two_decisions_at_once_are_a_conflict(desk: Office, case: CaseId) -> None:
    close(desk, case)
    second = desk.second(case)
    keep(desk, case, actor=second)
    with pytest.raises(EditConflictError):
        keep(desk, case, until=dt.date(2040, 1, 1))
    assert kept_until(desk, case) == UNTIL
