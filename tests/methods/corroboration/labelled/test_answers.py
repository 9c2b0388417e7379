"""The answers made by hand refer to what stands in their reports. No program's reading is judged here."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from benchmarks._labelled_answers import (
    HELD_OUT,
    AnswerError,
    Collection,
    ReportAnswers,
    collections,
)

from holdfast.methods.corroboration.meaning import load_lexicon
from holdfast.methods.corroboration.spans import Span

COLLECTIONS = collections()
REPORTS = [
    pytest.param(report, id=f"{collection.name}-{report.name}")
    for collection in COLLECTIONS
    for report in collection.reports.values()
]
KINDS = {"allegation", "denial", "confirmation", "appeal", "figure", "assertion"}
FORMS = {"direct", "indirect", "mixed", "unattributed"}
MODALITIES = {"stated", "reported", "possible", "demanded", "future"}


def cuts_a_word(text: str, span: Span) -> bool:
    return any(
        0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
        for at in (span.start, span.end)
    )


def test_one_collection_of_several_is_held_out() -> None:
    names = [collection.name for collection in COLLECTIONS]
    assert len(names) > 1
    assert names.count(HELD_OUT) == 1


@pytest.mark.parametrize("report", REPORTS)
def test_no_answer_begins_or_ends_inside_a_word(report: ReportAnswers) -> None:
    spans = chain(
        *(statement.spans for statement in report.statements),
        (figure.span for figure in report.figures),
        (date.span for date in report.dates),
        report.places,
    )
    assert [s.of(report.text) for s in spans if cuts_a_word(report.text, s)] == []


@pytest.mark.parametrize("report", REPORTS)
def test_answers_use_the_words_of_the_record(report: ReportAnswers) -> None:
    for statement in report.statements:
        assert set(statement.kind) <= KINDS
        assert set(statement.form) <= FORMS
        assert set(statement.modality) <= MODALITIES
        assert set(statement.negated) <= {True, False}


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda c: c.name)
def test_every_act_of_an_answer_is_in_the_lexicon(collection: Collection) -> None:
    acts = set(collection.findings)
    for report in collection.reports.values():
        acts.update(*(statement.acts for statement in report.statements))
    assert acts - {*load_lexicon().acts} == set()


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda c: c.name)
def test_one_quotation_joins_two_answered_statements(collection: Collection) -> None:
    for name, at in chain(*collection.same_as):
        spans = [span for s in collection.reports[name].statements for span in s.spans]
        assert any(span.start <= at < span.end for span in spans), name


def test_an_answer_that_is_not_in_its_report_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "invented"
    (folder / "reports").mkdir(parents=True)
    (folder / "answers").mkdir()
    (folder / "reports" / "wire.txt").write_text("Nothing happened.", encoding="utf-8")
    (folder / "answers" / "collection.yaml").write_text(
        "{outlets: {}, people: {}, same_as: [], findings: {}, conflicts: []}", encoding="utf-8"
    )
    (folder / "answers" / "wire.yaml").write_text(
        "{body: Nothing, statements: [], figures: [], dates: [], places: [Oshte]}", encoding="utf-8"
    )
    with pytest.raises(AnswerError, match="Oshte"):
        collections(tmp_path)
