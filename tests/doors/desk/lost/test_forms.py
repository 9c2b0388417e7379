from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.rules.losses import LossKind
from holdfast.doors.desk.lost.forms import KINDS, LostForm, SureForm, WhyForm


def test_everything_that_can_be_lost_is_offered() -> None:
    assert {kind for kind, _ in KINDS} == {kind.value for kind in LossKind}


def test_what_happened_is_always_asked() -> None:
    with override_settings(**DESK_SETTINGS):
        assert not WhyForm({"reason": " "}).is_valid()
        assert set(LostForm({}).errors) == {"kind", "alias", "reason"}


def test_an_act_that_is_not_confirmed_is_not_valid() -> None:
    with override_settings(**DESK_SETTINGS):
        assert SureForm({"sure": "on"}).is_valid()
        assert not SureForm({}).is_valid()
