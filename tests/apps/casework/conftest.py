from pathlib import Path

import pytest
from tests.apps.casework.cast import Office, office

from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.watch import rules


@pytest.fixture
def desk(site: Path) -> Office:
    return office()


@pytest.fixture
def case(desk: Office) -> CaseId:
    return desk.open()


@pytest.fixture
def watched(desk: Office) -> Office:
    return desk.with_watch()


@pytest.fixture(autouse=True)
def quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreed words are kept at the least cost."""
    monkeypatch.setattr(rules, "COST", 1)
