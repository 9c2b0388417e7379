"""Coming in and writing: which way in, the questions, the words, and the code.

Invariants:
- Nothing is changed by a GET, and nothing is remembered between two pages but what they carry.
- What somebody wrote is stored before anything else can fail, or is on the page that says why not.
"""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _  # said in the language of the page

from holdfast.apps.intake.errors import EmptyMessageError
from holdfast.apps.intake.rules import Question, Way, only_known
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.intake.services.mailboxes import Said
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import ContactCode
from holdfast.kernel.errors import HoldfastError

from .entry import asked, code_cost, door, form, language_of
from .languages import nearest
from .pages import show
from .questions import asked_of
from .slips import Writing, opened, sealed, visit_of


@door("GET", "HEAD")
def start(_request: HttpRequest, language: str = "") -> HttpResponse:
    """The first page: which way in."""
    return show("start", language)


@door("POST")
def go(request: HttpRequest) -> HttpResponse:
    """The way that somebody chose."""
    return _step(request, Writing(way=_way(request)))


@door("POST")
def next_question(request: HttpRequest) -> HttpResponse:
    """An answer, or none; then the next question."""
    slip = opened(form(request).get("slip", ""), Writing) or Writing()
    questions = asked_of(slip.way)
    answers, step = slip.answers, min(slip.step, len(questions))
    if form(request).get("move") == "back":
        return _step(request, msgspec.structs.replace(slip, step=max(0, step - 1)))
    if step < len(questions):
        given = {questions[step].question.value: form(request).getlist("answer")}
        answers = {**answers, **only_known(given)}
    is_last = form(request).get("move") == "write"
    step = len(questions) if is_last else step + 1
    return _step(request, msgspec.structs.replace(slip, step=step, answers=answers))


def _step(request: HttpRequest, slip: Writing) -> HttpResponse:
    """The question at this step, or the page to write on."""
    questions = asked_of(slip.way)
    language = asked(request)
    if slip.step >= len(questions):
        return words_page(language, slip)
    one = questions[slip.step]
    given = slip.answers.get(one.question, ())
    return show(
        "question",
        language,
        slip=sealed(slip),
        asked=one,
        given=given,
        number=slip.step + 1,
        of=len(questions),
    )


@door("POST")
def send(request: HttpRequest) -> HttpResponse:
    """The first message: stored, and then the code is shown. Text is taken also without a slip,
    as after a restart: nobody writes twice because of us."""
    slip = opened(form(request).get("slip", ""), Writing) or Writing(way=_way(request))
    language, text = asked(request), form(request).get("text", "")
    spoken = language_of(slip.answers, language)
    said = Said(slip.page, text, slip.way, slip.answers, spoken, _shown_instead(spoken))
    code_shown = ContactCode(slip.code)
    try:
        box_ = mailboxes.open_mailbox(said, code=code_shown, cost=code_cost())
    except EmptyMessageError:
        return words_page(language, slip, problem=_("Write at least one word."))
    except HoldfastError:
        problem = _("We could not store this just now. Nothing is lost: please send it again.")
        return words_page(
            language, slip, text=text, problem=problem, status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    return show(
        "noted",
        language,
        words=contactcodes.words(code_shown, language),
        digits=contactcodes.digits(code_shown),
        slip=sealed(visit_of(box_)),
    )


def words_page(
    language: str, slip: Writing, *, text: str = "", problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """The page to write on, with what was written already."""
    return show(
        "words",
        language,
        status=status,
        slip=sealed(slip),
        text=text,
        problem=problem,
        way=slip.way.value,
        in_crisis="thoughts of suicide" in slip.answers.get(Question.WITH_THEM, ()),
    )


def _way(request: HttpRequest) -> Way:
    """The way in that a page names in clear: no secret, and known also where a slip is not."""
    chosen = form(request).get("way", "")
    return Way(chosen) if chosen in set(Way) else Way.HELP


def _shown_instead(spoken: str) -> str:
    """The language that somebody was shown, where theirs is not offered; else nothing."""
    shown = nearest(spoken).code
    return shown if spoken and shown != spoken else ""
