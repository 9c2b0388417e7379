import datetime as dt

from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.asked import Gravity
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.flagged import of_ending_flags, of_flags, standing_flags
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.flags import FlagKind
from holdfast.apps.casework.services.flags import flag_case


def flag(desk: Office, case: CaseId, kind: FlagKind, days: int | None = None) -> None:
    until = None if days is None else desk.clock().date() + dt.timedelta(days=days)
    flag_case(
        actor=desk.lead, case=case, kind=kind, why="they asked", until=until, clock=desk.clock
    )


def held(desk: Office, case: CaseId) -> CaseFile:
    return case_file(desk.lead, case, now=desk.clock())


def test_flags_stand_in_the_queue_each_once(desk: Office, case: CaseId) -> None:
    for kind in (FlagKind.MINOR, FlagKind.DO_NOT_CALL, FlagKind.MINOR):
        flag(desk, case, kind)
    expected = [FlagKind.DO_NOT_CALL, FlagKind.MINOR]
    assert standing_flags(held(desk, case), desk.clock()) == expected
    assert cases(desk.lead, clock=desk.clock)[0].flags == expected


def test_what_hurts_when_overlooked_warns_as_a_danger(desk: Office, case: CaseId) -> None:
    flag(desk, case, FlagKind.DO_NOT_VISIT)
    flag(desk, case, FlagKind.PRESS_INTEREST)
    warned = {w.says: w.gravity for w in of_flags(held(desk, case), desk.clock())}
    assert warned == {"Do not visit.": Gravity.DANGER, "Press interest.": Gravity.WARN}


def test_the_end_of_a_flag_is_a_task_a_week_before_and_then_it_is_gone(
    desk: Office, case: CaseId
) -> None:
    flag(desk, case, FlagKind.DO_NOT_CALL, days=9)
    flag(desk, case, FlagKind.MINOR)
    assert list(of_ending_flags(held(desk, case), desk.clock())) == []
    desk.clock.forward(days=3)
    due = list(of_ending_flags(held(desk, case), desk.clock()))
    assert [one.says for one in due] == ["The flag ends: do not call"]
    desk.clock.forward(days=7)
    assert list(of_ending_flags(held(desk, case), desk.clock())) == []
    assert standing_flags(held(desk, case), desk.clock()) == [FlagKind.MINOR]
