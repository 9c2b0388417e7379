"""What devices warn of: one that is in use and not known to be clean.

Invariants: pure; words name kinds, no number and nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.rules.cases import CaseState
from holdfast.apps.casework.rules.devices import is_clean, is_in_use, troubles

from .asked import CaseWarning, Gravity
from .files import CaseFile

_NOT_CLEAN = "Their {kind} is not clean: what you send to it may be read by others."
_NOT_KNOWN = "Nobody has found their {kind} clean yet: think before you send anything to it."


def of_devices(file: CaseFile, _now: dt.datetime) -> Iterator[CaseWarning]:
    """Which devices of an open case are not to be written to."""
    if file.case.state is CaseState.CLOSED:
        return
    for device in (stored.value for stored in file.all(Device)):
        if is_clean(device.condition) or not is_in_use(device.condition):
            continue
        against = troubles(device.condition)
        if against:
            yield CaseWarning(
                Gravity.DANGER, _NOT_CLEAN.format(kind=device.kind), " ".join(against)
            )
        else:
            yield CaseWarning(Gravity.WARN, _NOT_KNOWN.format(kind=device.kind))
