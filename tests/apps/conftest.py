from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.apps import stage

stage.prepare()

on_sqlite = pytest.mark.skipif(bool(stage.POSTGRES), reason="looks into the SQLite files")


@pytest.fixture
def site() -> Iterator[Path]:
    """An empty site in a folder of its own."""
    with stage.folder() as folder:
        yield stage.stand(folder / "site")
        stage.leave()


@pytest.fixture
def settings_installation() -> Iterator[object]:
    """A setter of the installation's id, for the length of a test."""
    yield lambda name: setattr(settings, "HOLDFAST_INSTALLATION", name)
    settings.HOLDFAST_INSTALLATION = stage.INSTALLATION
