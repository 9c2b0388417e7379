import logging
from pathlib import Path

import pytest
from django.db import DatabaseError, connections
from tests.apps.conftest import on_sqlite

from holdfast.apps.intake.models import Mailbox
from holdfast.apps.keyring.wiping import wipe_deleted

pytestmark = on_sqlite
MARK = b"f" * 61 + b"zvo"


def test_what_was_deleted_stands_neither_in_the_store_nor_in_its_log(site: Path) -> None:
    Mailbox.objects.create(id="a" * 26, look_up=MARK.decode(), public=b"", week="2031-W10")
    Mailbox.objects.all().delete()
    files = list((site / "intake").iterdir())
    assert any(MARK in file.read_bytes() for file in files)  # in the log, until it is wiped
    wipe_deleted("intake")
    assert [file.name for file in files if MARK in file.read_bytes()] == []


def test_a_store_that_fails_to_wipe_says_so_and_stops_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    log = logging.getLogger("holdfast.keyring")
    monkeypatch.setattr(log, "warning", said.append)

    def broken() -> None:
        raise DatabaseError

    monkeypatch.setattr(connections["intake"], "cursor", broken)
    wipe_deleted("intake")
    assert len(said) == 1 and "overwritten" in said[0]
