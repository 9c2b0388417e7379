"""Looking things up in a record, and refusing one that is broken."""

from __future__ import annotations

import msgspec
import pytest
from tests.methods.corroboration.presentation.sample import tervenia

from holdfast.methods.corroboration.presentation.shelf import BrokenRecordError, shelve

replace = msgspec.structs.replace


def test_the_same_words_in_two_reports_are_one_telling_group():
    record, _ = tervenia()
    shelf = shelve(record)
    again = next(s for s in record.statements if s.same_as)
    first = shelf.statements[again.same_as]
    assert shelf.tellings[first.id] == (first, again)
    assert shelf.others_telling(first) == (again,)
    assert shelf.others_telling(again) == (first,)
    assert len(shelf.groups([first.id, again.id])) == 1


def test_statements_of_a_report_are_numbered_in_the_order_of_its_text():
    record, _ = tervenia()
    shelf = shelve(record)
    for statements in shelf.of_report.values():
        assert [shelf.numbers[s.id] for s in statements] == list(range(1, len(statements) + 1))
        assert [s.spans for s in statements] == sorted(s.spans for s in statements)


def test_a_statement_counts_for_its_speaker_and_for_its_origin_once():
    record, _ = tervenia()
    shelf = shelve(record)
    by_name = {s.name: shelf.said_by.get(s.id, ()) for s in record.sources}
    assert len(by_name["a coordinator"]) == 1
    assert len(by_name["Harbour Network"]) == 3
    assert by_name["Channel Nine"] == ()


def test_statements_know_the_findings_they_speak_against():
    record, _ = tervenia()
    shelf = shelve(record)
    denial = next(s for s in record.statements if s.kind == "denial")
    assert [f.act for f in shelf.findings_of[denial.id]] == ["detention", "torture"]


def test_a_circle_of_same_as_does_not_hang():
    record, _ = tervenia()
    a, b, *rest = record.statements
    a, b = replace(a, same_as=b.id), replace(b, same_as=a.id)
    shelf = shelve(replace(record, statements=(a, b, *rest)))
    assert shelf.roots[a.id] == shelf.roots[b.id]


@pytest.mark.parametrize(
    ("what", "change"),
    [("statement", {"same_as": "s-gone"}), ("source", {"origin": "o-gone"}),
     ("source", {"chain": ("o-gone",)}), ("report", {"report": "r-gone"})],
)  # fmt: skip
def test_a_statement_that_names_what_is_not_there_is_refused(what, change):
    record, _ = tervenia()
    broken = (replace(record.statements[0], **change), *record.statements[1:])
    with pytest.raises(BrokenRecordError, match=what):
        shelve(replace(record, statements=broken))


@pytest.mark.parametrize("field", ["statements", "against", "figures"])
def test_a_finding_that_names_what_is_not_there_is_refused(field):
    record, _ = tervenia()
    broken = replace(record.findings[0], **{field: ("gone",)})
    with pytest.raises(BrokenRecordError):
        shelve(replace(record, findings=(broken,)))


def test_an_unknown_figure_in_a_conflict_is_refused():
    record, _ = tervenia()
    broken = replace(record.conflicts[0], figures=("gone",))
    with pytest.raises(BrokenRecordError, match="figure"):
        shelve(replace(record, conflicts=(broken,)))
