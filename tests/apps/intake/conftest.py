from pathlib import Path

import pytest
from tests.apps.intake.cast import LineTeam, open_line


@pytest.fixture
def line(site: Path) -> LineTeam:
    return open_line()
