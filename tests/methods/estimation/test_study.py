import pytest

from holdfast.methods.estimation import (
    Description,
    LatentClassSettings,
    ListDescription,
    Method,
    Options,
    TableError,
    study_linkages,
    study_table,
)
from holdfast.methods.estimation.study import run_method

from .published import APART, seen_twice

QUICK = Options(
    methods=(Method.DECOMPOSABLE, Method.INDEPENDENCE),
    latent_class=LatentClassSettings(chains=2, draws=200, warm_up=200, scouts=0),
)


def test_a_study_runs_the_methods_it_was_asked_for_in_their_order():
    told = []
    study = study_table(seen_twice(), options=QUICK, progress=lambda w, s: told.append(w))
    assert [o.method for o in study.outcomes] == list(QUICK.methods)
    assert study.is_whole
    assert "decomposable" in told
    assert len(study.plots()) == 2


def test_a_study_that_is_stopped_keeps_what_it_has():
    calls = []

    def soon():
        calls.append(1)
        return len(calls) > 3

    study = study_table(seen_twice(), options=QUICK, should_stop=soon)
    assert not study.is_whole
    assert len(study.outcomes) == len(study.verdicts) == 1


def test_linkages_are_pooled_method_by_method():
    study = study_linkages([seen_twice(), seen_twice(2)], options=QUICK)
    assert [o.settings["linkages"] for o in study.outcomes] == [2, 2]
    assert study.sensitivity == ()


def test_the_table_of_sampled_linkages_is_the_one_in_the_middle_and_says_so():
    tables = [seen_twice(3), seen_twice(), seen_twice(2)]
    study = study_linkages(tables, options=QUICK)
    low, middle, high = sorted(table.seen for table in tables)
    assert study.table.seen == middle
    assert f"3 sampled linkages, {low:,} to {high:,} people" in study.table.remarks[-1]


def test_no_linkage_is_refused():
    with pytest.raises(TableError):
        study_linkages([], options=QUICK)


@pytest.mark.parametrize("method", list(Method))
def test_every_method_runs_and_answers_for_the_parted_table(method):
    outcome = run_method(method, APART, QUICK)
    assert outcome.method is method
    assert outcome.interval is not None or outcome.doubts


def test_a_report_carries_the_remarks_of_the_table():
    report = study_table(seen_twice(), options=QUICK).report()
    assert report.table.seen == seen_twice().seen
    assert [entry.method for entry in report.methods] == list(QUICK.methods)


def test_a_study_keeps_what_was_said_of_the_lists():
    said = Description({"A": ListDescription("a", "b", "c", "d")})
    quick = Options(methods=(Method.INDEPENDENCE,))
    assert study_table(seen_twice(), options=quick, description=said).description is said
    assert study_linkages([seen_twice()], options=quick, description=said).description is said
