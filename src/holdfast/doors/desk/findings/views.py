"""Pages of findings: the list, a finding, judging, and bringing a record in.

Invariants: a machine's count is never shown as a person's; opening an address changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.queries import members as listed_members
from holdfast.apps.accounts.rules import MemberId, MemberState, Permission, may
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError
from holdfast.apps.review.errors import NoReviewError, NoSuchStatementError, WrongFileError
from holdfast.apps.review.queries.findings import FindingView, ShownStatement
from holdfast.apps.review.queries.findings import finding as read_finding
from holdfast.apps.review.queries.findings import findings as all_findings
from holdfast.apps.review.rules import FindingId, StatementId, StatementVerdict, Verdict
from holdfast.apps.review.services.bringing import MOST_BYTES, bring_in
from holdfast.apps.review.services.founding import found_review, join_review
from holdfast.apps.review.services.judging import judge_finding, judge_statement
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.leaves import leaf
from holdfast.doors.desk.refusals import words_of
from holdfast.doors.desk.streams import Sent, read_sent, streamed

from .forms import JoinForm, JudgeForm, JudgeStatementForm
from .shown import count_words, drawing, shown_quotation, shown_row, things

SHOWN_AT_FIRST = 12
SHOWN_A_PAGE = 40


@page(Permission.READ_FINDINGS)
def findings(request: DeskRequest) -> HttpResponse:
    """All findings, those with the most origins first."""
    try:
        rows = [shown_row(row) for row in all_findings(request.actor)]
    except NoReviewError:
        return render_page(request, "desk/findings/none.html", {"may_judge": _may_judge(request)})
    context = {"rows": rows, "may_judge": _may_judge(request)}
    return render_page(request, "desk/findings/findings.html", context)


@act(Permission.JUDGE_REPORTS)
def found(request: DeskRequest) -> HttpResponse:
    """Found the review desk."""
    found_review(actor=request.actor)
    say(request, _("The review desk is founded. Bring in what corroborate wrote."))
    return redirect("findings:findings")


@page(Permission.JUDGE_REPORTS)
@streamed
def bring(request: DeskRequest) -> HttpResponse:
    """Bring in a record of corroborate."""
    trouble = ""
    if request.method == "POST":
        try:
            brought = bring_in(
                actor=request.actor, record_json=_held(read_sent(request)), clock=request.clock
            )
        except WrongFileError as error:
            trouble = words_of(error)
        else:
            words = _("Reports: %(new)s new, %(renewed)s read anew, %(same)s here already.")
            counts = {"new": brought.new, "renewed": brought.renewed, "same": brought.unchanged}
            say(request, words % counts)
            return redirect("findings:findings")
    return render_page(request, "desk/findings/bring.html", {"trouble": trouble})


@page(Permission.JUDGE_REPORTS)
def members(request: DeskRequest) -> HttpResponse:
    """Let somebody in."""
    listed = listed_members(request.active)
    at_work = [(one.id, one.alias) for one in listed if one.state is MemberState.ACTIVE]
    form = JoinForm(request.POST or None, members=at_work)
    if request.method == "POST" and form.is_valid():
        try:
            join_review(actor=request.actor, member=MemberId(form.cleaned_data["member"]))
        except AlreadyHoldsError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("They can open the findings now."))
            return redirect("findings:findings")
    return render_page(request, "desk/findings/members.html", {"form": form})


@page(Permission.READ_FINDINGS)
def finding(request: DeskRequest, finding_id: str) -> HttpResponse:
    """A finding: what is said for and against it, and what people judged."""
    view = _view(request, finding_id)
    return _finding_page(request, view, JudgeForm(initial={"revision": view.revision}))


@page(Permission.READ_FINDINGS)
def said(request: DeskRequest, finding_id: str, number: int) -> HttpResponse:
    """All that is said for a finding, page by page."""
    view = _view(request, finding_id)
    heading = _("What is said")
    return _statements_page(request, view, view.said, heading=heading, number=number)


@page(Permission.READ_FINDINGS)
def against(request: DeskRequest, finding_id: str, number: int) -> HttpResponse:
    """All that speaks against a finding, page by page."""
    view = _view(request, finding_id)
    heading = _("What speaks against it")
    return _statements_page(request, view, view.denied, heading=heading, number=number)


@act(Permission.JUDGE_REPORTS)
def judge(request: DeskRequest, finding_id: str) -> HttpResponse:
    """Judge a finding."""
    view, form = _view(request, finding_id), JudgeForm(request.POST)
    if not form.is_valid():
        return _finding_page(request, view, form)
    try:
        judge_finding(
            actor=request.actor,
            finding=view.row.id,
            verdict=Verdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        form = beside_theirs(form, error, newest=view.revision)
        return _finding_page(request, view, form, status=409)
    say(request, _("Your judgement is written down, with your alias and your reason."))
    return redirect("findings:finding", finding_id)


@page(Permission.READ_FINDINGS)
def statement(request: DeskRequest, finding_id: str, statement_id: str) -> HttpResponse:
    """A statement under a finding: its history, and judging it."""
    view = _view(request, finding_id)
    shown = next((s for s in (*view.said, *view.denied) if s.id == statement_id), None)
    if shown is None:
        raise NoSuchStatementError
    form = JudgeStatementForm(initial={"revision": view.revision})
    if request.method == "POST":
        form = JudgeStatementForm(request.POST)
        if form.is_valid() and _judged(request, view, StatementId(statement_id), form):
            say(request, _("Your judgement of the statement is written down."))
            return redirect("findings:finding", finding_id)
    judged = [j for j in view.finding.statement_judgements if j.statement == statement_id]
    names = _aliases(request)
    context = {
        "view": view,
        "quotation": shown_quotation(shown),
        "form": form,
        "history": [(j, names.get(j.by, "")) for j in judged],
        "may_judge": _may_judge(request),
    }
    return render_page(request, "desk/findings/statement.html", context)


@page(Permission.READ_FINDINGS)
def figures(request: DeskRequest, finding_id: str, place: str) -> HttpResponse:
    """The figures of one thing, drawn with their open ends."""
    drawn = drawing(_view(request, finding_id), place)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn.light, content_type="image/png")


def _finding_page(
    request: DeskRequest, view: FindingView, form: Form, *, status: int = 200
) -> HttpResponse:
    names = _aliases(request)
    context = {
        "view": view,
        "row": shown_row(view.row),
        "count": count_words(view.row.origins),
        "machine": count_words(view.row.machine),
        "said": [shown_quotation(shown) for shown in view.said[:SHOWN_AT_FIRST]],
        "denied": [shown_quotation(shown) for shown in view.denied[:SHOWN_AT_FIRST]],
        "more_said": max(0, len(view.said) - SHOWN_AT_FIRST),
        "more_denied": max(0, len(view.denied) - SHOWN_AT_FIRST),
        "things": things(view),
        "history": [(j, names.get(j.by, "")) for j in view.finding.judgements],
        "form": form,
        "may_judge": _may_judge(request),
    }
    return render_page(request, "desk/findings/finding.html", context, status=status)


def _judged(
    request: DeskRequest, view: FindingView, statement: StatementId, form: JudgeStatementForm
) -> bool:
    """Whether the judgement is written down; the form says why where it is not."""
    try:
        judge_statement(
            actor=request.actor,
            finding=view.row.id,
            statement=statement,
            verdict=StatementVerdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=view.revision)
        return False
    return True


def _statements_page(
    request: DeskRequest,
    view: FindingView,
    statements: Sequence[ShownStatement],
    *,
    heading: str,
    number: int,
) -> HttpResponse:
    turned = leaf(statements, number, most=SHOWN_A_PAGE)
    context = {
        "view": view,
        "heading": heading,
        "leaf": turned,
        "statements": [shown_quotation(shown) for shown in turned.rows],
    }
    return render_page(request, "desk/findings/statements.html", context)


def _view(request: DeskRequest, finding_id: str) -> FindingView:
    return read_finding(request.actor, FindingId(finding_id), clock=request.clock)


def _held(sent: Sent) -> bytes:
    """The file, held in memory: no more of it than a record may have. Raises WrongFileError."""
    held = bytearray()
    for piece in sent.pieces:
        held += piece
        if len(held) > MOST_BYTES:
            break
    if not held:
        raise WrongFileError
    return bytes(held)


def _may_judge(request: DeskRequest) -> bool:
    return may(request.active.roles, Permission.JUDGE_REPORTS)


def _aliases(request: DeskRequest) -> dict[str, str]:
    return {one.id: one.alias for one in listed_members(request.active)}
