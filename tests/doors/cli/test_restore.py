import os
import time
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Note, open_case
from tests.apps.watch.cast import looked_after, new_box
from tests.doors.cli.copying import Desk

from holdfast.apps.accounts.errors import NotPermittedError, WrongLogInError
from holdfast.apps.intake.models import FileIn
from holdfast.apps.keyring.copy_errors import (
    DamagedCopyError,
    NoOtherCopyError,
    OlderKeysError,
    SiteInTheWayError,
)
from holdfast.apps.keyring.drills import proven_layer
from holdfast.apps.keyring.errors import NotGrantedError, StoreFullError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.neighbours import Beside
from holdfast.apps.keyring.restoring import SAID
from holdfast.apps.keyring.services import backup
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.shredding import shred_scope
from holdfast.apps.keyring.services.weekly import destroy_layer, turn_layer
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.keyring.tables import known_tables
from holdfast.doors.cli import restore

pytestmark = on_sqlite


def restored(desk: Desk, *words: str, bodies: str = "1", keys: str = "1") -> Path:
    """Restore into an empty folder, and move the console there."""
    folder = desk.site.with_name("restored")
    done = desk.run("restore", *desk.copies(bodies, keys), *desk.weekly(), *words, data=folder)
    if done.exception is not None:
        raise done.exception
    desk.console.folder = folder
    return folder


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_an_empty_folder_becomes_the_site_in_seconds_and_passes_its_check(desk: Desk) -> None:
    case = open_case(desk.lead(), said="It stands.")
    store_file(desk.lead(), case.content, [os.urandom(4 << 20)])
    desk.back_up()
    started = time.monotonic()
    restored(desk)
    done = desk.run("check", by="lead")
    assert time.monotonic() - started < 60  # the promise is an hour
    assert done.exit_code == 0, done.output
    assert read(desk.lead(), case.said, Note).value.text == "It stands."


def test_old_bodies_beside_the_newest_keys_open_nothing_that_was_shredded(desk: Desk) -> None:
    case, kept = open_case(desk.lead()), open_case(desk.lead())
    desk.back_up("1")
    shred_scope(desk.lead(), case.scope)
    desk.back_up("2")
    restored(desk, bodies="1", keys="2")
    assert desk.run("check", by="lead").exit_code == 0
    with pytest.raises(NotGrantedError):
        read(desk.lead(), case.said, Note)
    assert read(desk.lead(), kept.said, Note)


def test_what_was_saved_since_the_bodies_were_copied_is_said_to_be_lost(desk: Desk) -> None:
    case = open_case(desk.lead())
    desk.back_up("1")
    with writing(desk.lead()) as write:
        save(write, case.said, Note(text="Newer."), revision=1)
    desk.back_up("2")
    words = [*desk.copies("1", "2"), *desk.weekly()]
    done = desk.run("restore", *words, data=desk.site.with_name("restored"))
    assert "What was saved in between is lost." in done.output
    assert "Tell every member" in done.output
    desk.console.folder = desk.site.with_name("restored")
    assert desk.run("check", by="lead").exit_code == 0
    same = [*desk.copies("2", "2"), *desk.weekly()]
    done = desk.run("restore", *same, data=desk.site.with_name("same"))
    assert "lost" not in done.output


def test_older_keys_are_refused_until_somebody_says_what_that_means(desk: Desk) -> None:
    desk.back_up("1")
    open_case(desk.lead())
    desk.back_up("2")
    with pytest.raises(OlderKeysError):
        restored(desk)
    assert not desk.site.with_name("restored").exists()
    restored(desk, "--older-keys", SAID)


def test_a_site_is_not_restored_over_another(desk: Desk) -> None:
    desk.back_up()
    before = files_of(desk.site)
    done = desk.run("restore", *desk.copies(), *desk.weekly())
    assert isinstance(done.exception, SiteInTheWayError)
    assert files_of(desk.site) == before


def test_a_restore_that_fails_half_way_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.back_up()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("holdfast.apps.keyring.services.returning.bring_back", full)
    stage.leave()
    weekly, before = desk.weekly(), files_of(desk.site.parent)
    folder = desk.site.with_name("restored")
    done = desk.run("restore", *desk.copies(), *weekly, data=folder)
    assert isinstance(done.exception, StoreFullError)
    assert files_of(desk.site.parent) == before


