"""The pages of a case's documents.

Invariants: as of every page of a case, a reason was given before.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.services import documents as doing
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import say

from .documents_forms import DocumentForm
from .items import Pages, do, item_page, list_page

PAGES = Pages(
    listed="documents",
    removing="remove-document",
    title=gettext_lazy("A document"),
    form=DocumentForm,
    keyword="document",
    add=doing.add_document,
    change=doing.change_document,
)


@page(Permission.WORK_CASES)
def documents(request: DeskRequest, case_id: str) -> HttpResponse:
    """The documents of a case, and the form for a new one."""
    return list_page(request, case_id, PAGES)


@page(Permission.WORK_CASES)
def document(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """One document."""
    return item_page(request, case_id, record, PAGES)


@act(Permission.WORK_CASES)
def remove(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Take out a document that was entered by mistake."""
    do(request, case_id, record, doing.remove_document)
    say(request, _("Taken out."))
    return redirect("cases:documents", case_id=case_id)
