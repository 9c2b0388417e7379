"""Forms that stand beside a conversation: later, lost contact, hostile, one person, seen before.

Invariants: a moment is typed in UTC, as every time of the desk is shown; a reason is always asked.
"""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.doors.desk.days import check_can_be_meant

_QUIET = {"autocomplete": "off"}
_MINUTES = "%Y-%m-%dT%H:%M"


def moment(label: str, hint: str = "", *, required: bool = True) -> forms.DateTimeField:
    """A moment in UTC."""
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MINUTES),
        input_formats=[_MINUTES, "%Y-%m-%d %H:%M"],
        validators=[check_can_be_meant],
    )


def day(label: str, *, required: bool = True) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput({"type": "date"}),
        validators=[check_can_be_meant],
    )


def words(label: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    """One line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=300,
        widget=forms.TextInput({**_QUIET, "dir": "auto"}),
    )


def utc(naive: dt.datetime | None) -> dt.datetime | None:
    """The moment that was typed."""
    return naive.replace(tzinfo=dt.UTC) if naive else None


class LaterForm(forms.Form):
    """Until when a conversation can wait, and why."""

    until = moment(_("Until (UTC)"))
    reason = words(_("Why"))
    can_wait = forms.BooleanField(
        label=_("They can wait longer than we promised: I asked, or I know"), required=False
    )


class LostForm(forms.Form):
    """Since when nobody reaches them, and what is done next."""

    since = day(_("Not heard since"))
    next_step = words(_("What is done next"))
    next_date = day(_("By"), required=False)


class WhyForm(forms.Form):
    """Why."""

    reason = words(_("Why"))


class MergeForm(forms.Form):
    """The other conversation of the same person, by its alias."""

    alias = words(_("Alias of the other conversation"))


class SeenForm(forms.Form):
    """What is known of somebody, to look whether they were here before."""

    words = words(
        _("Names, alias or telephone number"),
        _("Of one person: both a first and a family name, or up to three numbers."),
    )


class NotReachedForm(forms.Form):
    """That nobody was reached, and when it is tried next."""

    text = words(_("What happened"), _("Nobody answered, somebody else did, it was off."),
                 required=False)  # fmt: skip
    call_at = moment(_("Try next at (UTC)"), required=False)
