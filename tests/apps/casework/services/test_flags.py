import datetime as dt

import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.casework.errors.cases import NoFlagError
from holdfast.apps.casework.errors.general import PastDateError, WhyNeededError
from holdfast.apps.casework.queries.cases import timeline
from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.flags import FlagKind
from holdfast.apps.casework.services.flags import flag_case, lift_flag
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError


def test_a_flag_is_set_and_lifted_with_a_reason_that_stays(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    record = flag_case(kind=FlagKind.DO_NOT_CALL, why="the mother listens", **about)
    with pytest.raises(WhyNeededError):
        lift_flag(flag=record, why=" ", revision=1, **about)
    with pytest.raises(EditConflictError):
        lift_flag(flag=record, why="she moved", revision=2, **about)
    lift_flag(flag=record, why="she moved", revision=1, **about)
    with pytest.raises(NoFlagError):
        lift_flag(flag=record, why="again", revision=2, **about)
    said = {moment.says for moment in timeline(desk.lead, case, clock=desk.clock)}
    assert {"do not call: the mother listens", "Lifted: do not call. she moved"} <= said


def test_a_flag_needs_a_reason_and_a_last_day_that_is_not_past(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "case": case, "kind": FlagKind.MINOR, "clock": desk.clock}
    with pytest.raises(WhyNeededError):
        flag_case(why="", **about)
    with pytest.raises(PastDateError):
        flag_case(why="x", until=dt.date(2031, 1, 1), **about)
    assert all_of(desk.lead, Flag) == []


def test_who_cannot_open_a_case_flags_nothing(desk: Office, case: CaseId) -> None:
    with pytest.raises(NotGrantedError):
        flag_case(
            actor=desk.join("mira"), case=case, kind=FlagKind.MINOR, why="x", clock=desk.clock
        )
