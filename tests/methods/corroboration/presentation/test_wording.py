"""Numbers and kinds in words: no bound lost, no count called proof."""

from __future__ import annotations

import pytest
from tests.methods.corroboration.presentation.sample import tervenia

from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.presentation.wording import (
    FORMS,
    MODALITIES,
    SOURCE_KINDS,
    STATEMENT_KINDS,
    against_words,
    amount,
    bounds_words,
    counted,
    date_words,
    number_word,
    origin_dots,
    origins_words,
    period_words,
    reach_words,
    report_dots,
    sentence,
    times,
)
from holdfast.methods.corroboration.record import (
    Figure,
    Form,
    Modality,
    Origins,
    SourceKind,
    StatementKind,
)
from holdfast.methods.corroboration.spans import Span


def origins(count, least, most, *, reviewed=False):
    return Origins(
        count=count, min=least, max=most, sources=(), not_counted=(), reviewed=reviewed
    )  # fmt: skip


def figure(low=None, high=None, value=None, approximate=False):
    return Figure(
        id="f", report="r", statement=None, span=Span(0, 1), text="x", low=low, high=high,
        value=value, approximate=approximate, counts="detained", unit="persons",
    )  # fmt: skip


def test_reach_is_said_as_the_contract_has_it():
    assert reach_words(8, origins(5, 4, 7)) == "8 reports, 5 origins (4–7), not yet reviewed"
    assert reach_words(1, origins(1, 1, 1)) == "1 report, 1 origin, not yet reviewed"
    assert reach_words(2, origins(1, 1, 1, reviewed=True)).endswith("reviewed by a person")


def test_no_judgement_no_brackets():
    assert origins_words(origins(3, 3, 3)) == "3 origins"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"low": 3, "high": 3, "value": 3}, "3"),
        ({"low": 3}, "at least 3"),
        ({"low": 101}, "at least 101"),
        ({"value": 100, "approximate": True}, "about 100"),
        ({"low": 15, "high": 30}, "15 to 30"),
        ({"low": 24, "approximate": True}, "at least about 24"),
        ({"high": 100000, "approximate": True}, "at most about 100,000"),
        ({"low": 0, "high": 0}, "0"),
        ({}, "no number given"),
    ],
)
def test_a_figure_keeps_its_bounds_in_words(bounds, words):
    assert bounds_words(figure(**bounds)) == words


def test_amounts_are_readable():
    assert [amount(n) for n in (3.0, 2.5, 100000.0, 12e11)] == [
        "3", "2.5", "100,000", "1,200,000,000,000",
    ]  # fmt: skip


def test_dots_show_reports_origins_and_what_is_judgement():
    assert report_dots(3) == "○○○"
    assert origin_dots(origins(5, 4, 7)) == "●●●●●◌◌"
    assert origin_dots(origins(0, 0, 0)) == ""


def test_many_dots_are_cut_and_say_so():
    assert report_dots(500) == "○" * 20 + "…"
    assert origin_dots(origins(40, 30, 60)) == "●" * 20 + "…"


def test_a_denial_is_counted_once_and_its_tellings_apart():
    record, _ = tervenia()
    shelf = shelve(record)
    assert against_words(shelf.groups(record.findings[0].against)) == "denied once, told twice"
    assert against_words(shelf.groups(record.findings[2].against)) == ""
    other = [s.id for s in record.statements if s.kind == "figure"]
    assert against_words(shelf.groups(other)) == "1 other statement against"
    assert against_words(shelf.groups([*record.findings[0].against[:1]])) == "denied once"


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2031-04-03", "3 April 2031"), ("2031-04", "April 2031"), ("2031", "2031"), (None, ""),
     ("soon", "soon"), ("2031-04-03T10:00:00Z", "3 April 2031"), ("2031-13", "2031-13")],
)  # fmt: skip
def test_a_date_is_no_finer_than_it_is_known(iso, words):
    assert date_words(iso) == words


@pytest.mark.parametrize(
    ("dates", "words"),
    [(["2031-05-11", "2031-03-02"], "March to May 2031"), (["2031-04"], "April 2031"), ([], ""),
     (["2030-12-01", "2031-01-02"], "December 2030 to January 2031"),
     (["2031", "2031-05"], "2031 to May 2031")],
)  # fmt: skip
def test_a_period_runs_from_the_first_to_the_last_date(dates, words):
    assert period_words(dates) == words


def test_counts_have_their_nouns():
    assert counted(1, "report") == "1 report" and counted(1204, "report") == "1,204 reports"
    assert [times(n) for n in (1, 2, 5)] == ["once", "twice", "5 times"]
    assert [number_word(n) for n in (0, 8, 13)] == ["no", "eight", "13"]
    assert sentence("once") == "Once" and sentence("") == ""


@pytest.mark.parametrize(
    ("words", "kinds"),
    [(SOURCE_KINDS, SourceKind), (STATEMENT_KINDS, StatementKind), (FORMS, Form),
     (MODALITIES, Modality)],
)  # fmt: skip
def test_every_kind_has_words(words, kinds):
    assert set(words) == set(kinds)
