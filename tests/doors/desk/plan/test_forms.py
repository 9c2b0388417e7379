import datetime as dt

from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.queries.planning import Proposal
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.services.planning import Decision
from holdfast.doors.desk.plan.forms import ChangeForm, JudgeForm
from holdfast.methods.passage.judgement import Verdict

NIGHT = dt.date(2031, 4, 2)
WILLOW = Proposal(PlaceId("w"), "Willow", NIGHT, 7)
SENT = {"place": "w", "first": "2031-04-02", "nights": "7", "reason": "near the school"}


def test_what_was_shown_is_told_from_what_is_proposed_now() -> None:
    with override_settings(**DESK_SETTINGS):
        form = JudgeForm(SENT)
        assert form.is_valid(), form.errors
    assert form.is_about(WILLOW)
    assert not form.is_about(Proposal(PlaceId("w"), "Willow", NIGHT, 6))
    assert not form.is_about(Proposal(PlaceId("a"), "Alder", NIGHT, 7))


def test_a_decision_needs_its_reason() -> None:
    with override_settings(**DESK_SETTINGS):
        assert not JudgeForm({**SENT, "reason": " "}).is_valid()


def test_another_bed_is_one_of_the_places_that_are_offered() -> None:
    with override_settings(**DESK_SETTINGS):
        form = ChangeForm(SENT, places=[("w", "Willow")])
        assert form.is_valid(), form.errors
        assert not ChangeForm({**SENT, "place": "x"}, places=[("w", "Willow")]).is_valid()
    assert form.decision(Verdict.CHANGE) == Decision(
        Verdict.CHANGE, PlaceId("w"), NIGHT, 7, "near the school"
    )
