"""Entering a device, changing what is known of it, and taking out one that was entered by mistake.

Invariants: nothing is called clean that something speaks against, or on a day to come; a number is
refused.
"""

from __future__ import annotations

from holdfast.apps.casework.errors.cases import NotCleanError
from holdfast.apps.casework.errors.general import NumberHereError
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.household import check_member
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.rules.answers import holds_a_number
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.devices import troubles
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .cases import open_file
from .items import Line, put_item, remove_item, save_item


def add_device(*, actor: Actor, case: CaseId, device: Device, clock: Clock = utc_now) -> RecordId:
    """A new device of a case.

    Raises NotCleanError, NumberHereError, ClosedCaseError, NotGrantedError, or as
    `queries.cases.read_file`.
    """
    file = open_file(actor, case, clock=clock)
    _check(file, device, clock)
    with writing(actor) as write:
        return put_item(write, file, device, line=_line(device), clock=clock)


def change_device(
    *,
    actor: Actor,
    case: CaseId,
    record: RecordId,
    device: Device,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """The device as it is now, over `revision`. Raises EditConflictError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, Device)
    _check(file, device, clock)
    with writing(actor) as write:
        save_item(write, file, stored, device, line=_line(device), revision=revision, clock=clock)


def remove_device(
    *, actor: Actor, case: CaseId, record: RecordId, revision: int, clock: Clock = utc_now
) -> None:
    """Destroy the entry of a device. Raises ItemChangedError, or as above."""
    file = open_file(actor, case, clock=clock)
    stored = file.one(record, Device)
    line = Line(FactKind.DEVICE, f"{stored.value.kind}: the entry was taken out")
    remove_item(actor, file, stored, line=line, revision=revision, clock=clock)


def _check(file: CaseFile, device: Device, clock: Clock) -> None:
    if holds_a_number(f"{device.called} | {device.notes}"):
        raise NumberHereError
    check_member(file, device.of)
    if device.clean_since is None:
        return
    if device.clean_since > clock().date():
        raise NotCleanError("This day has not come yet. Nothing was saved.")
    if against := troubles(device.condition):
        raise NotCleanError(f"{' '.join(against)} So it is not clean. Nothing was saved.")


def _line(device: Device) -> Line:
    clean = f"clean since {device.clean_since}" if device.clean_since else "not known to be clean"
    return Line(FactKind.DEVICE, f"{device.kind}: {device.fate}, {clean}")
