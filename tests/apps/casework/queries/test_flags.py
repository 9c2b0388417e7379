from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.flags import flags
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.flags import FlagKind
from holdfast.apps.casework.services.flags import flag_case, lift_flag


def test_flags_that_stand_come_first_and_lifted_ones_stay(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    record = flag_case(kind=FlagKind.MINOR, why="born 2015", **about)
    desk.clock.forward(minutes=1)
    lift_flag(flag=record, why="a mistake", revision=1, **about)
    desk.clock.forward(minutes=1)
    flag_case(kind=FlagKind.DO_NOT_CALL, why="the mother listens", **about)
    desk.clock.forward(minutes=1)
    found = [stored.value for stored in flags(desk.lead, case, clock=desk.clock)]
    assert [flag.kind for flag in found] == [FlagKind.DO_NOT_CALL, FlagKind.MINOR]
    assert found[1].lifted_why == "a mistake"
