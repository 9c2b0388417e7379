"""The pages of a mailbox: where a code is typed, and what lies behind it.

Invariants: what answers a code is as large for a code that finds nothing as for one whose answers
are of ordinary length.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from holdfast.apps.intake.queries.replies import Reply

from .entry import asked, form
from .pages import ANSWER_SIZE, SIZES, show
from .slips import Visit, sealed, visit_of
from .telling import told

MOST_CODE_CHARACTERS = 200
MOST_SHOWN_BYTES = 18_000  # of answers on one page; what does not fit comes after these are read


def answer_size(text: str = "") -> int:
    """The least size of a page that answers a code, and gives these words back."""
    return ANSWER_SIZE + len(escape(text).encode())


def typed_code(request: HttpRequest) -> str:
    """What was typed for a code, to be looked at again: no longer than any code is."""
    return str(form(request).get("code", ""))[:MOST_CODE_CHARACTERS]


def code_page(
    language: str, *, problem: str = "", text: str = "", typed: str = "", size: int = SIZES[0]
) -> HttpResponse:
    return show("code", language, size=size, problem=problem, text=text, typed=typed)


def mailbox_page(
    request: HttpRequest,
    visit: Visit,
    replies: Sequence[Reply] | None,
    *,
    done: str = "",
    problem: str = "",
    text: str = "",
    in_danger: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Their mailbox with what is unread in it; None: that could not be looked at, and the page does
    not say that there is none."""
    found = replies or ()
    shown = _that_fit([reply for reply in found if reply.errand is None])
    slip = visit_of(visit.box, tuple(reply.id for reply in shown))
    return show(
        "mailbox",
        asked(request),
        status=status,
        size=answer_size(text),
        slip=sealed(slip),
        replies=shown,
        is_looked_at=replies is not None,
        errands=told(found),
        more=sum(reply.errand is None for reply in found) - len(shown),
        done=done,
        problem=problem,
        in_danger=in_danger,
        text=text,
    )


def _that_fit(replies: Sequence[Reply]) -> list[Reply]:
    """As many answers as one page holds; the first in any case."""
    fit: list[Reply] = []
    used = 0
    for reply in replies:
        used += len(reply.text.encode())
        if fit and used > MOST_SHOWN_BYTES:
            break
        fit.append(reply)
    return fit


def done_page(request: HttpRequest, said: str) -> HttpResponse:
    return show("done", asked(request), said=said)
