from pathlib import Path

import pytest
from tests.apps.archive.cast import Archive, open_archive
from tests.apps.keyring.cast import found_team
from tests.apps.publication.cast import House, open_house


@pytest.fixture
def archive(site: Path) -> Archive:
    return open_archive(found_team())


@pytest.fixture
def house(archive: Archive) -> House:
    return open_house(archive)
