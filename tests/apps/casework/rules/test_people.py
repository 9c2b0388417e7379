from holdfast.apps.casework.rules.people import ASKABLE, HelperState


def test_only_who_is_active_can_be_asked() -> None:
    assert {HelperState.ACTIVE} == ASKABLE
