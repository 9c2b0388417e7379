"""CSV: a contract of columns, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from tests.methods.corroboration.presentation.sample import tervenia

from holdfast.methods.corroboration.presentation.tables import TABLES, write_tables


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    paths = write_tables(tervenia()[0], tmp_path_factory.mktemp("tables"))
    return {path.name: rows(path.read_text("utf-8")) for path in paths}


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_table_is_written_with_a_row_for_each_entry(tables):
    assert {name: len(found) for name, found in tables.items()} == {
        "reports.csv": 4, "sources.csv": 12, "statements.csv": 13, "figures.csv": 6, "dates.csv": 1,
        "places.csv": 1, "passages.csv": 2, "findings.csv": 3, "conflicts.csv": 2,
    }  # fmt: skip


def test_a_statement_reads_back(tables):
    record, _ = tervenia()
    row, statement = tables["statements.csv"][0], record.statements[0]
    assert row["id"] == statement.id and row["text"] == statement.text
    assert row["spans"] == " ".join(f"{s.start}-{s.end}" for s in statement.spans)
    assert row["chain"].split() == list(statement.chain)
    assert row["speaker"] == statement.speaker.source and row["same_as"] == ""
    assert (row["negated"], row["kind"], row["form"]) == ("false", "allegation", "direct")


def test_open_bounds_are_empty_cells_and_numbers_keep_their_sign(tables):
    over = next(row for row in tables["figures.csv"] if row["text"] == "more than 100")
    assert (over["low"], over["high"], over["value"]) == ("101", "", "")
    assert tables["places.csv"][0]["latitude"] == "-12.5"


def test_a_finding_has_its_counts_and_its_reasons(tables):
    row = tables["findings.csv"][0]
    counts = [row[name] for name in ("reports", "origins", "origins_min", "origins_max")]
    assert (counts, row["reviewed"]) == (["3", "3", "2", "4"], "false")
    assert row["not_counted"].startswith("nobody named: dozens")


def test_a_title_that_is_a_formula_is_guarded_in_the_file(tmp_path):
    record, _ = tervenia()
    report = msgspec.structs.replace(record.reports[0], title='=cmd|" /C calc"!A0', outlet="-x")
    write_tables(msgspec.structs.replace(record, reports=(report,)), tmp_path)
    shown = list(csv.reader(io.StringIO((tmp_path / "reports.csv").read_text("utf-8"))))
    assert shown[1][5].startswith("'=") and shown[1][6] == "'-x"


def test_the_same_record_gives_the_same_tables(tmp_path):
    first = [p.read_bytes() for p in write_tables(tervenia()[0], tmp_path / "a")]
    assert first == [p.read_bytes() for p in write_tables(tervenia()[0], tmp_path / "b")]
    assert all(b"\r\n" in data and not data.startswith(b"\xef\xbb\xbf") for data in first)


def test_each_row_is_as_wide_as_its_header():
    record, _ = tervenia()
    for table in TABLES:
        assert {len(table.values(row)) for row in table.rows(record)} == {len(table.columns)}
