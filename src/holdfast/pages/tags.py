"""The parts of pages as template tags; each stands on the page `/parts`.

    {% fixed "desk.css" %}                      address of a fixed file
    {% tag "danger" "now" %}                    a word with a tone: danger, warn, ok, accent, or ""
    {% field form.x %}                          label, hint, errors and control of one form field
    {% troubles form %}                         what is wrong with a form as a whole, above it
    {% hidden form %}                           its hidden fields
    {% send "Save" %} {% send "Shred" "danger" %}   the button that sends a form
    {% empty "Nobody waits." "New messages appear here." %}
    {% notice "warn" "One copy only." "..." %}  a sentence that must be seen, and what to do
    {% clock moment %}  {% away moment now %}   "21:40"; "in 6 min", "12 min over"
    {% legs journey_states %}                   a list of "done", "on", "bad", ""
    {% interval 3 7 most=20 points=counts %}    a number between bounds, drawn
    {{ seconds|minutes }} {{ seconds|hours }}   whole minutes, whole hours

Invariants: everything is escaped, by the template below or, in what stands many times on a page
(`tag`, `clock`, `legs`), by `format_html`; a tone says with words what it says with colour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .fixed import fixed as fixed_file

register = template.Library()
TONES = ("", "danger", "warn", "ok", "accent")
_PARTS = "pages/parts/"
_LEG_CLASSES = {
    state: format_html(' class="{}"', state) if state else "" for state in ("done", "on", "bad", "")
}


def fixed(name: str) -> str:
    """The address of a fixed file."""
    return f"/-/{fixed_file(name).address}"


def tag(tone: str, words: str) -> SafeString:
    """A word in a tone. Raises ValueError for a tone that does not exist."""
    return format_html('<span class="{}">{}</span>', f"tag {_known(tone)}".rstrip(), words)


def field(bound: BoundField) -> dict[str, object]:
    """One field of a form."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "is_check": kind == "checkbox" and not bound.use_fieldset}


def troubles(form: BaseForm) -> dict[str, object]:
    """What is wrong with a form."""
    wrong = [found for found in form if found.errors and not found.is_hidden]
    return {"form": form, "wrong": wrong, "is_wrong": bool(form.errors)}


def hidden(form: BaseForm) -> SafeString:
    """The hidden fields of a form."""
    return format_html_join("", "{}", ((found,) for found in form.hidden_fields()))


def send(words: str, tone: str = "first") -> dict[str, object]:
    """The button that sends a form."""
    return {"words": words, "tone": tone}


def empty(words: str, more: str = "") -> dict[str, object]:
    """What stands where nothing is."""
    return {"words": words, "more": more}


def notice(tone: str, words: str, more: str = "") -> dict[str, object]:
    """A sentence that must be seen."""
    return {"tone": _known(tone), "words": words, "more": more}


def clock(moment: dt.datetime) -> SafeString:
    """A time of day, in the zone of who reads it."""
    here = timezone.localtime(moment)
    drawn = '<time class="num nowrap" datetime="{}">{}</time>'
    return format_html(drawn, here.isoformat(), f"{here:%H:%M}")


def away(moment: dt.datetime, now: dt.datetime) -> str:
    """How far a moment is, in whole minutes, hours or days: ahead or over."""
    seconds = (moment - now).total_seconds()
    length = _length(abs(seconds))
    if seconds >= 0:
        return str(_("in %(length)s") % {"length": length})
    return str(_("%(length)s over") % {"length": length})


def legs(states: Sequence[str]) -> SafeString:
    """The legs of a journey as a bar, and in words."""
    done = sum(state == "done" for state in states)
    at = next((n for n, state in enumerate(states, 1) if state in {"on", "bad"}), 0)
    words = _("%(done)s of %(all)s legs done") % {"done": done, "all": len(states)}
    if at:
        words = _("leg %(at)s of %(all)s") % {"at": at, "all": len(states)}
    if "bad" in states:
        words = _("%(leg)s, overdue") % {"leg": words}
    bars = format_html_join("", "<i{}></i>", ((_LEG_CLASSES[state],) for state in states))
    return format_html('<span class="legs" role="img" aria-label="{}">{}</span>', words, bars)


def interval(
    least: float, greatest: float, *, most: float, points: Sequence[float] = ()
) -> dict[str, object]:
    """Bounds on a line from 0 to `most`, and single values on it. Lengths are in a width of 200."""
    scale = 200 / most
    return {
        "least": least,
        "greatest": greatest,
        "start": f"{least * scale:.1f}",
        "width": f"{max((greatest - least) * scale, 2):.1f}",
        "points": [f"{point * scale:.1f}" for point in points],
    }


def minutes(seconds: float) -> int:
    """Seconds as whole minutes."""
    return int(seconds // 60)


def hours(seconds: float) -> int:
    """Seconds as whole hours."""
    return int(seconds // 3600)


def _known(tone: str) -> str:
    if tone not in TONES:
        raise ValueError("a tone is one of " + ", ".join(TONES[1:]))
    return tone


def _length(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 60:
        return str(ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes})
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return str(_("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest})
    days = minutes // (24 * 60)
    return str(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})


for _name in ("field", "troubles", "send", "empty", "notice", "interval"):
    register.inclusion_tag(f"{_PARTS}{_name}.html", name=_name)(globals()[_name])
for _name in ("tag", "clock", "legs", "fixed", "hidden", "away"):
    register.simple_tag(globals()[_name], name=_name)
for _name in ("minutes", "hours"):
    register.filter(_name, globals()[_name])
