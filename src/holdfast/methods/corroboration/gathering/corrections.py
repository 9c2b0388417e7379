"""What a person corrected, read from `corrections.csv`.

Invariants:
- A correction names an id, a field, a value, who made it and why; else it is not applied.
- One that no longer matches, or cannot be understood, is reported and changes nothing.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from holdfast.kernel.errors import HoldfastError

COLUMNS = ("id", "field", "value", "who", "why")


class CorrectionsUnreadableError(HoldfastError):
    """The file beside the reports is not a table of corrections."""

    code = "corroboration.corrections.unreadable"


class Fate(StrEnum):
    """What became of a correction."""

    APPLIED = "applied"
    NO_MATCH = "matches nothing any more"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; `line` is its number for a person to find it."""

    line: int
    id: str
    field: str
    value: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A correction and what became of it."""

    correction: Correction
    fate: Fate
    said: str = ""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in a CSV file with the columns id, field, value, who, why.

    Raises CorrectionsUnreadableError where it is no UTF-8 text or a column is missing.
    """
    try:
        return parse_corrections(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorrectionsUnreadableError(
            "corrections.csv could not be read as a table in UTF-8. Nothing was changed.",
            hint="Save it as CSV in UTF-8, or move it away to run without corrections.",
        ) from error


def parse_corrections(text: str) -> tuple[Correction, ...]:
    """The corrections in CSV text; raises as `read_corrections`."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise CorrectionsUnreadableError(
            f"corrections.csv has no column {', '.join(missing)}. Nothing was changed.",
            hint=f"Its first line must be: {','.join(COLUMNS)}",
        )
    return tuple(
        Correction(number, *((row[name] or "").strip() for name in COLUMNS))
        for number, row in enumerate(rows, start=2)
        if any((value or "").strip() for key, value in row.items() if key in COLUMNS)
    )
