from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries import warnings
from holdfast.apps.casework.queries.cases import case as case_view
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.warnings import CaseWarning, Gravity
from holdfast.apps.casework.rules.cases import CaseId


def _minor(_file: CaseFile, _now: dt.datetime) -> Iterator[CaseWarning]:
    yield CaseWarning(Gravity.WARN, "Look twice.")


def _grave(_file: CaseFile, _now: dt.datetime) -> Iterator[CaseWarning]:
    yield CaseWarning(Gravity.DANGER, "Do not call.", "Write instead.")


def test_a_case_shows_what_its_capabilities_warn_of_dangers_first(
    desk: Office, case: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert case_view(desk.lead, case, clock=desk.clock).warnings == []
    monkeypatch.setattr(warnings, "WARNING", (_minor, _grave))
    shown = case_view(desk.lead, case, clock=desk.clock).warnings
    assert [warning.says for warning in shown] == ["Do not call.", "Look twice."]
