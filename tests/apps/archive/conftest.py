from pathlib import Path

import pytest
from tests.apps.archive.cast import Archive, open_archive
from tests.apps.keyring.cast import Team, found_team


@pytest.fixture
def team(site: Path) -> Team:
    return found_team()


@pytest.fixture
def archive(team: Team) -> Archive:
    return open_archive(team)
