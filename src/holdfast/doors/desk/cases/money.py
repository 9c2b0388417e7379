"""The pages of money: a case's payments, one of them, and the team's months.

Invariants: a receipt is sealed as it arrives, and given out to be saved, never shown by the
browser; the team's page names no case.
"""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.errors.money import MoneyError
from holdfast.apps.casework.queries import money as looking
from holdfast.apps.casework.queries.files import CaseFile, read_file
from holdfast.apps.casework.records.money import Payment
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.currencies import written
from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.casework.services import money as doing
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import FileId, RecordId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of
from holdfast.doors.desk.streams import read_sent, streamed

from .items import CONFLICT, about, do
from .items_forms import RevisionForm
from .money_forms import LimitForm, MoveForm, RequestForm
from .people import aliases


@page(Permission.WORK_CASES)
def money(request: DeskRequest, case_id: str) -> HttpResponse:
    """The payments of a case, and the form to ask for one."""
    view = looking.money(request.actor, CaseId(case_id), clock=request.clock)
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            doing.request_money(
                actor=request.actor, case=file.scope, asked=form.asked(), clock=request.clock
            )
        except CaseworkError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Asked for. Somebody else approves it."))
            return redirect("cases:money", case_id=case_id)
    people = aliases(request)
    lines = [
        (line, people.get(MemberId(line.stored.value.requested_by), "")) for line in view.payments
    ]
    context = {"lines": lines, "sums": view.sums, "form": form, **about(file)}
    return render_page(request, "desk/cases/money.html", context)


@page(Permission.WORK_CASES)
def payment(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """One payment: who approved it, what became of it, its receipts."""
    file, stored = _stored(request, case_id, record)
    line = looking.payment_line(request.actor, stored)
    offered = [to for to in line.moves if to is not State.APPROVED or _clears(stored)]
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        moves=offered,
        initial={"revision": stored.revision},
    )
    if not form.is_valid():
        return _payment_page(request, file, line, form)
    try:
        doing.move(
            actor=request.actor,
            case=file.scope,
            record=stored.id,
            to=State(form.cleaned_data["to"]),
            says=form.cleaned_data["says"],
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=stored.revision)
        return _payment_page(request, file, line, form, status=CONFLICT)
    except CaseworkError as error:
        form.add_error(None, words_of(error))
        return _payment_page(request, file, line, form)
    say(request, _("Noted."))
    return redirect("cases:payment", case_id=case_id, record=record)


def _clears(stored: Stored[Payment]) -> bool:
    return stored.value.state is State.SUSPICIOUS


def _payment_page(
    request: DeskRequest,
    file: CaseFile,
    line: looking.PaymentLine,
    form: MoveForm,
    *,
    status: int = 200,
) -> HttpResponse:
    kept, people = line.stored.value, aliases(request)
    context = {
        "line": line,
        "payment": kept,
        "steps": [(step, people.get(MemberId(step.by), "")) for step in kept.steps],
        "approved_by": [people.get(MemberId(by), "") for by in kept.approved_by],
        "may_approve": kept.state is State.REQUESTED
        and request.actor.member not in {kept.requested_by, *kept.approved_by},
        "may_withdraw": kept.state in {State.REQUESTED, State.APPROVED},
        "revision_form": RevisionForm(initial={"revision": line.stored.revision}, auto_id=False),
        "form": form,
        **about(file),
    }
    return render_page(request, "desk/cases/payment.html", context, status=status)


@act(Permission.WORK_CASES)
def approve(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Approve a payment that somebody else asked for."""
    do(request, case_id, record, doing.approve)
    say(request, _("Approved by you."))
    return redirect("cases:payment", case_id=case_id, record=record)


@act(Permission.WORK_CASES)
def withdraw(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Ask for it no more."""
    do(request, case_id, record, doing.withdraw)
    say(request, _("Withdrawn."))
    return redirect("cases:money", case_id=case_id)


@act(Permission.WORK_CASES)
@streamed
def receive(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Keep a receipt."""
    sent = read_sent(request)
    if not sent.file_name:
        raise MoneyError(
            "No file was chosen. Nothing was saved.", hint="Choose the file, and send it."
        )
    doing.add_receipt(
        actor=request.actor,
        case=CaseId(case_id),
        record=RecordId(record),
        pieces=sent.pieces,
        clock=request.clock,
    )
    say(request, _("The receipt is kept, sealed."))
    return redirect("cases:payment", case_id=case_id, record=record)


@page(Permission.WORK_CASES)
def receipt(request: DeskRequest, case_id: str, record: str, number: int) -> HttpResponse:
    """A receipt, to be saved."""
    _file, stored = _stored(request, case_id, record)
    receipts = stored.value.receipts
    if not 1 <= number <= len(receipts):
        raise NotGrantedError
    pieces = open_file(request.actor, FileId(receipts[number - 1].file))
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="receipt-{number}"'
    return response


@page(Permission.GRANT_CASES)
def ledger(request: DeskRequest) -> HttpResponse:
    """The team's money by month, and up to which amounts one approval is enough."""
    kept = looking.limits(request.actor)
    seen = sum(one.revision for one in kept.values())  # of all, whichever currency is chosen
    form = LimitForm(request.POST if request.method == "POST" else None, initial={"revision": seen})
    if form.is_valid() and form.cleaned_data["revision"] != seen:
        beside_theirs(form, EditConflictError(), newest=seen)
    elif form.is_valid():
        currency = form.cleaned_data["currency"]
        known = kept[currency].revision if currency in kept else 0
        doing.set_limit(actor=request.actor, currency=currency, minor=form.minor, revision=known)
        say(request, _("The limit is set."))
        return redirect("cases:ledger")
    context = {
        "months": looking.months(request.actor),
        "limits": [written(one.value.minor, code) for code, one in sorted(kept.items())],
        "form": form,
    }
    return render_page(request, "desk/cases/ledger.html", context)


def _stored(request: DeskRequest, case_id: str, record: str) -> tuple[CaseFile, Stored[Payment]]:
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    return file, file.one(RecordId(record), Payment)
