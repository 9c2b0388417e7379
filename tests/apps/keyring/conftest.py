from pathlib import Path

import pytest
from tests.apps.keyring.cast import Case, Team, found_team, open_case


@pytest.fixture
def team(site: Path) -> Team:
    return found_team()


@pytest.fixture
def case(team: Team) -> Case:
    return open_case(team.lead)
