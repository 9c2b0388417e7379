import msgspec
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.warnings import Gravity
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.devices import DeviceKind, Fate
from holdfast.apps.casework.services.devices import add_device, change_device

PHONE = Device(kind=DeviceKind.PHONE)


def warned(desk: Office, case: CaseId) -> list[tuple[str, str]]:
    shown = case_of(desk.lead, case, clock=desk.clock).warnings
    return [(warning.gravity, warning.more) for warning in shown]


def test_a_device_is_warned_of_until_it_is_found_clean_or_out_of_use(
    desk: Office, case: CaseId
) -> None:
    phone = add_device(actor=desk.lead, case=case, device=PHONE, clock=desk.clock)
    assert warned(desk, case) == [(Gravity.WARN, "")]

    def now(revision: int, **known: object) -> list[tuple[str, str]]:
        change_device(
            actor=desk.lead, case=case, record=phone, revision=revision, clock=desk.clock,
            device=msgspec.structs.replace(PHONE, **known),
        )  # fmt: skip
        return warned(desk, case)

    assert now(1, shares_location=Answer.YES) == [(Gravity.DANGER, "It tells where it is.")]
    assert now(2, clean_since=desk.clock().date()) == []
    assert now(3, shares_location=Answer.YES, fate=Fate.LEFT) == []
