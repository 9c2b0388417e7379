from pathlib import Path

import pytest
from tests.apps.archive.cast import Archive, open_archive
from tests.apps.keyring.cast import Team, found_team
from tests.apps.review.cast import Bench, open_bench


@pytest.fixture
def team(site: Path) -> Team:
    return found_team()


@pytest.fixture
def archive(team: Team) -> Archive:
    return open_archive(team)


@pytest.fixture
def bench(archive: Archive) -> Bench:
    return open_bench(archive)
