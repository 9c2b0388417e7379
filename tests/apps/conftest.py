from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps import stage


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    """An empty site in a folder of its own."""
    yield stage.stand(tmp_path / "site")
    stage.leave()
