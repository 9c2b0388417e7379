import msgspec
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.queries.risk import risk
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.risk import Thresholds
from holdfast.apps.casework.services.instruments import edit_instrument
from holdfast.apps.casework.services.risk import ask_to_lower, raise_need, score_case


def test_a_score_is_read_by_the_version_it_was_made_with(desk: Office, case: CaseId) -> None:
    score_case(
        actor=desk.lead, case=case, name="harm-ahead", version=1, answers={}, revision=1,
        clock=desk.clock,
    )  # fmt: skip
    edited = msgspec.structs.replace(shipped(), thresholds=Thresholds(60, 20))
    edit_instrument(actor=desk.lead, edited=edited, why="stricter", clock=desk.clock)
    view = risk(desk.lead, case, clock=desk.clock)
    assert view.scores[0].score.tier is view.scores[0].record.tier is Need.URGENT
    assert view.instruments[0].instrument.version == 2


def test_what_people_hold_above_the_score_is_said(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    score_case(name="harm-ahead", version=1, answers={}, revision=1, **about)
    assert not risk(desk.lead, case, clock=desk.clock).is_above
    raise_need(to=Need.EMERGENCY, reason="found", revision=2, **about)
    ask_to_lower(to=Need.URGENT, reason="moved", **about)
    view = risk(desk.lead, case, clock=desk.clock)
    assert view.is_above
    assert [moved.reason for moved in view.overrides] == ["found"]
    assert [asked.value.wanted for asked in view.asked] == ["urgent"]
