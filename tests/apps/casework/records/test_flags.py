import datetime as dt

from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.flags import FlagKind


def test_a_flag_knows_whether_it_stands() -> None:
    now = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)
    flag = Flag(kind=FlagKind.MINOR, why="x", by="ana", at=now, until=dt.date(2031, 4, 2))
    assert flag.stands(now)
    assert not flag.stands(now + dt.timedelta(days=1))
