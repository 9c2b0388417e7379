"""CSV of an estimate: refused cells are empty, captures can be read again, formulas guarded."""

from __future__ import annotations

import csv
import io

import msgspec

from holdfast.methods.estimation import read_table
from holdfast.methods.estimation.presentation.tables import write_tables
from holdfast.methods.estimation.report import EstimateEntry, StratumEntry

from . import sample


def written(study, out, report=None):
    write_tables(study.table, report or study.report(), out)
    return {
        path.name: list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
        for path in out.iterdir()
    }


def test_a_refused_method_has_reasons_and_no_numbers(tmp_path):
    rows = written(sample.usable(), tmp_path)["estimates.csv"]
    assert [row["verdict"] for row in rows] == ["usable", "usable", "usable", "refused"]
    assert rows[1]["median"] == "3905" and rows[1]["level"] == "0.95"
    assert [rows[3][name] for name in ("median", "low", "high", "level")] == [""] * 4
    assert rows[3]["reasons"] and rows[3]["assumption"] and rows[3]["known_coverage"]


def test_every_variation_has_its_row(tmp_path):
    study = sample.refused()
    rows = written(study, tmp_path)["sensitivity.csv"]
    assert len(rows) == len(study.sensitivity)
    assert rows[-1]["median"] == "" and rows[-1]["note"] == "No maximum."


def test_the_captures_can_be_estimated_again(tmp_path):
    written(sample.usable(), tmp_path)
    again = read_table(tmp_path / "captures.csv")
    assert (again.lists, again.histories, again.counts) == (
        sample.TABLE.lists, sample.TABLE.histories, sample.TABLE.counts,
    )  # fmt: skip


def test_a_name_that_is_a_formula_is_guarded(tmp_path):
    written(sample.foreign(), tmp_path)
    assert "'=SUM(A1)" in (tmp_path / "captures.csv").read_text("utf-8").splitlines()[0]


def test_strata_are_written_where_there_are_any(tmp_path):
    study = sample.apart()
    entry = EstimateEntry(median=10.0, low=8.0, high=15.0)
    strata = (StratumEntry(name="north", seen=6, alone=entry, pooled=entry, rhat=1.002),)
    report = msgspec.structs.replace(study.report(), strata=strata)
    rows = written(study, tmp_path, report)["strata.csv"]
    assert (rows[0]["alone_median"], rows[0]["pooled_high"], rows[0]["rhat"]) == (
        "10",
        "15",
        "1.002",
    )
