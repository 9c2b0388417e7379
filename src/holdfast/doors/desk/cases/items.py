"""The pages of the parts of a case: the list with a form for a new one, and one to be changed.

Invariants: where two change one at once, the later one sees both and decides; what is refused is
said in the form, with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from holdfast.apps.casework.errors.general import CaseworkError, ItemChangedError
from holdfast.apps.casework.queries.files import CaseFile, read_file
from holdfast.apps.casework.queries.household import members_of
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .items_forms import ItemForm, RevisionForm

CONFLICT = 409
Act = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages of one kind of part are made of.

    `listed` is the name of the list's address and of its template; `add` and `change` take the
    part as `keyword`, and else what every service takes.
    """

    listed: str
    removing: str
    title: Promise
    form: type[ItemForm]
    keyword: str
    add: Act
    change: Act


def list_page(request: DeskRequest, case_id: str, pages: Pages) -> HttpResponse:
    """The list, and the form for a new one."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    form = pages.form(request.POST if request.method == "POST" else None, file=file)
    if form.is_valid():
        try:
            pages.add(**_where(request, file), **{pages.keyword: form.item()})
        except CaseworkError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Entered."))
            return redirect(f"cases:{pages.listed}", case_id=case_id)
    whose = dict(members_of(file))
    items = [(one, whose.get(one.value.of, "")) for one in file.all(pages.form.ITEM)]
    context = {"items": items, "form": form, **about(file)}
    return render_page(request, f"desk/cases/{pages.listed}.html", context)


def item_page(request: DeskRequest, case_id: str, record: str, pages: Pages) -> HttpResponse:
    """One of them, to be changed or taken out."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    stored = file.one(RecordId(record), pages.form.ITEM)
    begun = pages.form.initial_of(stored.value, stored.revision)
    form = pages.form(request.POST if request.method == "POST" else None, file=file, initial=begun)
    if not form.is_valid():
        return _item_page(request, file, stored, pages, form)
    typed = {
        "record": stored.id,
        "revision": form.cleaned_data["revision"],
        pages.keyword: form.item(stored.value),
    }
    try:
        pages.change(**_where(request, file), **typed)
    except EditConflictError as error:
        beside_theirs(form, error, newest=stored.revision)
        return _item_page(request, file, stored, pages, form, theirs=form.shown())
    except CaseworkError as error:
        form.add_error(None, words_of(error))
        return _item_page(request, file, stored, pages, form)
    say(request, _("Saved."))
    return redirect(f"cases:{pages.listed}", case_id=case_id)


def do(request: DeskRequest, case_id: str, record: str, act: Act) -> None:
    """Do something to the version of a part that the page showed.

    Raises ItemChangedError where the form is none of ours, or as the service does.
    """
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise ItemChangedError
    act(
        actor=request.actor,
        case=CaseId(case_id),
        record=RecordId(record),
        revision=form.cleaned_data["revision"],
        clock=request.clock,
    )


def about(file: CaseFile) -> dict[str, object]:
    """What every page of a case's parts shows."""
    is_open = file.case.state is not CaseState.CLOSED
    return {"case": file.case, "case_id": file.scope, "is_open": is_open}


def _where(request: DeskRequest, file: CaseFile) -> dict[str, Any]:
    return {"actor": request.actor, "case": file.scope, "clock": request.clock}


def _item_page(
    request: DeskRequest,
    file: CaseFile,
    stored: Stored[Any],
    pages: Pages,
    form: ItemForm,
    theirs: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "theirs": theirs,
        "title": pages.title,
        "back": reverse(f"cases:{pages.listed}", args=[file.scope]),
        "removing": reverse(f"cases:{pages.removing}", args=[file.scope, stored.id]),
        "remove_form": RevisionForm(initial={"revision": stored.revision}, auto_id=False),
        **about(file),
    }
    status = CONFLICT if theirs is not None else 200
    return render_page(request, "desk/cases/item.html", context, status=status)
