"""Lists of people read from CSV files or standard input.

Invariants:
- Every row of the file is a row of the list, numbered from 1 below the header; none is dropped.
- What could not be read as it should is counted and stated in `problems`, without repeating it.
- Nothing is written anywhere.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from holdfast.methods.linkage.cells import read_age, read_date
from holdfast.methods.linkage.encodings import decoded
from holdfast.methods.linkage.errors import ListError
from holdfast.methods.linkage.headers import Role, roles_of
from holdfast.methods.linkage.settings import ListSettings

MOST_ROWS = 5_000_000
_SEPARATORS = ",;\t|"
_MOST_STRANGE = 0.2


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list: `cells[role]` holds one text a row; a role the list lacks is absent."""

    name: str
    size: int
    cells: dict[Role, list[str]]
    problems: tuple[str, ...] = ()


def read_lists(
    paths: Sequence[Path], settings_of: dict[str, ListSettings], *, stdin: BinaryIO
) -> list[NamedList]:
    """Every list named; `-` is standard input, called "stdin". Raises ListError."""
    names = list_names(paths)
    lists = []
    for path, name in zip(paths, names, strict=True):
        data = stdin.read() if str(path) == "-" else _bytes_of(path, name)
        lists.append(read_list(data, name, settings_of.get(name, ListSettings())))
    return lists


def list_names(paths: Sequence[Path]) -> list[str]:
    """The name of each list: its file's, without the ending. Raises ListError for a name twice."""
    names = ["stdin" if str(path) == "-" else path.stem for path in paths]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ListError(
            "Two lists have the same name.",
            hint="A list is called by its file's name; rename one of the files.",
        )
    return names


def read_list(data: bytes, name: str, settings: ListSettings) -> NamedList:
    """One list from the bytes of a CSV file. Raises ListError, which names the list."""
    try:
        text = decoded(data, encoding=settings.encoding)
        header, rows, ragged = _rows(text.text, settings.separator)
        roles = roles_of(header, named=settings.columns)
        cells = {role: [_cell(row, at) for row in rows] for role, at in roles.items()}
        strange = _check_dates(cells)
        problems = (*text.problems, *ragged, *_broken(rows), *strange, *_empty_names(cells))
    except ListError as error:
        raise ListError(f"List {name}: {error.message}", hint=error.hint) from error
    return NamedList(name, len(rows), cells, problems)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ListError(
            f"List {name} cannot be opened ({error.strerror}).", hint="Check the path."
        ) from error


def _rows(text: str, separator: str | None) -> tuple[list[str], list[list[str]], list[str]]:
    """Header, rows and problems. An empty row is a row too, unless it stands at the end."""
    delimiter = separator or _separator(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ListError(
            "The file is not CSV: a quotation mark or a cell has no end.",
            hint="Save it as CSV once more.",
        ) from error
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    if len(lines) < 2:
        raise ListError("The list is empty.", hint="It needs a line of headers and rows below it.")
    header, *rows = lines
    if len(rows) > MOST_ROWS:
        raise ListError(f"The list has over {MOST_ROWS:,} rows, more than one machine links.")
    return header, rows, _ragged(header, rows)


def _separator(text: str) -> str:
    """The separator of the header line that splits the first lines most evenly."""
    sample = text.splitlines()[:20]
    if not sample:
        return ","
    best = max(
        _SEPARATORS,
        key=lambda mark: (
            min(line.count(mark) for line in sample if line) if any(sample) else 0,
            sample[0].count(mark),
        ),
    )
    return best if best in sample[0] else ","


def _ragged(header: list[str], rows: list[list[str]]) -> list[str]:
    odd = [number for number, row in enumerate(rows, 1) if row and len(row) != len(header)]
    if not odd:
        return []
    if len(odd) > max(3, len(rows) // 2):
        raise ListError(
            f"{len(odd)} of {len(rows)} rows have another number of cells than the header.",
            hint="The separator may be wrong: name it in the settings.",
        )
    return [f"{len(odd)} rows have another number of cells than the header (row {_where(odd)})."]


def _broken(rows: list[list[str]]) -> list[str]:
    """Cells that run over lines: often a quotation mark without its pair, which swallows rows."""
    odd = [number for number, row in enumerate(rows, 1) if any("\n" in cell for cell in row)]
    if not odd:
        return []
    said = (
        f"{len(odd)} rows have a cell that runs over several lines (row {_where(odd)}): if a "
        "quotation mark is missing, the rows after it were swallowed. Look at them."
    )
    return [said]


def _where(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:5])) + (" ..." if len(rows) > 5 else "")


def _cell(row: list[str], position: int) -> str:
    return row[position].strip() if position < len(row) else ""


def _check_dates(cells: dict[Role, list[str]]) -> list[str]:
    problems = []
    for role in (Role.BORN, Role.EVENT, Role.AGE):
        given = [(number, cell) for number, cell in enumerate(cells.get(role, ()), 1) if cell]
        strange = [number for number, cell in given if not _is_readable(role, cell)]
        if not strange:
            continue
        what = "an age" if role is Role.AGE else "a date"
        if len(strange) > max(2, _MOST_STRANGE * len(given)) or len(strange) == len(given):
            raise ListError(
                f"{len(strange)} of the {len(given)} filled cells in the column read as `{role}` "
                f"do not hold {what}.",
                hint="The columns may be in another order than the headers, or the column may be "
                "misnamed; the settings can say which is which.",
            )
        problems.append(
            f"{len(strange)} cells in the column read as `{role}` do not hold {what} and count as "
            f"empty (row {_where(strange)})."
        )
    return problems


def _is_readable(role: Role, cell: str) -> bool:
    if role is Role.AGE:
        return read_age(cell) is not None
    return read_date(cell, day_first=True) is not None


def _empty_names(cells: dict[Role, list[str]]) -> list[str]:
    columns = [cells[role] for role in (Role.NAME, Role.GIVEN, Role.FAMILY) if role in cells]
    empty = sum(not any(parts) for parts in zip(*columns, strict=True))
    return [f"{empty} rows have no name; they can be linked by nothing else."] if empty else []
