"""`docs/guide/record.md` names every field and column there is, and none that is not."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import msgspec
import pytest

from holdfast.methods.corroboration import record
from holdfast.methods.corroboration.presentation.tables import TABLES

GUIDE = (Path(__file__).parents[4] / "docs" / "guide" / "record.md").read_text("utf-8")
STRUCTS = [
    thing
    for _, thing in inspect.getmembers(record, inspect.isclass)
    if issubclass(thing, msgspec.Struct) and thing.__module__ == record.__name__
]
KINDS = [record.SourceKind, record.StatementKind, record.Modality, record.Form, record.Relation]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_field_of_the_json_is_in_the_guide(struct):
    json_part = GUIDE.split("## The tables")[0]
    for name in struct.__struct_fields__:
        assert f"`{name}`" in json_part, name


@pytest.mark.parametrize("kinds", KINDS, ids=lambda kinds: kinds.__name__)
def test_every_value_a_field_can_have_is_in_the_guide(kinds):
    for kind in kinds:
        assert f"`{kind.value}`" in GUIDE, kind


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_every_table_has_its_columns_in_their_order(table):
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{table.file}`"))
    columns = row.split("|")[2].partition(";")[0]
    assert tuple(re.findall(r"`(\w+)`", columns)) == table.columns


def test_the_guide_names_no_table_that_is_not_written():
    named = set(re.findall(r"^\| `(\w+\.csv)`", GUIDE, re.MULTILINE))
    assert named == {table.file for table in TABLES}
