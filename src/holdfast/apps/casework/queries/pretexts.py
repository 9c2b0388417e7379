"""What legal pretexts stop at a border, told at the top of a case.

Invariants: a threat that ended warns of nothing; what is suspected warns more mildly than what is
confirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.threats import Threat
from holdfast.apps.casework.rules.threats import AT_BORDERS, Pretext, PretextState

from .asked import CaseWarning, Gravity
from .files import CaseFile

_GRAVITY = {PretextState.CONFIRMED: Gravity.DANGER, PretextState.SUSPECTED: Gravity.WARN}


def of_pretexts(file: CaseFile, _now: dt.datetime) -> Iterator[CaseWarning]:
    """A warning for each pretext that a border may act on."""
    threats = [stored.value for stored in file.all(Threat) if not stored.value.ended_on]
    for pretext in (one for one in Pretext if one in AT_BORDERS):
        states = {threat.state_of(pretext) for threat in threats}
        worst = next((state for state in _GRAVITY if state in states), None)
        if worst is not None:
            says = f"{str(pretext).capitalize()}: {worst}."
            yield CaseWarning(_GRAVITY[worst], says, "A border may act on it. See Threats.")
