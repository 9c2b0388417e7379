"""The page of somebody's vetting, the same for a case and for a person of the network.

Invariants: beyond what the member may open nobody is named; a signal is shown as something to look
at, never as a verdict; numbers are compared where a member asks for it, by a counted question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.vetting import ClaimView, SignalView, VettingView, vouchers
from holdfast.apps.casework.queries.vetting import vetting as vetting_of
from holdfast.apps.casework.records.vetting import Review, SignalLook
from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import ADVERSE, Result, Standing, Step
from holdfast.apps.casework.services.seen_before import compare_numbers
from holdfast.apps.casework.services.vetting import add_claim, look_at, notice, say_of_claim
from holdfast.apps.keyring.rules import RecordId, ScopeId
from holdfast.doors.desk.entry import DeskRequest
from holdfast.doors.desk.frame import render_page, say

from .drawing import HIGH, WIDE, draw
from .people import aliases, colleagues
from .vetting_forms import ClaimForm, LookForm, NoticeForm, WordForm


@dataclass(frozen=True, slots=True)
class Where:
    """The names of the addresses of one vetting, and whose it is."""

    subject: ScopeId
    back: str
    page: str
    claim: str
    signal: str
    numbers: str


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its people by alias, and what can be said of it."""

    view: ClaimView
    tone: str
    by: str
    voucher: str
    reviews: list[tuple[Review, str]]
    address: str
    form: WordForm | None


@dataclass(frozen=True, slots=True)
class ShownSignal:
    """Something to look at, with who looked."""

    view: SignalView
    looks: list[tuple[SignalLook, str]]
    form: LookForm


def show(request: DeskRequest, where: Where) -> HttpResponse:
    """Show a vetting, and take in a claim."""
    form = _claim_form(request, where, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_claim(
                actor=request.actor,
                subject_id=where.subject,
                checked=form.checked(),
                clock=request.clock,
            )
        except CaseworkError as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Entered. It counts once a second member agrees."))
            return redirect(where.page, where.subject)
    return _page(request, where, form)


def compare(request: DeskRequest, where: Where) -> HttpResponse:
    """The page with who has the same number, this once: another look at it does not ask again."""
    found = compare_numbers(actor=request.actor, subject_id=where.subject, clock=request.clock)
    return _page(request, where, _claim_form(request, where, None), same_number=found)


def take_word(request: DeskRequest, where: Where, claim: str) -> HttpResponse:
    """What a colleague says of a claim."""
    form = WordForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("This form is not of that page. Nothing was saved."))
    typed = form.cleaned_data
    say_of_claim(
        actor=request.actor,
        subject_id=where.subject,
        claim=RecordId(claim),
        step=Step(typed["step"]),
        revision=typed["revision"],
        says=typed["says"],
        clock=request.clock,
    )
    say(request, _("Noted, with your alias."))
    return redirect(where.page, where.subject)


def take_signal(request: DeskRequest, where: Where) -> HttpResponse:
    """What somebody noticed, or found when they looked."""
    look = LookForm(request.POST)
    if "basis" in request.POST and look.is_valid():
        typed = look.cleaned_data
        look_at(
            actor=request.actor,
            subject_id=where.subject,
            signal=Signal(typed["signal"]),
            basis=typed["basis"].replace("\r\n", "\n"),
            says=typed["says"],
            clock=request.clock,
        )
        say(request, _("Noted that you looked."))
        return redirect(where.page, where.subject)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("Say what happened. Nothing was saved."))
    notice(
        actor=request.actor,
        subject_id=where.subject,
        signal=Signal(form.cleaned_data["signal"]),
        says=form.cleaned_data["says"],
        clock=request.clock,
    )
    say(request, _("Noted: somebody should look at this."))
    return redirect(where.page, where.subject)


def tone_of(result: Result) -> str:
    """The tone that a result is shown in."""
    if result in ADVERSE:
        return "danger"
    return "" if result is Result.UNVERIFIED else "ok"


def _claim_form(request: DeskRequest, where: Where, typed: QueryDict | None) -> ClaimForm:
    choices = [*vouchers(request.actor, where.subject), *colleagues(request)]
    return ClaimForm(typed, vouchers=choices)


def _page(
    request: DeskRequest, where: Where, form: ClaimForm, *, same_number: list[str] | None = None
) -> HttpResponse:
    people = {str(member): alias for member, alias in aliases(request).items()}
    shown = vetting_of(
        request.actor,
        where.subject,
        members=people,
        same_number=same_number or (),
        clock=request.clock,
    )
    context = {**_context(where, shown, people, form), "is_alone": same_number == []}
    return render_page(request, "desk/cases/vetting.html", context)


def _context(
    where: Where, shown: VettingView, people: Mapping[str, str], form: ClaimForm
) -> dict[str, object]:
    hidden = _("somebody you may not open")
    names = {one: p.alias for one, p in shown.people.items()}
    drawn = draw(shown.chain)
    return {
        "shown": shown,
        "tone": tone_of(shown.overall),
        "form": form,
        "notice_form": NoticeForm(auto_id="id_notice_%s"),
        "claims": [_claim(where, view, people, names, hidden) for view in shown.claims],
        "signals": [_signal(n, view, people) for n, view in enumerate(shown.signals)],
        "drawn": drawn,
        "wide": WIDE,
        "high": HIGH,
        "boxes": [(box, names.get(box.id, _("not yours to open"))) for box in drawn.boxes],
        "links": [
            (names.get(v, hidden), names.get(s, hidden), shown.chain.marks.get(v))
            for v, s in shown.chain.links
        ],
        "back": reverse(where.back, args=[where.subject]),
        "page_address": reverse(where.page, args=[where.subject]),
        "signal_address": reverse(where.signal, args=[where.subject]),
        "numbers_address": reverse(where.numbers, args=[where.subject]),
    }


def _claim(
    where: Where, view: ClaimView, people: Mapping[str, str], names: Mapping[str, str], hidden: str
) -> ShownClaim:
    claim = view.stored.value
    address = reverse(where.claim, args=[where.subject, view.stored.id])
    return ShownClaim(
        view=view,
        tone=tone_of(claim.result) if view.standing in {Standing.COUNTS, Standing.ENDING} else "",
        by=people.get(claim.by, ""),
        voucher=names.get(claim.voucher, hidden) if claim.voucher else "",
        reviews=[(review, people.get(review.by, "")) for review in claim.reviews],
        address=address,
        form=_word_form(view) if view.steps else None,
    )


def _word_form(view: ClaimView) -> WordForm:
    stored = view.stored
    form = WordForm(initial={"revision": stored.revision}, auto_id=f"id_{stored.id}_%s")
    form.fields["step"].choices = [
        (step.value, step.value.capitalize()) for step in Step if step in view.steps
    ]
    return form


def _signal(number: int, view: SignalView, people: Mapping[str, str]) -> ShownSignal:
    begin = {"signal": view.signal.value, "basis": view.basis}
    return ShownSignal(
        view=view,
        looks=[(look, people.get(look.by, "")) for look in view.looks],
        form=LookForm(initial=begin, auto_id=f"id_look{number}_%s"),
    )
