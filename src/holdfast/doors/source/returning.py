"""Coming back: the code, what it finds, what somebody does in their mailbox, and files to it.

Invariants:
- Nothing is changed by a GET, and nothing is remembered between two pages but what they carry.
- Whatever button is pressed in a mailbox, words that were typed there are stored, or on the next
  page.
- An answer to a code is a page of the same size, after the same work and the same time, until
  somebody who has the code reads on.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _  # said in the language of the page

from holdfast.apps.intake.errors import EmptyMessageError, MailboxGoneError
from holdfast.apps.intake.queries.replies import Found, found_by, stretched, unread
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.intake.services.mailboxes import Said
from holdfast.apps.intake.services.uploads import send_files
from holdfast.apps.keyring import contactcodes
from holdfast.kernel.errors import HoldfastError

from .entry import asked, code_cost, door, form, language_of
from .mailbox_pages import answer_size, code_page, done_page, mailbox_page, typed_code
from .pacing import Evened
from .pages import show
from .slips import Visit, Writing, opened, sealed, visit_of
from .uploading import MOST_FILES, SealingHandler
from .writing import words_page

NOTHING_FOUND = _(
    "This code finds nothing. Look at it again, letter by letter. "
    "If it is right, the mailbox was deleted."
)
TOO_OLD = _(
    "This page was open for too long, and what you did on it just now was not stored. "
    "Type your code again."
)
STORED = _("Your message is stored safely, and the team can read it.")
NOT_STORED = _("We could not store this just now. Nothing is lost: please send it again.")
GONE = _("This mailbox was deleted. To reach us again, begin on the first page.")
BEGIN_AGAIN = _(
    "This mailbox was deleted, and nothing was stored just now. "
    "If you send a message here, you get a new code."
)


@door("GET", "HEAD", "POST")
def code(request: HttpRequest, language: str = "") -> HttpResponse:
    """Where a code is typed; and what it finds."""
    if request.method != "POST":
        return code_page(language)
    evened = Evened()
    with evened.counted():
        read = contactcodes.read(form(request).get("code", ""))
    keys = stretched(read, cost=code_cost())
    with evened.counted():
        page = _answer(request, found_by(keys))
    evened.wait()
    return page


def _answer(request: HttpRequest, found: Found) -> HttpResponse:
    text = form(request).get("text", "")  # of a page that was too old to take it
    if found.box is None:
        size, typed = answer_size(text), typed_code(request)
        return code_page(asked(request), problem=NOTHING_FOUND, text=text, size=size, typed=typed)
    return mailbox_page(request, visit_of(found.box), found.replies, text=text)


@door("POST")
def box(request: HttpRequest) -> HttpResponse:
    """What somebody does in their mailbox."""
    visit = opened(form(request).get("slip", ""), Visit)
    text = form(request).get("text", "")
    if visit is None:
        return code_page(asked(request), problem=TOO_OLD, text=text)
    act = _ACTS.get(form(request).get("act", ""), _read_on)
    said = Said(visit.page, text, language=language_of({}, asked(request)))
    try:
        return act(request, visit, said)
    except MailboxGoneError:
        return _begin_again(request, act, text) if act in _SAYING else done_page(request, GONE)
    except EmptyMessageError:
        problem = _("Write at least one word.")
        return mailbox_page(request, visit, unread(visit.box), problem=problem)
    except HoldfastError:
        return mailbox_page(
            request,
            visit,
            None,
            problem=NOT_STORED,
            text=text,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )


def _begin_again(
    request: HttpRequest, act: Callable[[HttpRequest, Visit, Said], HttpResponse], text: str
) -> HttpResponse:
    """What somebody wanted to say, on the page from which it goes to a new mailbox."""
    way = Way.DANGER if act is _say_danger else Way.HELP
    return words_page(asked(request), Writing(way=way), text=text, problem=BEGIN_AGAIN)


def _read_on(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    return mailbox_page(request, visit, unread(visit.box), text=said.text)


def _confirm_read(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.confirm_read(visit.box, visit.shown)
    return mailbox_page(request, visit, unread(visit.box), text=said.text)


def _write(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.write_in(visit.box, said)
    return mailbox_page(request, visit, unread(visit.box), done=STORED)


def _to_files(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    """The page that takes files, once the words that were typed are in."""
    done = ""
    if said.text.strip():
        mailboxes.write_in(visit.box, said)
        done = STORED
    return show("files", asked(request), done=done, slip=sealed(visit_of(visit.box)))


def _say_safe(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.say_safe(visit.box, said)
    done = _("The team will see that you are safe.")
    return mailbox_page(request, visit, unread(visit.box), done=done)


def _say_danger(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.say_danger(visit.box, said)
    done = _("The team will see that you are in danger now. Do first what makes you safer.")
    return mailbox_page(request, visit, unread(visit.box), done=done, in_danger=True)


def _ask_delete(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    slip = sealed(visit_of(visit.box, visit.shown))
    return show("delete", asked(request), slip=slip, text=said.text)


def _delete(request: HttpRequest, visit: Visit, said: Said) -> HttpResponse:
    mailboxes.delete_mailbox(visit.box, said)
    return done_page(request, _("Your mailbox is deleted. The code opens nothing any more."))


_ACTS: dict[str, Callable[[HttpRequest, Visit, Said], HttpResponse]] = {
    "read": _confirm_read,
    "write": _write,
    "files": _to_files,
    "safe": _say_safe,
    "danger": _say_danger,
    "ask_delete": _ask_delete,
    "delete": _delete,
}
_SAYING = frozenset({_write, _to_files, _say_safe, _say_danger})


@door("POST")
def files(request: HttpRequest) -> HttpResponse:
    """Files to what was written already."""
    handler = SealingHandler()
    request.upload_handlers = [handler]
    try:
        visit = opened(form(request).get("slip", ""), Visit)
        if visit is None:
            handler.abandon()
            return code_page(asked(request), problem=TOO_OLD)
        if handler.uploads:
            send_files(visit.box, visit.page, handler.uploads)
    except MailboxGoneError:
        return words_page(asked(request), Writing(), problem=BEGIN_AGAIN)
    except BaseException:
        handler.abandon()
        raise
    return show(
        "files",
        asked(request),
        is_sent=True,
        kept=len(handler.uploads),
        refused=handler.refused,
        most=MOST_FILES,
        slip=sealed(visit_of(visit.box)),
    )
