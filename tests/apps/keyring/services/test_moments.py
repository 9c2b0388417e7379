import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Team, open_case

from holdfast.apps.keyring.errors import StoreDamagedError, StoreError
from holdfast.apps.keyring.services.moments import standing_still

pytestmark = on_sqlite


def records_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as copy:
        return copy.execute("SELECT count(*) FROM keyring_recordbody").fetchone()[0]


def test_what_is_written_after_the_moment_is_not_in_the_file(
    team: Team, case: Case, tmp_path: Path
) -> None:
    with standing_still("bodies") as begin:
        copy_to = begin()
        open_case(team.lead)
        copy_to(tmp_path / "then")
    with standing_still("bodies") as begin:
        begin()(tmp_path / "now")
    assert records_in(tmp_path / "now") == records_in(tmp_path / "then") + 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["now", "then"]  # no log beside it


def test_what_sqlite_refuses_is_said_in_words(site: Path, tmp_path: Path) -> None:
    (site / "watch" / "watch.sqlite3").write_bytes(b"no store at all" * 600)
    with pytest.raises(StoreDamagedError), standing_still("watch") as begin:
        begin()(tmp_path / "copy")
    with pytest.raises(StoreError), standing_still("bodies") as begin:
        begin()(tmp_path / "no" / "such" / "folder")
