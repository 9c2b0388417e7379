"""Capture tables out of files.

Three kinds of file are read, told apart by their header:
- `TABLE.csv`: a 0/1 column a list, and `count` (case of the word does not matter);
- `LINKED.csv`: columns `list`, `row`, `cluster`, as `holdfast link` writes them;
- `draws.jsonl`: one sampled table a line (read by `read_draws`).

Invariants:
- Input is never changed; no value of it appears in an error beyond list names and line numbers.
- Anything repaired (rows summed, cells left out, another separator or encoding) is said in
  `CaptureTable.remarks`; anything ambiguous is refused.
- Memory grows with the distinct histories (and for LINKED.csv with the clusters), not the lines.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from charset_normalizer import from_bytes

from .table import MOST_COUNT, MOST_LISTS, CaptureTable, History, TableError, table_of

_SAMPLE = 1 << 16
_MOST_CLUSTERS = 50_000_000
_TRUE = frozenset({"1", "1.0", "true", "yes"})
_FALSE = frozenset({"0", "0.0", "false", "no"})
_LINKED = {"list", "row", "cluster"}


@dataclass(slots=True)
class _Heard:
    """What reading noticed, to be said once."""

    counts: dict[History, int] = field(default_factory=dict)
    repeated: int = 0
    unseen: int = 0
    empty: int = 0

    def add(self, history: History, count: int) -> None:
        """Add `count` people with `history`."""
        if not any(history):
            self.unseen += 1
        elif count == 0:
            self.empty += 1
        else:
            self.repeated += history in self.counts
            self.counts[history] = self.counts.get(history, 0) + count


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file as read: header, rows with their line numbers, and what had to be guessed."""

    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    remarks: tuple[str, ...]


def read_table(path: Path | str) -> CaptureTable:
    """The capture table in a CSV file (`TABLE.csv` or `LINKED.csv`).

    Raises TableError, with the line where there is one, for anything that is not such a table.
    """
    sheet = open_sheet(Path(path))
    if {name.lower() for name in sheet.header} >= _LINKED:
        return _from_linked(sheet)
    return _from_counts(sheet)


def read_strata(path: Path | str, *, column: str) -> dict[str, CaptureTable]:
    """One capture table for each value of `column` in a `TABLE.csv`.

    Raises TableError where the column is not there or a stratum is no table by itself.
    """
    sheet = open_sheet(Path(path))
    if column not in sheet.header:
        raise TableError(f"There is no column {column}.", hint="Name a column of the file.")
    at = sheet.header.index(column)
    places = {name: i for i, name in enumerate(sheet.header) if i != at}
    read_row = _row_reader(places, width=len(sheet.header))
    lists = _list_names(places)
    strata: dict[str, _Heard] = {}
    for line, row in sheet.rows:
        history, count = read_row(line, row)
        strata.setdefault(row[at].strip(), _Heard()).add(history, count)
    return {name: _finish(lists, heard, sheet.remarks) for name, heard in strata.items()}


def read_draws(path: Path | str) -> tuple[CaptureTable, ...]:
    """The sampled tables of a `draws.jsonl`: a line is `{"lists": [..], "counts": {"101": 4}}`.

    Each key of `counts` is a history, one 0 or 1 a list. Raises TableError.
    """
    try:
        lines = Path(path).read_bytes().splitlines()
    except OSError as error:
        raise TableError("The file cannot be opened.", hint="Check its name.") from error
    tables = [_table_of_draw(line, text) for line, text in enumerate(lines, 1) if text.strip()]
    if not tables:
        raise TableError("The file of draws is empty.")
    if len({table.lists for table in tables}) > 1:
        raise TableError("The draws do not name the same lists.")
    return tuple(tables)


class _Draw(msgspec.Struct):
    lists: list[str]
    counts: dict[str, int]


def _table_of_draw(line: int, text: bytes) -> CaptureTable:
    try:
        draw = msgspec.json.decode(text, type=_Draw)
        heard = _Heard()
        for key, count in draw.counts.items():
            heard.add(tuple(int(mark) for mark in key), count)
    except (msgspec.DecodeError, ValueError) as error:
        raise TableError(
            f"Line {line} of the draws is not a sampled table.",
            hint='A line reads {"lists": ["A", "B"], "counts": {"11": 4, "10": 7}}.',
        ) from error
    return _finish(tuple(draw.lists), heard, ())


def open_sheet(path: Path) -> Sheet:
    """A CSV file, whatever its encoding and separator. Raises TableError."""
    encoding, remarks = _encoding_of(path)
    file = path.open(encoding=encoding, newline="")
    try:
        sample = file.read(_SAMPLE)
    except UnicodeDecodeError as error:
        raise _mixed_encodings() from error
    finally:
        file.close()
    separator = _separator_of(sample)
    if separator != ",":
        named = {";": "semicolons", "\t": "tabs", "|": "bars"}[separator]
        remarks = (*remarks, f"The columns are separated by {named}.")
    rows = _rows(path, encoding, separator)
    _, header = next(rows, (0, []))
    names = tuple(name.strip() for name in header)
    if not any(names):
        raise TableError("The file is empty.", hint="Its first line must name the columns.")
    if len(set(names)) != len(names):
        raise TableError("Two columns have the same name.", hint="Rename one of them.")
    return Sheet(names, rows, remarks)


