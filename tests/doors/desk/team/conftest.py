import pytest
from tests.doors.desk.stage import Desk
from tests.doors.desk.team.cast import TeamDesk, team_desk


@pytest.fixture
def team(desk: Desk) -> TeamDesk:
    return team_desk(desk)
