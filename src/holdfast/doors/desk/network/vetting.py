"""The vetting of a person of the network.

Invariants: whoever cannot open them is told nothing of them.
"""

from __future__ import annotations

from django.http import HttpResponse

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.rules.people import HelperId
from holdfast.doors.desk.cases.vetting_page import Where, compare, show, take_signal, take_word
from holdfast.doors.desk.entry import DeskRequest, act, page


@page(Permission.WORK_CASES)
def vetting(request: DeskRequest, helper_id: str) -> HttpResponse:
    """What is known of somebody, claim by claim."""
    return show(request, _where(request, helper_id))


@act(Permission.WORK_CASES)
def vet_claim(request: DeskRequest, helper_id: str, claim: str) -> HttpResponse:
    """A word on a claim."""
    return take_word(request, _where(request, helper_id), claim)


@act(Permission.WORK_CASES)
def vet_signal(request: DeskRequest, helper_id: str) -> HttpResponse:
    """A signal noticed, or looked at."""
    return take_signal(request, _where(request, helper_id))


@act(Permission.WORK_CASES)
def vet_numbers(request: DeskRequest, helper_id: str) -> HttpResponse:
    """Who else has a number of theirs."""
    return compare(request, _where(request, helper_id))


def _where(request: DeskRequest, helper_id: str) -> Where:
    """Its addresses. Raises NotAHelperError where it is none whom the member knows."""
    found = HelperId(helper_id)
    stored_helper(request.actor, found)
    return Where(
        found,
        "network:helper",
        "network:vetting",
        "network:vet-claim",
        "network:vet-signal",
        "network:vet-numbers",
    )
