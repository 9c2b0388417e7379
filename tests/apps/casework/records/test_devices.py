import datetime as dt

from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.devices import Condition, DeviceKind, Fate, Stalkerware

DAY = dt.date(2031, 4, 2)


def test_the_rules_see_every_field_in_its_own_place() -> None:
    device = Device(
        kind=DeviceKind.PHONE, fate=Fate.WIPED, stalkerware=Stalkerware.NONE, clean_since=DAY,
        has_shared_account=Answer.YES, shares_location=Answer.NO, was_seized=Answer.UNKNOWN,
    )  # fmt: skip
    assert device.condition == Condition(
        fate=Fate.WIPED, stalkerware=Stalkerware.NONE, has_shared_account=Answer.YES,
        shares_location=Answer.NO, was_seized=Answer.UNKNOWN, clean_since=DAY,
    )  # fmt: skip
