"""The pages of a case's devices.

Invariants: as of every page of a case, a reason was given before.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.services import devices as doing
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import say

from .devices_forms import DeviceForm
from .items import Pages, do, item_page, list_page

PAGES = Pages(
    listed="devices",
    removing="remove-device",
    title=gettext_lazy("A device"),
    form=DeviceForm,
    keyword="device",
    add=doing.add_device,
    change=doing.change_device,
)


@page(Permission.WORK_CASES)
def devices(request: DeskRequest, case_id: str) -> HttpResponse:
    """The devices of a case, and the form for a new one."""
    return list_page(request, case_id, PAGES)


@page(Permission.WORK_CASES)
def device(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """One device."""
    return item_page(request, case_id, record, PAGES)


@act(Permission.WORK_CASES)
def remove(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Take out a device that was entered by mistake."""
    do(request, case_id, record, doing.remove_device)
    say(request, _("Taken out."))
    return redirect("cases:devices", case_id=case_id)
