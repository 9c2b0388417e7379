from collections.abc import Iterator

import pytest
from tests.apps import stage
from tests.doors.desk.stage import Desk, standing


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A founded site with its desk."""
    with stage.folder() as folder, standing(folder / "site") as made:
        yield made
