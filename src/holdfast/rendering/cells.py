"""Values as cells of a CSV table.

Invariants:
- No cell of text begins with `=`, `+`, `-`, `@`, tab or carriage return: a spreadsheet would run
  it. Such a cell gets an apostrophe before it. Numbers are numbers and keep their sign.
- Nothing known is an empty cell; yes and no are `true` and `false`.
"""

from __future__ import annotations

from enum import Enum

Value = str | int | float | bool | None
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Value) -> str:
    """The value as a cell that no spreadsheet takes for a formula."""
    if type(value) is str:  # most are
        return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
