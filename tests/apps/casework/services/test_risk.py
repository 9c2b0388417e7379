import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.errors.judging import BadInstrumentError, LowerNeedError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import timeline
from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.records.risk import Override, RiskScore
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.risk import Score
from holdfast.apps.casework.services.cases import Change, change_case
from holdfast.apps.casework.services.risk import ask_to_lower, raise_need, score_case
from holdfast.apps.keyring.errors import EditConflictError

MILD = {
    "expected": "later", "held": "free", "closeness": "elsewhere", "reach": "none",
    "knows": "nothing", "trigger": "nothing", "dependants": "nobody", "medication": "longer",
    "care": "no", "tonight": "yes",
}  # fmt: skip


def score(desk: Office, case: CaseId, revision: int = 1, **answers: str) -> Score:
    return score_case(
        actor=desk.lead, case=case, name=shipped().name, version=1, answers=answers,
        revision=revision, clock=desk.clock,
    )  # fmt: skip


def need(desk: Office, case: CaseId) -> Need:
    return case_of(desk.lead, case, clock=desk.clock).case.need


def test_a_score_above_the_need_becomes_the_need_and_the_deadline_counts_from_now(
    desk: Office, case: CaseId
) -> None:
    desk.clock.forward(hours=3)
    made = score(desk, case, **{**MILD, "expected": "now"})
    assert made.tier is Need.EMERGENCY
    held = case_of(desk.lead, case, clock=desk.clock).case
    assert (held.need, held.need_since) == (Need.EMERGENCY, desk.clock())
    assert "normal → emergency" in {m.says for m in timeline(desk.lead, case, clock=desk.clock)}


def test_a_milder_score_leaves_the_need_where_it_is(desk: Office, case: CaseId) -> None:
    score(desk, case, **{**MILD, "expected": "now"})
    assert score(desk, case, revision=2, **MILD).tier is Need.NORMAL
    assert need(desk, case) is Need.EMERGENCY
    kept = [one.tier for one in all_of(desk.lead, RiskScore)]  # in no order of their own
    assert sorted(kept) == [Need.EMERGENCY, Need.NORMAL]


def test_a_judgement_raises_with_a_reason_that_is_kept(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "case": case, "revision": 1, "clock": desk.clock}
    with pytest.raises(WhyNeededError):
        raise_need(to=Need.URGENT, reason=" ", **about)
    raise_need(to=Need.URGENT, reason="the brother is back", **about)
    kept = all_of(desk.lead, Override)[0]
    assert (kept.before, kept.after, kept.second) == (Need.NORMAL, Need.URGENT, "")
    with pytest.raises(EditConflictError):
        raise_need(to=Need.EMERGENCY, reason="mine", **about)
    assert need(desk, case) is Need.URGENT


def test_nobody_lowers_a_need_alone_by_any_way(desk: Office, case: CaseId) -> None:
    score(desk, case, **{**MILD, "expected": "now"})
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    with pytest.raises(LowerNeedError):
        raise_need(to=Need.URGENT, reason="x", revision=2, **about)
    with pytest.raises(LowerNeedError):
        change_case(change=Change(need=Need.NORMAL), revision=2, **about)
    ask_to_lower(to=Need.NORMAL, reason="moved away", **about)
    assert need(desk, case) is Need.EMERGENCY
    with pytest.raises(LowerNeedError, match="not lower"):
        ask_to_lower(to=Need.EMERGENCY, reason="x", **about)
    with pytest.raises(WhyNeededError):
        ask_to_lower(to=Need.NORMAL, reason="", **about)


def test_an_answer_that_is_none_is_refused_and_nothing_is_scored(
    desk: Office, case: CaseId
) -> None:
    with pytest.raises(BadInstrumentError):
        score(desk, case, held="somewhere")
    assert all_of(desk.lead, RiskScore) == []
