import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.cast import at_work
from tests.apps.review.cast import Bench
from tests.apps.review.reports import TORTURED

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.review.errors import (
    NoSuchFindingError,
    NoSuchStatementError,
    ReasonMissingError,
)
from holdfast.apps.review.rules import (
    FindingId,
    StatementId,
    StatementVerdict,
    Verdict,
)
from holdfast.apps.review.services.founding import join_review
from holdfast.apps.review.services.judging import (
    change_finding,
    judge_finding,
    judge_statement,
)


def judge(bench: Bench, actor: Actor, verdict: Verdict, **more: object) -> None:
    judge_finding(
        **{
            "actor": actor,
            "finding": TORTURED,
            "verdict": verdict,
            "reason": "The accounts agree.",
            "revision": bench.finding().revision,
            "clock": CLOCK,
        }
        | more
    )


def second(bench: Bench) -> Actor:
    mira = bench.archive.join("mira", Role.ANALYST)
    join_review(actor=bench.lead, member=mira.member)
    return at_work(bench.archive.team.back("mira"), Role.ANALYST)


def test_two_people_judge_and_both_stay_in_the_history(bench: Bench) -> None:
    mira = second(bench)
    judge(bench, bench.lead, Verdict.HOLDS)
    judge(bench, mira, Verdict.DOES_NOT_HOLD)
    assert bench.finding().row.judgement.differ
    judge(bench, mira, Verdict.HOLDS)
    view = bench.finding()
    assert view.row.judgement.has_second
    assert [(j.by, j.verdict) for j in view.finding.judgements] == [
        (bench.lead.member, Verdict.HOLDS),
        (mira.member, Verdict.DOES_NOT_HOLD),
        (mira.member, Verdict.HOLDS),
    ]


def test_a_statement_about_another_event_is_not_counted(bench: Bench) -> None:
    judge_statement(
        actor=bench.lead,
        finding=TORTURED,
        statement=StatementId("q2"),
        verdict=StatementVerdict.OTHER_EVENT,
        reason="It is about 2029.",
        revision=bench.finding().revision,
        clock=CLOCK,
    )
    view = bench.finding()
    assert (view.row.machine.count, view.row.origins.count) == (2, 1)
    assert view.said[0].judgement.verdict is StatementVerdict.OTHER_EVENT
    assert not view.row.origins.reviewed


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"reason": " "}, ReasonMissingError),
        ({"finding": FindingId("none")}, NoSuchFindingError),
        ({"revision": 99}, EditConflictError),
    ],
)
def test_a_judgement_that_cannot_be_taken_is_refused(
    bench: Bench, more: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        judge(bench, bench.lead, Verdict.HOLDS, **more)
    assert bench.finding().finding.judgements == ()


def test_a_statement_of_another_finding_is_not_judged_here(bench: Bench) -> None:
    with pytest.raises(NoSuchStatementError):
        judge_statement(
            actor=bench.lead,
            finding=TORTURED,
            statement=StatementId("q1"),
            verdict=StatementVerdict.NOT_SAID,
            reason="It says nothing of torture.",
            revision=bench.finding().revision,
        )


def test_only_those_who_judge_and_hold_the_key_judge(bench: Bench) -> None:
    for actor, error in (
        (at_work(bench.lead, Role.DOCUMENTER), NotPermittedError),
        (bench.archive.join("tomas", Role.ANALYST), NotGrantedError),
    ):
        with pytest.raises(error):
            judge(bench, actor, Verdict.HOLDS)
    assert bench.finding().finding.judgements == ()


def test_what_a_change_makes_of_a_finding_is_saved(bench: Bench) -> None:
    before = bench.finding().revision
    change_finding(bench.lead, TORTURED, lambda _, old: old)
    assert bench.finding().revision == before + 1
