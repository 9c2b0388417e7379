import datetime as dt

import msgspec
import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.cases import NotCleanError
from holdfast.apps.casework.errors.general import ItemChangedError, NumberHereError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.devices import DeviceKind, Fate
from holdfast.apps.casework.services.devices import add_device, change_device, remove_device
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError

PHONE = Device(kind=DeviceKind.PHONE, called="the old one")


def clean(desk: Office, **more: object) -> Device:
    return msgspec.structs.replace(PHONE, clean_since=desk.clock().date(), **more)


def test_nothing_is_clean_that_something_speaks_against_or_on_a_day_to_come(
    desk: Office, case: CaseId
) -> None:
    words = {"actor": desk.lead, "case": case, "clock": desk.clock}
    with pytest.raises(NotCleanError, match="Somebody else is in its account"):
        add_device(device=clean(desk, has_shared_account=Answer.YES), **words)
    tomorrow = desk.clock().date() + dt.timedelta(days=1)
    with pytest.raises(NotCleanError, match="has not come yet"):
        add_device(device=msgspec.structs.replace(PHONE, clean_since=tomorrow), **words)
    assert case_file(desk.lead, case, now=desk.clock()).all(Device) == []


def test_a_number_does_not_stand_with_a_device(desk: Office, case: CaseId) -> None:
    numbered = msgspec.structs.replace(PHONE, notes="+999 555 0184")
    with pytest.raises(NumberHereError):
        add_device(actor=desk.lead, case=case, device=numbered, clock=desk.clock)


def test_it_belongs_to_somebody_who_is_there(desk: Office, case: CaseId) -> None:
    theirs = msgspec.structs.replace(PHONE, of="z" * 26)
    with pytest.raises(NotGrantedError):
        add_device(actor=desk.lead, case=case, device=theirs, clock=desk.clock)


def test_two_at_once_conflict_and_the_timeline_says_what_became_of_it(
    desk: Office, case: CaseId
) -> None:
    phone = add_device(actor=desk.lead, case=case, device=PHONE, clock=desk.clock)
    words = {"case": case, "record": phone, "revision": 1, "clock": desk.clock}
    change_device(actor=desk.lead, device=clean(desk, fate=Fate.WIPED), **words)
    with pytest.raises(EditConflictError):
        change_device(actor=desk.second(case), device=PHONE, **words)
    with pytest.raises(ItemChangedError):
        remove_device(actor=desk.lead, **words)
    says = [m.says for m in case_of(desk.lead, case, clock=desk.clock).moments]
    assert f"phone: wiped, clean since {desk.clock().date()}" in says
    remove_device(actor=desk.lead, **{**words, "revision": 2})
    assert case_file(desk.lead, case, now=desk.clock()).all(Device) == []
