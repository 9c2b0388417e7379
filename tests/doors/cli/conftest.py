from collections.abc import Iterator

import pytest
from tests.apps import stage
from tests.doors.cli.console import Console
from tests.doors.cli.copying import Desk


@pytest.fixture
def console() -> Iterator[Console]:
    """A console on a founded site."""
    with stage.folder() as folder:
        made = Console(folder / "site")
        made.found()
        yield made
        stage.leave()


@pytest.fixture
def desk(console: Console) -> Desk:
    """A console whose site has a case, and a shelf for copies."""
    made = Desk(console, console.folder.parent / "shelf")
    made.begin()
    return made
