"""Copies of a site on a server, and a site of files that moves to one."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Team, open_case
from tests.apps.keyring.copying import Shelf

from holdfast.apps.intake.models import LetterIn
from holdfast.apps.keyring.archives import unpack
from holdfast.apps.keyring.copy_errors import OddSiteFileError, StoreInTheWayError
from holdfast.apps.keyring.portable import (
    _make_tables,
    snapshot,
    to_file,
    to_server,
    without_stores,
)
from holdfast.apps.keyring.queries.neighbours import count_beside
from holdfast.apps.keyring.services.files import store_file
from holdfast.project.site import Site, Stores, parse_site, site_toml

SITE = Site("tervenia" + "a" * 18, Stores("dbname=one", "dbname=two"))


def test_a_copy_of_the_site_file_names_no_server() -> None:
    assert parse_site(without_stores(site_toml(SITE))) == Site(SITE.installation)
    assert without_stores(site_toml(Site(SITE.installation))) == site_toml(Site(SITE.installation))
    after = 'a = 1\n[stores]\nbodies = "x"\n\n[later]\nb = 2\n'
    assert without_stores(after) == "a = 1\n[later]\nb = 2\n"


def test_servers_that_cannot_be_left_out_are_refused() -> None:
    with pytest.raises(OddSiteFileError):
        without_stores('stores = { bodies = "x", keystore = "y" }\n')


@on_sqlite
@pytest.mark.parametrize("store", stage.GROWN)
def test_the_tables_of_a_copy_are_those_that_a_new_site_has(
    site: Path, tmp_path: Path, store: str
) -> None:
    asked = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    _make_tables(tmp_path / "made", store)
    schemas = []
    for path in (tmp_path / "made", site / f"{store}.sqlite3"):
        with closing(sqlite3.connect(path)) as file:
            schemas.append(file.execute(asked).fetchall())
    assert schemas[0] == schemas[1]
    assert len(schemas[0]) > 8


# ------------------------------------------------------------ on a server


def contents(cursor: object, tables: list[str]) -> dict[str, set[tuple[object, ...]]]:
    found = {}
    for table in tables:
        rows = cursor.execute(f'SELECT * FROM "{table}"').fetchall()  # type: ignore[attr-defined]
        found[table] = {
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in r) for r in rows
        }
    return found


def tables_of(store: str) -> list[str]:
    names = connections[store].introspection.table_names()
    return sorted(name for name in names if name != "django_migrations")


def histories() -> list[object]:
    found: list[object] = []
    for store in stage.GROWN:
        with connections[store].cursor() as cursor:
            cursor.execute("SELECT * FROM django_migrations ORDER BY id")
            found.append(cursor.fetchall())
    return found


def holdfast(*words: str, typed: str = "", data: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "HOLDFAST_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", *words],
        input=typed, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.postgres
def test_a_copy_of_databases_is_a_file_with_every_row_as_it_stood(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    file = store_file(team.lead, case.content, [b"x" * 1000])
    LetterIn.objects.create(id="l" * 26, mailbox="m" * 26, week="2031-W10", sealed=b"x")
    shelf, history = Shelf(tmp_path), histories()
    done = shelf.keep("1", site)
    unpack(shelf.copies().bodies, tmp_path / "out")
    unpack(shelf.copies().keys, tmp_path / "out")
    assert done.files == 1
    assert count_beside(tmp_path / "out").letters == done.beside.letters == 1
    assert (tmp_path / "out" / "files" / file).is_file()
    for store in stage.GROWN:
        with closing(sqlite3.connect(tmp_path / "out" / f"{store}.sqlite3")) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            there = contents(copy, tables_of(store))
            assert copy.execute("SELECT DISTINCT applied FROM django_migrations").fetchall() == [
                ("2000-01-01 00:00:00",)
            ]
        with connections[store].cursor() as cursor:
            assert there == contents(cursor.connection.cursor(), tables_of(store))
        assert any(there.values())
    assert histories() == history


@pytest.mark.postgres
def test_what_is_written_after_the_moment_is_not_in_the_copy(
    site: Path, team: Team, tmp_path: Path
) -> None:
    with snapshot("bodies") as reader:
        open_case(team.lead)
        to_file(reader, tmp_path / "before")
    with snapshot("bodies") as reader:
        to_file(reader, tmp_path / "after")
    counts = []
    for name in ("before", "after"):
        with closing(sqlite3.connect(tmp_path / name)) as copy:
            counts.append(copy.execute("SELECT count(*) FROM keyring_recordbody").fetchone()[0])
    assert counts[1] == counts[0] + 2


@pytest.mark.postgres
def test_a_store_is_never_put_over_another(site: Path, team: Team, tmp_path: Path) -> None:
    with snapshot("keystore") as reader:
        to_file(reader, tmp_path / "keys")
    before = connections["keystore"].introspection.table_names()
    with pytest.raises(StoreInTheWayError):
        to_server(tmp_path / "keys", connections["keystore"])
    assert connections["keystore"].introspection.table_names() == before


@pytest.mark.postgres
def test_a_site_on_a_server_is_copied_drilled_restored_and_moved_back(
    site: Path, tmp_path: Path
) -> None:
    words = [f"{stage.POSTGRES} dbname={name}" for name in stage.GROWN]
    (site / "site.toml").write_text(site_toml(Site(stage.INSTALLATION, Stores(*words))), "utf-8")
    shown = holdfast("site", "init", typed="\n", data=site)
    alias, passphrase = (
        shown.split(f"Your {what}:")[1].split("\n")[0].strip() for what in ("alias", "passphrase")
    )
    copies = ["--bodies", str(tmp_path / "b"), "--keys", str(tmp_path / "k")]
    holdfast("backup", *copies, data=site)
    weekly = ["--weekly", str(shutil.copytree(site / "epoch", tmp_path / "weekly"))]
    drilled = holdfast(
        "restore", "--drill", *copies, *weekly, "--as", alias, typed=f"{passphrase}\n", data=site
    )
    assert "Proven" in drilled
    assert (site / "proven.json").is_file()
    back = tmp_path / "back"
    holdfast("restore", *copies, *weekly, data=back)
    assert parse_site((back / "site.toml").read_text()).stores is None
    new = [f"moved_{name}" for name in stage.GROWN]
    with psycopg.connect(f"{stage.POSTGRES} dbname=postgres", autocommit=True) as server:
        for name in new:
            server.execute(f"CREATE DATABASE {name}")
    there = [f"{stage.POSTGRES} dbname={name}" for name in new]
    holdfast("site", "move", "--bodies", there[0], "--keystore", there[1], typed="y\n", data=back)
    assert not list(back.glob("*.sqlite3*"))
    checked = holdfast("check", "--as", alias, typed=f"{passphrase}\n", data=back)
    assert "Nothing is wrong" in checked
