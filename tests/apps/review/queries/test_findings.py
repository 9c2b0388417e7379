import datetime as dt

import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.cast import at_work
from tests.apps.review.cast import Bench
from tests.apps.review.reports import DETAINED, TORTURED, WIRES

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.rules import Use
from holdfast.apps.archive.services.consent import Every, withdraw_consent
from holdfast.apps.archive.services.testimony import reword_paragraph
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.review.errors import NoSuchFindingError, NoSuchStatementError
from holdfast.apps.review.queries.desk import read_desk
from holdfast.apps.review.queries.findings import (
    NOT_AGREED,
    NOT_READABLE,
    finding,
    findings,
    links_under,
    press_on,
    statement,
    witness_link,
)
from holdfast.apps.review.rules import FindingId, Standing, StatementId, Verdict
from holdfast.apps.review.services.founding import join_review
from holdfast.apps.review.services.joining import add_testimony, link_witness
from holdfast.apps.review.services.judging import judge_finding
from holdfast.kernel.clock import frozen


def test_the_list_leads_with_the_most_origins_and_says_that_nobody_judged(bench: Bench) -> None:
    rows = findings(bench.lead)
    assert [(row.id, row.reports, row.machine.count) for row in rows] == [
        (DETAINED, 3, 3),
        (TORTURED, 3, 2),
    ]
    assert all(row.person is None and row.judgement == Standing() for row in rows)
    assert not any(row.origins.reviewed for row in rows)
    assert [figure.low for figure in rows[0].figures] == [101, 200]


def test_a_finding_shows_what_is_said_with_its_chain_and_the_same_words_once(
    bench: Bench,
) -> None:
    view = bench.finding()
    assert [shown.text for shown in view.said] == ["They are beaten and shocked.", WIRES]
    wires = view.said[1]
    assert [source.name for source in wires.chain] == ["Ilya", "Channel Nine"]
    assert wires.others == 1
    assert [shown.text for shown in view.denied] == ["There are no such people."]
    assert set(view.origins) == {"Harbour Network", "Ilya"}


def test_what_was_not_counted_is_named_with_the_reason(bench: Bench) -> None:
    left = {row.name: row.why for row in bench.finding(DETAINED).not_counted}
    assert left["Channel Nine"] == "passes on the words of Ilya"
    assert left["Northern Wire"] == "passes on the words of Harbour Network"
    assert bench.finding(DETAINED).conflicts[0].figures == ("n1", "n2")


def test_testimony_and_press_are_two_origins_until_they_are_linked_as_one_witness(
    bench: Bench,
) -> None:
    bench.add_testimony()
    view = bench.finding()
    assert (view.row.machine.count, view.row.origins.count) == (2, 3)
    told = next(shown for shown in view.said if shown.testimony)
    assert told.is_readable
    assert told.text.startswith("They fixed wires")
    assert [source.name for source in told.chain] == ["Vesna Lor"]
    link_witness(
        actor=bench.lead,
        statement=StatementId("q3"),
        testimony=bench.archive.id,
        reason="She told us that she spoke with them.",
        clock=CLOCK,
    )
    linked = bench.finding()
    assert (linked.row.machine.count, linked.row.origins.count) == (2, 2)
    assert set(linked.origins) == {"Harbour Network", "Vesna Lor"}
    assert [one.link.statement for one in linked.links] == ["q3"]
    assert witness_link(bench.lead, linked.links[0].id) == linked.links[0]


def test_a_judge_without_the_testimonys_key_counts_it_and_does_not_read_it(bench: Bench) -> None:
    bench.add_testimony()
    mira = bench.archive.join("mira", Role.ANALYST)
    join_review(actor=bench.lead, member=mira.member)
    judge = at_work(bench.archive.team.back("mira"), Role.ANALYST)
    view = finding(judge, TORTURED, clock=CLOCK)
    told = next(shown for shown in view.said if shown.testimony)
    assert view.row.origins.count == 3
    assert (told.is_readable, told.text) == (False, NOT_READABLE)


def test_what_was_taken_back_is_neither_shown_nor_counted_for_anybody(bench: Bench) -> None:
    bench.add_testimony()
    mira = bench.archive.join("mira", Role.ANALYST)
    join_review(actor=bench.lead, member=mira.member)
    judge = at_work(bench.archive.team.back("mira"), Role.ANALYST)
    withdraw_consent(
        actor=bench.lead, testimony=bench.archive.id, paragraphs=Every.PARAGRAPH, use=Use.ANALYSE
    )
    for actor in (bench.lead, judge):
        view = finding(actor, TORTURED, clock=CLOCK)
        told = next(shown for shown in view.said if shown.testimony)
        assert (told.is_readable, told.text) == (False, NOT_AGREED)
        assert view.row.origins.count == 2
        assert any("took back" in left.why for left in view.not_counted)


def test_what_may_stand_until_a_day_counts_for_nobody_after_it(bench: Bench) -> None:
    bench.archive.agree(Use.ANALYSE, 1, expires="2031-06-30")
    place = {"testimony": bench.archive.id, "paragraph": bench.archive.paragraphs[1]}
    add_testimony(actor=bench.lead, finding=TORTURED, clock=CLOCK, **place)
    later = frozen(dt.datetime(2031, 7, 1, tzinfo=dt.UTC))
    assert bench.finding().row.origins.count == 3
    view = finding(bench.lead, TORTURED, clock=later)
    assert view.row.origins.count == 2
    assert any("until a day that has passed" in left.why for left in view.not_counted)
    assert {row.id: row.origins.count for row in findings(bench.lead, clock=later)}[TORTURED] == 2
    bench.archive.agree(Use.ANALYSE, 1)
    add_testimony(actor=bench.lead, finding=TORTURED, clock=later, **place)
    assert finding(bench.lead, TORTURED, clock=later).row.origins.count == 3


def test_changed_words_are_not_held_against_others_before_they_are_asked_again(
    bench: Bench,
) -> None:
    bench.add_testimony()
    reword_paragraph(
        actor=bench.lead,
        testimony=bench.archive.id,
        paragraph=bench.archive.paragraphs[2],
        text="They turned a handle.",
        revision=bench.archive.revision,
    )
    view = bench.finding()
    assert view.row.origins.count == 2
    assert any("not asked again" in left.why for left in view.not_counted)


def test_a_judgement_is_shown_beside_the_machines_count(bench: Bench) -> None:
    judge_finding(
        actor=bench.lead,
        finding=TORTURED,
        verdict=Verdict.HOLDS,
        reason="Two accounts agree in every detail.",
        revision=bench.finding().revision,
        clock=CLOCK,
    )
    row = bench.finding().row
    assert row.judgement == Standing(Verdict.HOLDS, 1)
    assert (row.machine.reviewed, row.origins.reviewed) == (False, True)


def test_whoever_holds_no_key_sees_no_finding(bench: Bench) -> None:
    mira = bench.archive.join("mira", Role.ANALYST)
    for look in (findings, lambda actor: finding(actor, TORTURED)):
        with pytest.raises(NotGrantedError):
            look(mira)


def test_what_is_not_there_is_said_to_be_not_there(bench: Bench) -> None:
    with pytest.raises(NoSuchFindingError):
        bench.finding(FindingId("none"))
    with pytest.raises(NoSuchStatementError):
        statement(bench.lead, StatementId("none"))
    assert statement(bench.lead, StatementId("q3")).text == WIRES


def test_no_link_stands_where_none_was_made(bench: Bench) -> None:
    desk = read_desk(bench.lead)
    assert links_under(press_on(desk), desk.finding(TORTURED).value, desk.links) == ()
