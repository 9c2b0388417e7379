"""One moment of a store as a file, while others work in it.

Invariants: the store is not changed, and nobody who writes in it waits for the copy to be written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

from django.db import connections

from holdfast.apps.keyring.errors import StoreDamagedError, StoreError, StoreFullError
from holdfast.apps.keyring.portable import snapshot, to_file

CopyTo = Callable[[Path], None]  # a store as it stood at one moment, into a new file
_REFUSALS = {sqlite3.SQLITE_FULL: StoreFullError, sqlite3.SQLITE_IOERR: StoreError}


@contextmanager
def standing_still(store: str) -> Iterator[Callable[[], CopyTo]]:
    """A reader beside Django's own connection. `begin()` holds on to one moment of the store.

    What SQLite refuses within the block is raised as a StoreError.
    """
    with _in_words(), ExitStack() as open_until:
        if connections[store].vendor != "sqlite":
            yield lambda: partial(to_file, open_until.enter_context(snapshot(store)))
            return
        path = Path(connections[store].settings_dict["NAME"]).absolute()
        connected = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
        reader = open_until.enter_context(closing(connected))
        yield lambda: _from_now(reader)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says where it happened
        raise _REFUSALS.get(primary, StoreDamagedError) from None


def _from_now(reader: sqlite3.Connection) -> CopyTo:
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return partial(_copy_store, reader)


def _copy_store(reader: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA temp_store=MEMORY")
        reader.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
    target.chmod(0o600)
