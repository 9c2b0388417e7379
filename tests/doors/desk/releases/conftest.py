import pytest
from tests.doors.desk.releases.cast import Newsstand, open_newsstand
from tests.doors.desk.stage import Desk


@pytest.fixture
def stand(desk: Desk) -> Newsstand:
    return open_newsstand(desk)
