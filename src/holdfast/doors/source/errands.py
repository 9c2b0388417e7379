"""For who was handed a link and told a word: a host, a driver, whoever does one part of a journey.

Invariants:
- The link alone opens nothing, nor do the words alone; right and wrong words cost the same.
- After its moment it finds nothing, as a code that never was.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.queries.replies import found_by, stretched
from holdfast.apps.keyring import contactcodes

from .entry import asked, code_cost, door, form
from .mailbox_pages import answer_size, mailbox_page, typed_code
from .pacing import Evened
from .pages import SIZES, show
from .slips import visit_of

NOTHING_FOUND = _("These words open nothing here. Look at them again, or ask who told you them.")


@door("GET", "HEAD", "POST")
def handed(request: HttpRequest, linked: str, language: str = "") -> HttpResponse:
    """Where the words are typed that belong to a link; and what they open together."""
    if request.method != "POST":
        return show("handed", language, linked=linked)
    evened = Evened()
    with evened.counted():
        code = contactcodes.joined(linked, form(request).get("code", ""))
    keys = stretched(code, cost=code_cost())
    with evened.counted():
        found = found_by(keys)
        if found.box is None:
            page = _nothing(request, linked)
        else:
            page = mailbox_page(request, visit_of(found.box), found.replies)
    evened.wait()
    return page


def _nothing(request: HttpRequest, linked: str) -> HttpResponse:
    size = max(answer_size(), SIZES[1])
    context = {"linked": linked, "problem": NOTHING_FOUND, "typed": typed_code(request)}
    return show("handed", asked(request), size=size, **context)
