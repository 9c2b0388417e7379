"""What must be seen before anybody acts in a case: each capability says it in its own words.

Invariants: dangers come first.
"""

from __future__ import annotations

import datetime as dt

from .asked import CaseWarning, Gravity, Warns
from .devices import of_devices
from .files import CaseFile
from .flagged import of_flags
from .household import of_consent
from .pretexts import of_pretexts
from .signals import of_vetting
from .telling import of_handed_parts

__all__ = ["WARNING", "CaseWarning", "Gravity", "Warns", "warnings_in"]

WARNING: tuple[Warns, ...] = (
    of_vetting,
    of_pretexts,
    of_flags,
    of_handed_parts,
    of_consent,
    of_devices,
)


def warnings_in(file: CaseFile, now: dt.datetime) -> list[CaseWarning]:
    """All that warns in a case: dangers first, each in the order of the capabilities."""
    found = [warning for warns in WARNING for warning in warns(file, now)]
    return sorted(found, key=lambda warning: list(Gravity).index(warning.gravity))
