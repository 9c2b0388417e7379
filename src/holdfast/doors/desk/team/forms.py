"""The forms of the team's side of the line.

Invariants: a revision travels hidden, so that nobody's change is saved over another's; what was
typed wrongly is said beside its field, and nothing of the form is saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.services.interviews import Asked
from holdfast.apps.intake.team.interviews import MetKind, Print
from holdfast.apps.intake.team.notices import EVERY_MINUTES, By, NoticeKind, Quiet
from holdfast.apps.intake.team.records.settings import OwnNotices, TeamSettings
from holdfast.apps.intake.team.rota import Span
from holdfast.doors.desk.cases.forms import day, in_zone, moment, text, words
from holdfast.doors.desk.cases.people import Choices

from . import words as said

DANGERS = {
    Danger.NOW: _("Harm now"),
    Danger.DAY: _("Within 24 h"),
    Danger.THREE_DAYS: _("Within 72 h"),
    Danger.UNSAID: _("Not said"),
    Danger.TWO_WEEKS: _("Within two weeks"),
    Danger.LATER: _("Later"),
}


def _whole_text(label: str, *, hint: str = "") -> forms.CharField:
    """Several lines of text, without which a form says nothing."""
    asked = text(label, hint=hint)
    asked.required = asked.widget.is_required = True
    return asked


def _revision() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0)


# ------------------------------------------------------------ settings


class SettingsForm(forms.Form):
    """Hours, promises and notices of the line."""

    zone = words(_("Time zone"), hint=_("Such as Europe/Berlin, or UTC."))
    subject = words(_("Subject of every notice"), hint=_("A sleeping screen shows it to anybody."))
    revision = _revision()

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        hint = _now("Such as 08:00-12:00, 18:00-24:00. Empty: closed.")
        for weekday, label in enumerate(said.WEEKDAYS):
            self.fields[f"hours_{weekday}"] = words(label, hint=hint, required=False)
        for place, danger in enumerate(DANGERS):
            self.fields[f"promise_{place}"] = words(DANGERS[danger])
        for kind, label in said.KINDS.items():
            self.fields[f"says_{kind.value}"] = words(label)
            self.fields[f"every_{kind.value}"] = forms.IntegerField(
                label=_now("At most once in so many minutes"), min_value=5, max_value=1440
            )

    @staticmethod
    def of(settings: TeamSettings, revision: int) -> dict[str, object]:
        """What the form shows of these settings."""
        shown: dict[str, object] = {
            "zone": settings.zone,
            "subject": settings.subject,
            "revision": revision,
        }
        for weekday in range(7):
            shown[f"hours_{weekday}"] = said.typed_hours(settings.hours, weekday)
        for place, danger in enumerate(DANGERS):
            shown[f"promise_{place}"] = said.typed_length(settings.promises[danger])
        for kind in NoticeKind:
            shown[f"says_{kind.value}"] = settings.says.get(kind, "")
            shown[f"every_{kind.value}"] = settings.every.get(kind, EVERY_MINUTES[kind])
        return shown

    def hours(self) -> list[forms.BoundField]:
        """The fields of the weekdays."""
        return [self[f"hours_{weekday}"] for weekday in range(7)]

    def promises(self) -> list[forms.BoundField]:
        """The fields of the promises, most danger first."""
        return [self[f"promise_{place}"] for place in range(len(DANGERS))]

    def notices(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """What each notice says, and how often at most."""
        return [(self[f"says_{kind.value}"], self[f"every_{kind.value}"]) for kind in said.KINDS]

    def clean(self) -> dict[str, object]:
        """The typed values, with hours and lengths read."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        for weekday in range(7):
            name = f"hours_{weekday}"
            cleaned[name] = said.read_hours(str(cleaned.get(name, "")), weekday)
            if cleaned[name] is None:
                self.add_error(name, _now("Write hours like 08:00-12:00."))
        for place in range(len(DANGERS)):
            name = f"promise_{place}"
            cleaned[name] = said.read_length(str(cleaned.get(name, "")))
            if cleaned[name] is None and name not in self.errors:
                self.add_error(name, _now("Write a length like 15 min, 4 h or 2 d."))
        return cleaned

    def settings(self) -> TeamSettings:
        """What was chosen."""
        typed = self.cleaned_data
        return TeamSettings(
            zone=typed["zone"],
            hours=tuple(hours for day in range(7) for hours in typed[f"hours_{day}"]),
            promises={danger: typed[f"promise_{n}"] for n, danger in enumerate(DANGERS)},
            subject=typed["subject"],
            says={kind: typed[f"says_{kind.value}"] for kind in NoticeKind},
            every={kind: typed[f"every_{kind.value}"] for kind in NoticeKind},
        )


