from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.intake.cast import LineTeam, open_line  # noqa: E402
from tests.doors.source.stage import Browser, door_settings  # noqa: E402


@pytest.fixture
def site() -> Iterator[Path]:
    with stage.folder() as folder:
        yield stage.stand(folder / "site")
        stage.leave()


@pytest.fixture
def line(site: Path) -> Iterator[LineTeam]:
    """A site whose line is open, with the door's settings."""
    opened = open_line()
    with door_settings():
        yield opened


@pytest.fixture
def browser(line: LineTeam) -> Browser:
    return Browser()
