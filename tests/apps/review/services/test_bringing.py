import json

import msgspec
import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.cast import at_work
from tests.apps.review.cast import Bench
from tests.apps.review.reports import DETAINED, STATEMENTS, TORTURED, record

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.review.errors import WrongFileError
from holdfast.apps.review.queries.desk import read_desk
from holdfast.apps.review.queries.findings import findings
from holdfast.apps.review.rules import Verdict
from holdfast.apps.review.services import bringing
from holdfast.apps.review.services.bringing import Brought, bring_in, brought_reports, read_record
from holdfast.apps.review.services.judging import judge_finding
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.record import Record, to_json


def bring(bench: Bench, made: Record) -> Brought:
    return bring_in(actor=bench.lead, record_json=to_json(made), clock=CLOCK)


def test_one_sealed_record_a_report_holds_all_its_statements(bench: Bench) -> None:
    stored = [report.value for report in read_desk(bench.lead).reports]
    assert [s.id for report in stored for s in report.statements] == [s.id for s in STATEMENTS]
    assert [len(report.statements) for report in stored] == [2, 2, 3]
    assert stored == brought_reports(shelve(record()))


def test_the_same_report_twice_is_one(bench: Bench) -> None:
    assert bench.bring() == Brought(new=0, renewed=0, unchanged=3)
    assert bench.bring("r1") == Brought(new=0, renewed=0, unchanged=1)
    assert [(row.id, row.machine.count) for row in findings(bench.lead)] == [
        (DETAINED, 3),
        (TORTURED, 2),
    ]


def test_a_report_that_was_read_anew_replaces_the_old_reading_and_keeps_judgements(
    bench: Bench,
) -> None:
    judge_finding(
        actor=bench.lead,
        finding=TORTURED,
        verdict=Verdict.OPEN,
        reason="One more account is needed.",
        revision=bench.finding().revision,
    )
    first = msgspec.structs.replace(record().reports[0], title="A better title")
    made = msgspec.structs.replace(record(), reports=(first, *record().reports[1:]))
    assert bring(bench, made) == Brought(new=0, renewed=1, unchanged=2)
    assert read_desk(bench.lead).reports[0].value.report.title == "A better title"
    assert bench.finding().row.judgement.verdict is Verdict.OPEN


def test_what_a_person_had_counted_in_the_record_is_kept_apart_from_the_machines_count(
    bench: Bench,
) -> None:
    origins = msgspec.structs.replace(record().findings[0].origins, count=4, min=4, max=4)
    judged = msgspec.structs.replace(origins, reviewed=True)
    first = msgspec.structs.replace(record().findings[0], origins=judged)
    made = msgspec.structs.replace(record(), findings=(first, *record().findings[1:]))
    bring(bench, made)
    bring(bench, made)
    view = bench.finding(DETAINED)
    assert [(c.count, c.least, c.most) for c in view.finding.counted_before] == [(4, 4, 4)]
    assert view.row.machine.count == 3
    assert not view.row.machine.reviewed


def altered(**parts: object) -> bytes:
    return json.dumps(json.loads(to_json(record())) | parts).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b"[" * 100_000,
        altered(format="holdfast-record/2"),
        altered(reports=[]),
        altered(sources=[]),
        altered(findings=[{"id": "f"}]),
        altered(reports=json.loads(to_json(record()))["reports"] * 2),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_changes_nothing(bench: Bench, data: bytes) -> None:
    with pytest.raises(WrongFileError, match="Nothing was brought in"):
        bring_in(actor=bench.lead, record_json=data)
    assert len(read_desk(bench.lead).reports) == 3


def test_a_statement_that_nobody_said_is_refused() -> None:
    statements = json.loads(to_json(record()))["statements"]
    statements[0]["chain"] = []
    with pytest.raises(WrongFileError, match="nobody said"):
        read_record(altered(statements=statements))
    assert read_record(altered()) == record()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bringing, "MOST_BYTES", 10)
    with pytest.raises(WrongFileError, match="larger"):
        read_record(altered())


def test_only_those_who_judge_and_hold_the_key_bring_records_in(bench: Bench) -> None:
    for actor, error in (
        (at_work(bench.lead, Role.DOCUMENTER), NotPermittedError),
        (bench.archive.join("mira", Role.ANALYST), NotGrantedError),
    ):
        with pytest.raises(error):
            bring_in(actor=actor, record_json=to_json(record()))