class ToldForm(forms.Form):
    """Where a member is told of the line, and of what."""

    kinds = forms.MultipleChoiceField(
        label=_("Tell me when"),
        required=False,
        choices=[(kind.value, label) for kind, label in said.KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    by = forms.ChoiceField(
        label=_("How"), choices=[(by.value, label) for by, label in said.WAYS.items()]
    )
    address = words(
        _("Address or topic"),
        hint=_(
            "A mail address, or a topic of ntfy: 16 letters or more, drawn by chance. The whole "
            "team can read it; use one that says nothing about you."
        ),
        required=False,
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        help_text=_("Danger does not heed it."),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    zone = words(_("Time zone"), hint=_("Of the quiet hours."))
    revision = _revision()

    @staticmethod
    def of(own: OwnNotices, revision: int, zone: str) -> dict[str, object]:
        """What the form shows of a member's choice."""
        quiet = own.quiet
        return {
            "kinds": [kind.value for kind in own.kinds],
            "by": own.by.value,
            "address": own.address,
            "quiet_from": _time(quiet.start) if quiet else None,
            "quiet_until": _time(quiet.end) if quiet else None,
            "zone": quiet.zone if quiet else zone,
            "revision": revision,
        }

    def clean(self) -> dict[str, object]:
        """The typed values. Quiet hours have both ends or none."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if (cleaned.get("quiet_from") is None) != (cleaned.get("quiet_until") is None):
            self.add_error("quiet_until", _now("Quiet hours have a beginning and an end."))
        return cleaned

    def own(self, member: str) -> OwnNotices:
        """What was chosen."""
        typed = self.cleaned_data
        start, end = typed["quiet_from"], typed["quiet_until"]
        quiet = Quiet(_minute(start), _minute(end), typed["zone"]) if start is not None else None
        return OwnNotices(
            member=member,
            by=By(typed["by"]),
            address=typed["address"].strip(),
            kinds=tuple(NoticeKind(kind) for kind in typed["kinds"]),
            quiet=quiet,
        )


def _time(minute: int) -> dt.time:
    return dt.time(minute // 60 % 24, minute % 60)


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


# ------------------------------------------------------------ rota and hand-over


class ShiftForm(forms.Form):
    """Who answers, from when to when."""

    member = forms.ChoiceField(label=_("Who"))
    starts = moment(_("From"))
    ends = moment(_("Until"))

    def __init__(self, *args: object, people: Choices, zone: ZoneInfo, **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["member"].choices = people
        self._zone = zone

    def clean_starts(self) -> dt.datetime:
        """The moment, in UTC."""
        return in_zone(self.cleaned_data["starts"], self._zone)

    def clean_ends(self) -> dt.datetime:
        """The moment, in UTC."""
        return in_zone(self.cleaned_data["ends"], self._zone)

    def span(self) -> Span:
        """From when to when."""
        return Span(self.cleaned_data["starts"], self.cleaned_data["ends"])


class RevisionForm(forms.Form):
    """An act about a version that was seen."""

    revision = _revision()


class HandOverForm(forms.Form):
    """What the next shift must know besides."""

    text = text(_("What they must know besides"), hint=_("Sealed with the line."))


# ------------------------------------------------------------ the press


class RequestForm(forms.Form):
    """A request of the press."""

    outlet = words(_("Outlet"))
    name = words(_("Journalist"), hint=_("Sealed apart, with whom they meet."))
    reach = words(_("How they are reached"), required=False)
    asked = _whole_text(_("What they ask for"))
    conversation = forms.ChoiceField(label=_("Came on the line as"), required=False)

    def __init__(self, *args: object, contacts: Choices, **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["conversation"].choices = [("", _("not on the line")), *contacts]

    def asked_for(self) -> Asked:
        """What was typed."""
        typed = self.cleaned_data
        return Asked(
            outlet=typed["outlet"],
            asked=typed["asked"],
            name=typed["name"],
            reach=typed["reach"],
            conversation=typed["conversation"],
        )


class ConditionsForm(RevisionForm):
    """What the person agreed to."""

    conditions = _whole_text(
        _("What the person agreed to"),
        hint=_("Name, face, place, what must not be asked, who reads it before print."),
    )


class MeetingForm(RevisionForm):
    """Who met the journalist."""

    who = forms.ChoiceField(label=_("Who met them"))
    on = day(_("On"), required=True)

    def __init__(self, *args: object, people: Choices, **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["who"].choices = people

    def met(self) -> tuple[MetKind, str]:
        """What the choice stands for: its kind, and the opaque id."""
        kind, _dot, who = self.cleaned_data["who"].partition(".")
        return MetKind(kind), who


class PrintForm(RevisionForm):
    """What was published."""

    name_used = words(_("Name in print"))
    outlet = words(_("Outlet"))
    address = words(_("Web address"), required=False)
    on = day(_("Published on"), required=True)

    def printed(self) -> Print:
        """What was typed."""
        typed = self.cleaned_data
        return Print(
            name_used=typed["name_used"].strip(),
            outlet=typed["outlet"].strip(),
            address=typed["address"].strip(),
            day=typed["on"],
        )


class ShareForm(forms.Form):
    """Who may open a request too."""

    member = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: object, people: Choices, **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["member"].choices = people


class TheirsForm(forms.Form):
    """Which testimony is of the person who was met."""

    testimony = forms.ChoiceField(label=_("Testimony"))

    def __init__(self, *args: object, told: Choices, **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["testimony"].choices = told


class OnceForm(forms.Form):
    """Which witness in print is the person who was met."""

    statement = forms.ChoiceField(label=_("In print they are"), widget=forms.RadioSelect)
    reason = words(_("How you know"), hint=_("One sentence that another person can check."))

    def __init__(
        self, *args: object, witnesses: Iterable[tuple[str, str]], **named: object
    ) -> None:
        super().__init__(*args, **named)
        self.fields["statement"].choices = list(witnesses)
