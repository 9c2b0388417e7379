import pytest
from tests.doors.desk.casework import Office, office
from tests.doors.desk.stage import Desk


@pytest.fixture
def rooms(desk: Desk) -> Office:
    return office(desk)
