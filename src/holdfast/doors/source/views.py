"""The door, page by page.

Invariants:
- Nothing is changed by a GET, and nothing is remembered between two pages but what they carry.
- What somebody wrote is stored before anything else can fail, or is on the page that says why not.
- An answer to a code is the same page, of the same size, after the same work, until somebody who
  has the code reads their answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from holdfast.apps.intake.errors import EmptyMessageError, MailboxGoneError
from holdfast.apps.intake.queries.replies import Reply, find_box, unread
from holdfast.apps.intake.rules import Answers, Question, Way, only_known
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.intake.services.mailboxes import Said
from holdfast.apps.intake.services.uploads import send_files
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import ContactCode, Cost
from holdfast.kernel.errors import HoldfastError

from .languages import LANGUAGES
from .pages import ANSWER_SIZE, SIZES, show
from .questions import asked_of
from .slips import Visit, Writing, opened, sealed, visit_of
from .uploading import SealingHandler

View = Callable[..., HttpResponse]
MOST_SHOWN_BYTES = 18_000  # of answers on one page; what does not fit comes after these are read
MOST_KEPT_CHARACTERS = 4_000  # of a text that is shown again beside an error: the page stays small


def door(*methods: str) -> Callable[[View], View]:
    """A page that answers these methods; whatever goes wrong in it is said in words."""

    def decorated(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **named: str) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            try:
                return view(request, **named)
            except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
                return _trouble("", HTTPStatus.BAD_REQUEST)
            except HoldfastError:
                return _trouble(_asked(request), HTTPStatus.SERVICE_UNAVAILABLE)

        return answer

    return decorated


# ------------------------------------------------------------ coming in


@door("GET", "HEAD")
def start(_request: HttpRequest, language: str = "") -> HttpResponse:
    """The first page: which way in."""
    return show("start", language)


@door("POST")
def go(request: HttpRequest) -> HttpResponse:
    """The way that somebody chose."""
    chosen = request.POST.get("way", "")
    way = Way(chosen) if chosen in set(Way) else Way.HELP
    return _step(request, Writing(way=way))


@door("POST")
def next_question(request: HttpRequest) -> HttpResponse:
    """An answer, or none; then the next question."""
    slip = opened(request.POST.get("slip", ""), Writing) or Writing()
    asked = asked_of(slip.way)
    answers, step = slip.answers, min(slip.step, len(asked))
    if request.POST.get("move") == "back":
        return _step(request, msgspec.structs.replace(slip, step=max(0, step - 1)))
    if step < len(asked):
        given = {asked[step].question.value: request.POST.getlist("answer")}
        answers = {**answers, **only_known(given)}
    is_last = request.POST.get("move") == "write"
    step = len(asked) if is_last else step + 1
    return _step(request, msgspec.structs.replace(slip, step=step, answers=answers))


def _step(request: HttpRequest, slip: Writing) -> HttpResponse:
    """The question at this step, or the page to write on."""
    asked = asked_of(slip.way)
    language = _asked(request)
    if slip.step >= len(asked):
        return _words_page(language, slip)
    one = asked[slip.step]
    given = slip.answers.get(one.question, ())
    return show(
        "question",
        language,
        slip=sealed(slip),
        asked=one,
        given=given,
        number=slip.step + 1,
        of=len(asked),
    )


# ------------------------------------------------------------ writing


@door("POST")
def send(request: HttpRequest) -> HttpResponse:
    """The first message: stored, and then the code is shown. Text is taken also without a slip,
    as after a restart: nobody writes twice because of us."""
    slip = opened(request.POST.get("slip", ""), Writing) or Writing()
    language, text = _asked(request), request.POST.get("text", "")
    said = Said(slip.page, text, slip.way, slip.answers, _language_of(slip.answers, language))
    code_shown = ContactCode(slip.code)
    try:
        box_ = mailboxes.open_mailbox(said, code=code_shown, cost=_cost())
    except EmptyMessageError:
        return _words_page(language, slip, problem=_("Write at least one word."))
    except HoldfastError:
        problem = _("We could not store this just now. Nothing is lost: please send it again.")
        return _words_page(
            language, slip, text=text, problem=problem, status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    return show(
        "noted",
        language,
        words=contactcodes.words(code_shown, language),
        digits=contactcodes.digits(code_shown),
        slip=sealed(visit_of(box_)),
    )


@door("POST")
def files(request: HttpRequest) -> HttpResponse:
    """Files to what was written already."""
    handler = SealingHandler()
    request.upload_handlers = [handler]
    try:
        visit = opened(request.POST.get("slip", ""), Visit)
        if visit is None:
            handler.abandon()
            return _code_page(_asked(request), problem=_too_old())
        if handler.uploads:
            send_files(visit.box, visit.page, handler.uploads)
    except MailboxGoneError:
        return _done(request, _gone())
    except BaseException:
        handler.abandon()
        raise
    return show(
        "files",
        _asked(request),
        kept=len(handler.uploads),
        refused=handler.refused,
        slip=sealed(visit_of(visit.box)),
    )


# ------------------------------------------------------------ coming back


@door("GET", "HEAD", "POST")
def code(request: HttpRequest, language: str = "") -> HttpResponse:
    """Where a code is typed; and what it finds."""
    if request.method != "POST":
        return _code_page(language)
    found = find_box(request.POST.get("code", ""), cost=_cost())
    if found.box is None:
        return _code_page(_asked(request), problem=_nothing_found(), size=ANSWER_SIZE)
    return _mailbox_page(request, visit_of(found.box), found.replies)


@door("POST")
def box(request: HttpRequest) -> HttpResponse:
    """What somebody does in their mailbox."""
    visit = opened(request.POST.get("slip", ""), Visit)
    text = request.POST.get("text", "")
    if visit is None:
        return _code_page(_asked(request), problem=_too_old(), text=text)
    act = _ACTS.get(request.POST.get("act", ""), _read_on)
    try:
        return act(
            request, visit, Said(visit.page, text, language=_language_of({}, _asked(request)))
        )
    except MailboxGoneError:
        return _done(request, _gone())
    except EmptyMessageError:
        return _mailbox_page(
            request, visit, unread(visit.box), problem=_("Write at least one word.")
        )


def _read_on(request: HttpRequest, visit: Visit, _said: Said) -> HttpResponse:
    return _mailbox_page(request, visit, unread(visit.box))


def _confirm_read(request: HttpRequest, visit: Visit, _said: Said) -> HttpResponse:
    mailboxes.confirm_read(visit.box, visit.shown)
    return _mailbox_page(request, visit, unread(visit.box))


def _write(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.write_in(visit.box, said)
    done = _("Your message is stored safely, and the team can read it.")
    return _mailbox_page(request, visit, unread(visit.box), done=done)


def _say_safe(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.say_safe(visit.box, said)
    done = _("The team will see that you are safe.")
    return _mailbox_page(request, visit, unread(visit.box), done=done)


def _say_danger(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.say_danger(visit.box, said)
    done = _("The team will see that you are in danger now. Do first what makes you safer.")
    return _mailbox_page(request, visit, unread(visit.box), done=done, in_danger=True)


def _ask_delete(request: HttpRequest, visit: Visit, _said: Said) -> HttpResponse:
    return show("delete", _asked(request), slip=sealed(visit_of(visit.box, visit.shown)))


def _delete(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.delete_mailbox(visit.box, said)
    return _done(request, _("Your mailbox is deleted. The code opens nothing any more."))


_ACTS: dict[str, Callable[[HttpRequest, Visit, Said], HttpResponse]] = {
    "read": _confirm_read,
    "write": _write,
    "safe": _say_safe,
    "danger": _say_danger,
    "ask_delete": _ask_delete,
    "delete": _delete,
}


# ------------------------------------------------------------ pages that several views show


def _words_page(
    language: str, slip: Writing, *, text: str = "", problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    return show(
        "words",
        language,
        status=status,
        slip=sealed(slip),
        text=text[:MOST_KEPT_CHARACTERS],
        problem=problem,
        way=slip.way.value,
        in_crisis="thoughts of suicide" in slip.answers.get(Question.WITH_THEM, ()),
    )


def _code_page(
    language: str, *, problem: str = "", text: str = "", size: int = SIZES[0]
) -> HttpResponse:
    return show("code", language, size=size, problem=problem, text=text[:MOST_KEPT_CHARACTERS])


def _mailbox_page(
    request: HttpRequest,
    visit: Visit,
    replies: list[Reply] | tuple[Reply, ...],
    *,
    done: str = "",
    problem: str = "",
    in_danger: bool = False,
) -> HttpResponse:
    shown = _that_fit(replies)
    slip = visit_of(visit.box, tuple(reply.id for reply in shown))
    return show(
        "mailbox",
        _asked(request),
        size=ANSWER_SIZE,
        slip=sealed(slip),
        replies=shown,
        more=len(replies) - len(shown),
        done=done,
        problem=problem,
        in_danger=in_danger,
        text=request.POST.get("text", "")[:MOST_KEPT_CHARACTERS] if problem else "",
    )


def _that_fit(replies: list[Reply] | tuple[Reply, ...]) -> list[Reply]:
    """As many answers as one page holds; the first in any case."""
    fit: list[Reply] = []
    used = 0
    for reply in replies:
        used += len(reply.text.encode())
        if fit and used > MOST_SHOWN_BYTES:
            break
        fit.append(reply)
    return fit


def _done(request: HttpRequest, said: str) -> HttpResponse:
    return show("done", _asked(request), said=said)


def _trouble(language: str, status: HTTPStatus) -> HttpResponse:
    return show("trouble", language, status=status)


def not_understood(
    _request: HttpRequest,
    exception: object = None,  # noqa: ARG001  (Django names it)
) -> HttpResponse:
    """The page for what a browser sends and we cannot read."""
    return _trouble("", HTTPStatus.BAD_REQUEST)


def not_here(
    _request: HttpRequest,
    exception: object = None,  # noqa: ARG001  (Django names it)
) -> HttpResponse:
    """The page for an address that there is not: the first one, so that nobody is lost."""
    return show("start", "", status=HTTPStatus.NOT_FOUND)


def broken(_request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours."""
    return _trouble("", HTTPStatus.INTERNAL_SERVER_ERROR)


# ------------------------------------------------------------ what the pages are told


def _asked(request: HttpRequest) -> str:
    return str(request.POST.get("language", ""))


def _language_of(answers: Answers, asked: str) -> str:
    """In which language to answer: what was said, else what the page was asked for in."""
    said = answers.get(Question.LANGUAGE, ())
    return said[0] if said else asked if asked in LANGUAGES else ""


def _cost() -> Cost:
    """What a code costs: that of production, unless a test's settings say otherwise."""
    cost: Any = getattr(settings, "HOLDFAST_CODE_COST", contactcodes.COST)
    return cost if isinstance(cost, Cost) else contactcodes.COST


def _nothing_found() -> str:
    return str(
        _(
            "This code finds nothing. Look at it again, letter by letter. "
            "If it is right, the mailbox was deleted."
        )
    )


def _too_old() -> str:
    return str(_("This page was open for too long. Type your code again."))


def _gone() -> str:
    return str(_("This mailbox was deleted. To reach us again, begin on the first page."))
