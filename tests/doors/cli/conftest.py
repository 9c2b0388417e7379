from collections.abc import Iterator

import pytest
from tests.apps import stage
from tests.doors.cli.console import Console


@pytest.fixture
def console() -> Iterator[Console]:
    """A console on a founded site."""
    with stage.folder() as folder:
        made = Console(folder / "site")
        made.found()
        yield made
        stage.leave()
