import logging
from pathlib import Path

import pytest
from django.db import OperationalError
from tests.apps.keyring.cast import Case, Note, Team, open_case

from holdfast.apps.keyring.errors import LostLayerError, StoreError
from holdfast.apps.keyring.layers import layer_path
from holdfast.apps.keyring.models import MemberWrap, RecordBody, ScopeKey, UnitWrap
from holdfast.apps.keyring.services import writing as module
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger import queries as ledger


def counts() -> tuple[int, ...]:
    return (
        RecordBody.objects.count(),
        ScopeKey.objects.count(),
        UnitWrap.objects.count(),
        MemberWrap.objects.count(),
        ledger.tip().size,
    )


def test_a_write_under_way_shows_no_key(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        add(write, case.content, Note(text="The road is watched."))
        shown = repr(write)
        keys = [bytes(key) for key in write.units.values()]
    assert keys
    assert not any(repr(key) in shown or key.hex() in shown for key in keys)


def test_a_write_that_fails_leaves_nothing(team: Team, case: Case) -> None:
    before = counts()
    with pytest.raises(KeyError), writing(team.lead) as write:
        add(write, case.content, Note(text="x"))
        raise KeyError
    assert counts() == before


def test_wraps_are_on_the_disk_before_the_bodies_count(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts()

    def killed(*_: object) -> None:
        raise OperationalError("cut off")

    monkeypatch.setattr("holdfast.apps.ledger.services.Pen.close", killed)
    with pytest.raises(StoreError):
        open_case(team.lead)
    after = counts()
    assert after[:2] == before[:2]
    assert after[2] == before[2] + 2
    assert after[3] == before[3] + 2
    monkeypatch.undo()
    assert recover().wraps == 4
    assert counts() == before


def test_nothing_counts_where_the_wraps_cannot_be_stored(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts()

    def full(*_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(module, "_place_wraps", full)
    with pytest.raises(StoreError):
        open_case(team.lead)
    assert counts() == before


def test_old_keys_that_cannot_be_removed_now_do_not_undo_the_write(
    team: Team, case: Case, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("holdfast"), "propagate", True)

    def failing() -> None:
        raise OperationalError("disk I/O error with Irma in it")

    with writing(team.lead) as write:
        record = add(write, case.content, Note(text="x"))
        write.afterwards.append(failing)
    assert RecordBody.objects.filter(pk=record).exists()
    assert "removed at the next start" in caplog.text
    assert "Irma" not in caplog.text


def test_without_the_weekly_key_nothing_is_written(team: Team, case: Case) -> None:
    layer_path(1).unlink()
    before = counts()
    with pytest.raises(LostLayerError):
        open_case(team.lead)
    assert counts() == before


def test_several_records_are_saved_together_or_not_at_all(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        ids = [add(write, case.content, Note(text=str(n))) for n in range(3)]
    assert RecordBody.objects.filter(pk__in=ids).count() == 3
    assert ledger.check() == ledger.tip().size


def test_a_file_of_the_site_tells_nothing_of_a_write_that_failed(
    site: Path, team: Team, case: Case
) -> None:
    with pytest.raises(KeyError), writing(team.lead) as write:
        add(write, case.content, Note(text="A very unlikely word: qwzkjx"))
        raise KeyError
    assert not any(b"qwzkjx" in path.read_bytes() for path in site.rglob("*") if path.is_file())
