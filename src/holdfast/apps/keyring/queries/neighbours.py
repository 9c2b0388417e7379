"""What stands in the stores of the line and of the watch, counted without anybody's keys.

Invariants: whichever folder is looked at, a living site or a copy, nothing of it is changed; says
how many, never which.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from holdfast.apps.keyring.archives import FILES, LINE, WATCH
from holdfast.apps.keyring.copy_errors import MissingLetterFilesError
from holdfast.apps.keyring.errors import KeyringError, StoreDamagedError
from holdfast.apps.ledger.queries import newest_revision


@dataclass(frozen=True, slots=True)
class Beside:
    """Letters to the team and their files, answers that wait to be read, and the watch's rows."""

    letters: int
    files: int
    answers: int
    rows: int


class FileOnItsWay(NamedTuple):
    """A sealed file in the line's folder, and the letter that names it."""

    id: str
    letter: str


def store_in(folder: Path, store: str) -> Path:
    """Where the store of the line or of the watch stands in the folder of a site."""
    return folder / store / f"{store}.sqlite3"


def count_beside(folder: Path) -> Beside:
    """What stands in both stores. Raises StoreDamagedError."""
    return Beside(
        letters=_count(folder, LINE, "intake_letterin"),
        files=len(files_on_their_way(folder)),
        answers=_count(folder, LINE, "intake_letterout"),
        rows=_count(folder, WATCH, "watch_watchrow"),
    )


def files_on_their_way(folder: Path) -> list[FileOnItsWay]:
    """The files that letters on their way name. Raises StoreDamagedError."""
    found = _asked(folder, LINE, "SELECT id, letter FROM intake_filein ORDER BY id")
    return [FileOnItsWay(*row) for row in found]


def wrong_beside(folder: Path) -> Iterator[KeyringError]:
    """What is wrong with both stores of a folder that nobody works in. Raises StoreDamagedError."""
    for store in (LINE, WATCH):
        if _asked(folder, store, "PRAGMA integrity_check") != [("ok",)]:
            yield StoreDamagedError()
    for file in files_on_their_way(folder):
        is_there = (folder / LINE / FILES / file.id).is_file()
        if not is_there and not newest_revision(file.letter):  # else its message is in the bodies
            yield MissingLetterFilesError()


def _count(folder: Path, store: str, table: str) -> int:
    ((many,),) = _asked(folder, store, f'SELECT count(*) FROM "{table}"')  # noqa: S608
    return int(many)


def _asked(folder: Path, store: str, words: str) -> list[tuple[Any, ...]]:
    uri = f"{store_in(folder, store).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as reader:
            return reader.execute(words).fetchall()
    except sqlite3.Error:
        raise StoreDamagedError from None
