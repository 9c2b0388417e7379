import pytest
from tests.doors.desk.archive.cast import Told, take
from tests.doors.desk.stage import Desk


@pytest.fixture
def told(desk: Desk) -> Told:
    return take(desk)
