"""The vetting of a case.

Invariants: it is shown after the reason for opening the case was given.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.entry import DeskRequest, act, page

from .vetting_page import Where, compare, show, take_signal, take_word


@page(Permission.WORK_CASES)
def vetting(request: DeskRequest, case_id: str) -> HttpResponse:
    """What is known of whom the case is about, claim by claim."""
    try:
        return show(request, _where(case_id))
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.CONTENT)


@act(Permission.WORK_CASES)
def vet_claim(request: DeskRequest, case_id: str, claim: str) -> HttpResponse:
    """A word on a claim."""
    return take_word(request, _where(case_id), claim)


@act(Permission.WORK_CASES)
def vet_signal(request: DeskRequest, case_id: str) -> HttpResponse:
    """A signal noticed, or looked at."""
    return take_signal(request, _where(case_id))


@act(Permission.WORK_CASES)
def vet_numbers(request: DeskRequest, case_id: str) -> HttpResponse:
    """Who else has a number of theirs."""
    return compare(request, _where(case_id))


def _where(case_id: str) -> Where:
    return Where(
        CaseId(case_id),
        "cases:case",
        "cases:vetting",
        "cases:vet-claim",
        "cases:vet-signal",
        "cases:vet-numbers",
    )
