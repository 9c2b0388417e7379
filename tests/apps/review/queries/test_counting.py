"""The count on the desk is the count of corroborate, until a person does something."""

from pathlib import Path

import pytest
from tests.apps.review.reports import DETAINED, SOURCES, STATEMENTS, TORTURED, record

from holdfast.apps.review.queries.counting import (
    Press,
    judged_press,
    machine_count,
    person_count,
    press_of,
    witness_of,
)
from holdfast.apps.review.records import BroughtReport, ReviewedFinding, WitnessLink
from holdfast.apps.review.rules import (
    FromTestimony,
    Side,
    StatementJudgement,
    StatementVerdict,
    witness_source,
)
from holdfast.apps.review.services.bringing import brought_reports
from holdfast.doors.cli.demo import REPORTS as DEMO
from holdfast.methods.corroboration.gathering.findings import leaders_of
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.record import Origins, Record
from holdfast.methods.corroboration.survey import survey

VESNA = witness_source("t1", "Vesna Lor")
TOLD = FromTestimony(
    testimony="t1",
    paragraph="p1",
    changed_name="Vesna Lor",
    language="Tervenian",
    side=Side.FOR,
    by="m",
    day="2031-05-06",
)


def brought(made: Record) -> list[BroughtReport]:
    return brought_reports(shelve(made))


def press(*names: str) -> Press:
    return press_of(brought(record(*names)), [])


def torture(**more: object) -> ReviewedFinding:
    return ReviewedFinding(id=TORTURED, act="torture", title="Torture", **more)


def link(statement: str, **more: object) -> WitnessLink:
    fields = {"testimony": "t1", "changed_name": "Vesna Lor", "reason": "She said so."}
    return WitnessLink(**(fields | {"statement": statement, "by": "m", "day": "2031"} | more))


def count(
    finding: ReviewedFinding, *links: WitnessLink, ended: dict[tuple[str, str], str] | None = None
) -> Origins:
    whole = press()
    judged = judged_press(whole, [finding], links)
    return person_count(whole, finding, judged, ended=ended or {})


@pytest.mark.parametrize("made", [record(), None], ids=["three reports", "ten reports"])
def test_the_machines_count_is_exactly_that_of_the_record(made: Record | None) -> None:
    made = made or survey(Path(DEMO), workers=1).record
    whole = press_of(brought(made), [])
    leaders = leaders_of(list(whole.statements.values()))
    for finding in made.findings:
        ours = ReviewedFinding(id=finding.id, act=finding.act, title=finding.title)
        assert machine_count(whole, ours, leaders) == finding.origins
        assert person_count(whole, ours, judged_press(whole, [ours], []), ended={}) == (
            finding.origins
        )
        assert tuple(whole.said[finding.id].statements) == finding.statements
        assert tuple(whole.said[finding.id].against) == finding.against


def test_reports_of_two_records_are_counted_together() -> None:
    parts = press_of([*brought(record("r1")), *brought(record("r2")), *brought(record("r3"))], [])
    leaders = leaders_of(list(parts.statements.values()))
    found = machine_count(parts, torture(), leaders)
    assert set(found.sources) == {"s-network", "s-ilya"}


def test_words_whose_first_telling_is_not_here_stand_for_themselves() -> None:
    alone = press_of(brought(record())[2:], [])
    assert alone.statements["q5"].same_as is None
    assert machine_count(alone, torture(), leaders_of([*alone.statements.values()])).count == 1


def test_a_testimony_adds_one_origin_and_the_machine_knows_nothing_of_it() -> None:
    before, after = count(torture()), count(torture(testimonies=(TOLD,)))
    assert (before.count, before.min, before.max) == (2, 2, 2)
    assert (after.count, after.min, after.max) == (3, 3, 3)
    assert VESNA.id in after.sources
    whole = press()
    leaders = leaders_of(list(whole.statements.values()))
    assert machine_count(whole, torture(testimonies=(TOLD,)), leaders) == before


def test_a_witness_of_the_press_and_of_a_testimony_count_once_when_linked() -> None:
    linked = count(torture(testimonies=(TOLD,)), link("q5"))
    assert linked.count == linked.max == 2
    assert set(linked.sources) == {"s-network", VESNA.id}
    assert count(torture(testimonies=(TOLD,)), link("q5", undone_by="m")).count == 3


def test_a_body_stays_an_origin_when_one_of_its_statements_is_a_testimonys() -> None:
    linked = count(torture(testimonies=(TOLD,)), link("q2"))
    assert set(linked.sources) == {"s-ilya", VESNA.id}
    whole = press()
    judged = judged_press(whole, [], [link("q2")])
    assert judged.statements["q1"].origin == "s-network"
    assert judged.statements["q2"].origin == VESNA.id


def test_what_a_person_set_aside_is_not_counted_and_is_listed_with_the_reason() -> None:
    one = StatementJudgement(
        statement="q2", verdict=StatementVerdict.OTHER_EVENT, reason="2029", by="m", day="2031"
    )
    found = count(torture(statement_judgements=(one,)))
    assert found.sources == ("s-ilya",)
    assert {row.source: row.why for row in found.not_counted}["s-network"] == (
        "speaks of another event, as a person judged"
    )


def test_a_paragraph_that_was_taken_back_counts_no_more() -> None:
    gone = count(torture(testimonies=(TOLD,)), ended={("t1", "p1"): "took it back"})
    assert gone.count == 2
    assert "took it back" in {row.source: row.why for row in gone.not_counted}[VESNA.id]


def test_a_paragraph_against_a_finding_is_no_origin_of_it() -> None:
    against = FromTestimony(
        **{name: getattr(TOLD, name) for name in TOLD.__struct_fields__} | {"side": Side.AGAINST}
    )
    assert count(torture(testimonies=(against,))).count == 2


def test_whose_statement_it_is_follows_the_first_with_the_same_words() -> None:
    whole = press()
    assert witness_of(whole.statements["q5"], whole) == "s-ilya"
    assert witness_of(whole.statements["q2"], whole) is None
    assert witness_of(whole.statements["q6"], whole) is None


def test_a_finding_nobody_speaks_under_has_no_origin() -> None:
    empty = ReviewedFinding(id="f0", act="none", title="Nothing")
    whole = press()
    leaders = leaders_of(list(whole.statements.values()))
    assert machine_count(whole, empty, leaders).count == 0
    assert len(whole.statements) == len(STATEMENTS)
    assert len(SOURCES) == len(whole.sources)
    assert DETAINED in whole.said
