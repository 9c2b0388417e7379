import json

from holdfast.methods.estimation import (
    Description,
    ListDescription,
    decomposable,
    judge,
    log_linear,
)
from holdfast.methods.estimation.outcome import Interval, Method
from holdfast.methods.estimation.report import (
    Report,
    estimate_entry,
    method_entry,
    plot_of,
    sensitivity_entry,
    strata_entries,
    table_entry,
    to_json,
)
from holdfast.methods.estimation.sensitivity import Change, SensitivityRow
from holdfast.methods.estimation.strata import Strata, Stratum

from .published import APART, KOSOVO

DESCRIBED = Description({n: ListDescription("a", "b", "c", "d") for n in KOSOVO.lists})


def reported(*entries):
    report = Report(table=table_entry(KOSOVO), methods=entries, sensitivity=())
    return json.loads(to_json(report))


def test_the_contract_has_its_fields():
    outcome = decomposable(KOSOVO)
    data = reported(method_entry(outcome, judge(outcome, KOSOVO, description=DESCRIBED)))
    assert data["format"] == "holdfast-estimate/1"
    assert data["table"] == {"lists": ["EXH", "ABA", "OSCE", "HRW"], "seen": 4400, "remarks": []}
    method = data["methods"][0]
    assert method["method"] == "decomposable"
    assert method["verdict"] == "usable"
    assert method["estimate"] == {
        "median": 12595.0, "low": 9827.0, "high": 16544.0, "level": 0.95,
    }  # fmt: skip
    assert {"rhat", "ess_bulk", "ess_tail", "chains", "seconds"} <= set(method["diagnostics"])


def test_a_refused_number_stands_only_under_modes():
    outcome = decomposable(KOSOVO)
    method = reported(method_entry(outcome, judge(outcome, KOSOVO)))["methods"][0]
    assert method["verdict"] == "refused"
    assert method["estimate"] is None
    assert method["reasons"]
    assert method["diagnostics"]["modes"][0]["median"] > 12_000


def test_an_estimate_that_does_not_exist_leaves_no_number_anywhere():
    outcome = log_linear(APART, seed=1)
    entry = method_entry(outcome, judge(outcome, APART))
    assert entry.estimate is None
    assert entry.diagnostics.modes == ()


def test_infinite_numbers_are_null():
    row = SensitivityRow(Method.LOG_LINEAR, Change.LISTS, "x", Interval(5.0, 1.0, float("inf")), "")
    entry = sensitivity_entry(row)
    assert (entry.median, entry.high) == (5.0, None)


def test_the_assumption_and_the_known_coverage_stand_with_every_number():
    outcome = decomposable(KOSOVO)
    found = method_entry(outcome, judge(outcome, KOSOVO)).diagnostics
    assert "chordal" in found.assumption
    assert "Binette and Steorts 2022" in found.known_coverage


def test_a_plot_counts_every_draw_between_its_edges():
    plot = plot_of(decomposable(KOSOVO))
    assert len(plot.edges) == len(plot.heights) + 1
    assert sum(plot.heights) > 3_900
    assert plot_of(log_linear(APART, seed=1)) is None


def test_strata_end_with_their_sum():
    interval = Interval(10.04, 8.0, 20.0)
    strata = Strata((Stratum("north", 6, interval, interval, 1.0),), interval, interval, 0.1)
    names = [entry.name for entry in strata_entries(strata)]
    assert names == ["north", "(all)"]
    assert estimate_entry(interval).median == 10.0