def _encoding_of(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        with path.open("rb") as file:
            start = file.read(_SAMPLE)
    except IsADirectoryError as error:
        raise TableError("That is a folder, not a file.") from error
    except OSError as error:
        raise TableError("The file cannot be opened.", hint="Check its name.") from error
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16", ("The file is in UTF-16.",)
    if b"\0" in start:
        raise TableError("The file is not text.", hint="Export the table as CSV.")
    try:
        start[: start.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        guess = from_bytes(start).best()
        name = guess.encoding if guess is not None else "latin-1"
        return name, (f"The file is not UTF-8; it was read as {name}.",)
    return "utf-8-sig", ()


def _mixed_encodings() -> TableError:
    return TableError(
        "Part of the file is in another encoding than its beginning. Nothing was counted.",
        hint="Save it again as UTF-8.",
    )


def _separator_of(sample: str) -> str:
    first = next((line for line in sample.splitlines() if line.strip()), "")
    return max(",;\t|", key=first.count)


def _rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        try:
            for row in reader:
                if any(field.strip() for field in row):
                    yield reader.line_num, row
        except UnicodeDecodeError as error:
            raise _mixed_encodings() from error
        except csv.Error as error:
            raise TableError(f"Line {reader.line_num} is not CSV.") from error


def _list_names(places: dict[str, int]) -> tuple[str, ...]:
    return tuple(name for name in places if name.lower() != "count")


def _row_reader(
    places: dict[str, int], *, width: int
) -> Callable[[int, list[str]], tuple[History, int]]:
    at = [i for name, i in places.items() if name.lower() == "count"]
    if len(at) != 1:
        raise TableError(
            "There is no column named count." if not at else "There are two columns named count.",
            hint="A table has a 0/1 column a list and one column count; linked rows have the"
            " columns list, row and cluster.",
        )
    marks = [i for name, i in places.items() if name.lower() != "count"]
    if len(marks) > MOST_LISTS:
        raise TableError(f"There are {len(marks)} lists; the limit is {MOST_LISTS}.")

    def read(line: int, row: list[str]) -> tuple[History, int]:
        if len(row) != width:
            raise TableError(f"Line {line} has {len(row)} fields where the header has {width}.")
        return tuple(_mark(line, row[i]) for i in marks), _count(line, row[at[0]])

    return read


def _from_counts(sheet: Sheet) -> CaptureTable:
    places = {name: i for i, name in enumerate(sheet.header)}
    read_row = _row_reader(places, width=len(sheet.header))
    heard = _Heard()
    for line, row in sheet.rows:
        heard.add(*read_row(line, row))
    return _finish(_list_names(places), heard, sheet.remarks)


def _mark(line: int, text: str) -> int:
    word = text.strip().lower()
    if word in _TRUE:
        return 1
    if word in _FALSE:
        return 0
    raise TableError(
        f"Line {line} holds something other than 0 or 1 in a column that should be a list.",
        hint="Remove columns that are not lists; an empty field is not read as 0.",
    )


def _count(line: int, text: str) -> int:
    word = text.strip()
    try:
        value = float(word)
    except ValueError:
        value = -1.0
    whole = int(word) if word.isdecimal() else value
    if not 0 <= value <= MOST_COUNT or whole != int(whole):
        raise TableError(
            f"The count in line {line} is not a whole number of people.",
            hint="Counts are 0, 1, 2, ... up to 10^8, without separators.",
        )
    return int(whole)


def _from_linked(sheet: Sheet) -> CaptureTable:
    names = [name.lower() for name in sheet.header]
    at_list, at_cluster = names.index("list"), names.index("cluster")
    bits: dict[str, int] = {}
    clusters: dict[str, int] = {}
    for line, row in sheet.rows:
        if len(row) <= max(at_list, at_cluster):
            raise TableError(f"Line {line} is too short.")
        name, cluster = row[at_list].strip(), row[at_cluster].strip()
        if not name or not cluster:
            raise TableError(f"Line {line} names no list or no cluster.")
        bit = bits.setdefault(name, len(bits))
        if bit >= MOST_LISTS:
            raise TableError(f"There are more than {MOST_LISTS} lists, which is the limit.")
        clusters[cluster] = clusters.get(cluster, 0) | (1 << bit)
        if len(clusters) > _MOST_CLUSTERS:
            raise TableError(f"There are more than {_MOST_CLUSTERS:,} clusters, the limit.")
    return _table_of_clusters(tuple(bits), clusters, sheet.remarks)


def _table_of_clusters(
    lists: tuple[str, ...], clusters: dict[str, int], remarks: tuple[str, ...]
) -> CaptureTable:
    heard = _Heard()
    tallies: dict[int, int] = {}
    for mask in clusters.values():
        tallies[mask] = tallies.get(mask, 0) + 1
    for mask, count in tallies.items():
        heard.add(tuple((mask >> j) & 1 for j in range(len(lists))), count)
    return _finish(lists, heard, remarks)


def _finish(lists: Sequence[str], heard: _Heard, remarks: tuple[str, ...]) -> CaptureTable:
    said = list(remarks)
    if heard.repeated:
        said.append(f"{heard.repeated} rows repeat a history; their counts were added up.")
    if heard.unseen:
        said.append(
            "The row for people on no list was left out: their number is what is estimated."
        )
    return table_of(tuple(lists), heard.counts, remarks=tuple(said))