def test_a_restore_says_what_came_back_and_what_to_do_next(desk: Desk) -> None:
    looked_after(new_box())
    desk.back_up()
    words = [*desk.copies(), *desk.weekly()]
    done = desk.run("restore", *words, data=desk.site.with_name("restored"))
    assert "0 letters not taken in" in done.output
    assert "16 rows of the watch" in done.output
    assert "holdfast site share-line" in done.output
    assert "new and empty" not in done.output


def test_copies_from_before_the_line_had_a_store_come_back_with_empty_ones(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [t for t in known_tables() if t.partition(".")[0] not in {"intake", "watch"}]
    with monkeypatch.context() as earlier:
        for name in ("copy_line", "copy_watch"):
            earlier.setattr(backup, name, lambda draft: None)
        earlier.setattr(backup, "count_beside", lambda draft: Beside(0, 0, 0, 0))
        earlier.setattr(backup, "known_tables", lambda: tables)
        desk.back_up()
    words = [*desk.copies(), *desk.weekly()]
    done = desk.run("restore", *words, data=desk.site.with_name("restored"))
    assert done.exit_code == 0, done.output
    assert "Both are new and empty" in done.output
    assert "holdfast line publish" in done.output
    desk.console.folder = desk.site.with_name("restored")
    assert desk.run("check", by="lead").exit_code == 0


def test_a_drill_tells_of_a_letter_whose_file_is_missing(desk: Desk) -> None:
    FileIn.objects.create(id="f" * 26, letter="l" * 26)
    desk.back_up()
    done = drilled(desk)
    assert done.exit_code == 1
    assert "their 1 files" in done.output
    assert "sealed file of a letter" in done.output
    assert proven_layer(desk.site) == 0


def drilled(desk: Desk, *words: str, by: str = "lead"):
    return desk.run("restore", "--drill", *desk.copies(), *(words or desk.weekly()), by=by)


def test_a_drill_is_timed_and_lets_the_old_weekly_key_be_destroyed(desk: Desk) -> None:
    turn_layer()
    desk.back_up()
    before = files_of(desk.site)
    done = drilled(desk)
    assert done.exit_code == 0, done.output
    assert "seconds" in done.output
    assert "Proven" in done.output
    assert files_of(desk.site) - before == {"proven.json"}
    assert {path.name for path in desk.site.parent.iterdir()} == {"site", "shelf"}
    assert proven_layer(desk.site) == 2
    desk.lead()
    destroy_layer(1)
    assert desk.run("check", by="lead").exit_code == 0


def test_a_drill_that_finds_something_wrong_proves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdfast.apps.keyring.models import UnitWrap  # noqa: PLC0415

    UnitWrap.objects.order_by("-tree_size").first().delete()
    desk.back_up()
    done = drilled(desk)
    assert done.exit_code == 1
    assert "not proven" in done.output
    assert proven_layer(desk.site) == 0


def test_a_drill_proves_nothing_with_the_sites_own_key_a_wrong_passphrase_or_no_right(
    desk: Desk,
) -> None:
    desk.console.join("mira", "case worker")
    desk.back_up()
    own = drilled(desk, "--weekly", str(desk.site / "epoch"))
    assert isinstance(own.exception, NoOtherCopyError)
    assert isinstance(drilled(desk, by="mira").exception, NotPermittedError)
    desk.console.people["lead"] = (desk.console.people["lead"][0], "six wrong words in a row")
    assert isinstance(drilled(desk).exception, WrongLogInError)
    assert proven_layer(desk.site) == 0


def test_a_drill_of_a_damaged_copy_proves_nothing(desk: Desk) -> None:
    desk.back_up()
    path = desk.shelf / "k" / "1"
    path.write_bytes(path.read_bytes().replace(b"SQLite", b"sQLite"))
    assert isinstance(drilled(desk).exception, DamagedCopyError)
    assert proven_layer(desk.site) == 0
    assert restore.command.name == "restore"
