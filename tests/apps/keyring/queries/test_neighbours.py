from pathlib import Path

import pytest
from tests.apps.conftest import on_sqlite
from tests.apps.intake.cast import open_line
from tests.apps.watch.cast import looked_after, new_box

from holdfast.apps.intake.models import FileIn, LetterIn, LetterOut
from holdfast.apps.keyring.errors import StoreDamagedError
from holdfast.apps.keyring.queries.neighbours import (
    Beside,
    count_beside,
    files_on_their_way,
    store_in,
    wrong_beside,
)
from holdfast.apps.watch.services.watching import LEAST_ROWS

pytestmark = on_sqlite


def test_what_stands_in_both_stores_is_counted_and_nothing_is_named(site: Path) -> None:
    open_line().write()
    LetterOut.objects.create(id="o" * 26, mailbox="m" * 26, sealed=b"x")
    looked_after(new_box())
    found = count_beside(site)
    assert found == Beside(letters=1, files=0, answers=1, rows=LEAST_ROWS)


def test_a_file_is_missing_only_where_its_letter_was_not_taken_in(site: Path) -> None:
    line = open_line()
    line.write()
    letter = LetterIn.objects.get().pk
    FileIn.objects.create(id="f" * 26, letter=letter)
    assert [(file.id, file.letter) for file in files_on_their_way(site)] == [("f" * 26, letter)]
    assert [error.code for error in wrong_beside(site)] == ["check.missing_letter_files"]
    line.take_in()
    FileIn.objects.create(id="f" * 26, letter=letter)
    assert list(wrong_beside(site)) == []


def test_a_store_that_is_none_or_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreDamagedError):
        count_beside(tmp_path)
    store_in(tmp_path, "intake").parent.mkdir()
    store_in(tmp_path, "intake").write_bytes(b"holiday pictures" * 300)
    with pytest.raises(StoreDamagedError):
        files_on_their_way(tmp_path)
    assert not store_in(tmp_path, "watch").exists()
