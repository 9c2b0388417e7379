import pytest
from tests.doors.desk.casework import Office, office
from tests.doors.desk.stage import Desk

from holdfast.apps.watch import rules


@pytest.fixture
def rooms(desk: Desk) -> Office:
    return office(desk)


@pytest.fixture(autouse=True)
def quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreed words are kept at the least cost."""
    monkeypatch.setattr(rules, "COST", 1)
