"""A PostgreSQL store as the SQLite file that a copy holds, and a file's tables put on a server.

Invariants:
- A copy is the same whatever the site stands on: who restores or drills one needs no server.
- Every table is read at one moment: that of the reader's snapshot.
- Rows are carried as they stand: nothing is opened, nothing is left out.
- A server's tables are filled only where there are none: nothing is written over.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from .copy_errors import OddSiteFileError, StoreInTheWayError

_ROWS_AT_ONCE = 500
_HISTORY = "django_migrations"  # Django's own, which says which release's tables these are
_NUMBERED = (_HISTORY, "id")  # the one column that a server counts by itself
_STORES = re.compile(r"^\[stores\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def snapshot(store: str) -> Iterator[BaseDatabaseWrapper]:
    """A reader of a PostgreSQL store, which sees one moment of it from here on."""
    reader = connections[store].copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute(_SNAPSHOT)
            cursor.execute("SELECT count(*) FROM django_migrations")  # the moment is this
        yield reader
    finally:
        reader.close()


def to_file(reader: BaseDatabaseWrapper, path: Path) -> None:
    """What a reader sees, as a new SQLite file. Raises DatabaseError, sqlite3.Error."""
    _make_tables(path, reader.alias)
    file = sqlite3.connect(path, isolation_level=None)
    with closing(file), reader.wrap_database_errors:
        file.execute("PRAGMA temp_store=MEMORY")
        file.execute("BEGIN")
        for table, columns in _tables(file):
            _fill(file, table, columns, reader)
        file.execute("COMMIT")
    path.chmod(0o600)


def to_server(path: Path, server: BaseDatabaseWrapper) -> None:
    """The tables of a SQLite file on a PostgreSQL server, whose database has no rows yet.

    Raises StoreInTheWayError, DatabaseError; then no row was written.
    """
    if not _is_empty(server):
        raise StoreInTheWayError
    _build(server)
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with closing(file), server.wrap_database_errors, server.connection.transaction():
        for table, columns in _tables(file):
            _pour(file, table, columns, server)


def without_stores(text: str) -> str:
    """The text of a `site.toml` without its servers: in a copy the stores are files.

    Raises OddSiteFileError where they are written in another form.
    """
    left = _STORES.sub("", text).rstrip() + "\n"
    if "stores" in tomllib.loads(left):
        raise OddSiteFileError
    return left


def _is_empty(server: BaseDatabaseWrapper) -> bool:
    names = set(server.introspection.table_names()) - {_HISTORY}
    with server.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {server.ops.quote_name(name)})")  # noqa: S608
            if cursor.fetchone()[0]:
                return False
    return True


def _fill(
    file: sqlite3.Connection, table: str, columns: list[str], reader: BaseDatabaseWrapper
) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    file.execute(f'DELETE FROM "{table}"')  # noqa: S608  (our own names, here and below)
    with reader.connection.cursor(name="copy") as rows:
        rows.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608
        insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        file.executemany(insert, map(_as_stored, rows))


def _pour(
    file: sqlite3.Connection, table: str, columns: list[str], server: BaseDatabaseWrapper
) -> None:
    kept = [name for name in columns if (table, name) != _NUMBERED]
    names, marks = ", ".join(f'"{name}"' for name in kept), ", ".join(["%s"] * len(kept))
    rows = file.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608
    with server.connection.cursor() as cursor:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
            cursor.executemany(insert, some)


def _make_tables(path: Path, store: str) -> None:
    """Empty tables as this release makes them, in a file, whatever engine the store has."""
    settings = {
        **connections[store].settings_dict,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"init_command": "PRAGMA temp_store=MEMORY;"},
    }
    file = SqliteWrapper(settings, alias=store)
    try:
        _build(file)
    finally:
        file.close()


def _build(wrapper: BaseDatabaseWrapper) -> None:
    """The store's tables, empty, as the migrations of this release leave them.

    Made from the migrations' last state: running them would write down in the living store, which
    has the same alias, that they ran.
    """
    state = MigrationLoader(None).project_state()
    wanted = [MigrationRecorder.Migration, *state.apps.get_models(include_auto_created=True)]
    there = set(wrapper.introspection.table_names())
    with wrapper.schema_editor() as editor:
        for model in wanted:
            if _is_in(wrapper.alias, model) and model._meta.db_table not in there:
                editor.create_model(model)


def _is_in(store: str, model: type[Model]) -> bool:
    if model._meta.db_table == _HISTORY:
        return True
    return bool(router.allow_migrate_model(store, model))


def _tables(file: sqlite3.Connection) -> Iterable[tuple[str, list[str]]]:
    found = file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in found if not name.startswith("sqlite_")]
    for name in names:
        yield name, [column[1] for column in file.execute(f'PRAGMA table_info("{name}")')]


def _as_stored(row: tuple[Any, ...]) -> list[Any]:
    return [_text_of(value) if isinstance(value, dt.datetime) else value for value in row]


def _text_of(moment: dt.datetime) -> str:
    """A moment as SQLite keeps it. Only Django's history has any, and always the same one."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")
