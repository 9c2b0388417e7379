from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.apps import stage

stage.prepare()

from holdfast.apps.keyring.queries import bodies  # noqa: E402  (once Django is set up)

on_sqlite = pytest.mark.skipif(bool(stage.POSTGRES), reason="looks into the SQLite files")


@pytest.fixture(autouse=True)
def _no_order_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL records come backwards, since a store promises no order and mostly keeps one:
    what leans on it fails each time, and not once in a hundred."""
    if stage.POSTGRES:
        plain = bodies._fetched
        monkeypatch.setattr(bodies, "_fetched", lambda *asked: iter([*plain(*asked)][::-1]))


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
