"""The forms of cases.

Invariants: what a form asks in free text goes into sealed records only; a revision travels hidden
and is handed back, so that nobody's change is saved over another's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.queries.queue import Wanted
from holdfast.apps.casework.records.cases import Case, HouseholdCard, Identity
from holdfast.apps.casework.rules.cases import CaseState, FactKind, Need, Outcome, is_milder
from holdfast.apps.casework.services.cases import Change, FirstWords
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.days import check_can_be_meant

from .people import Choices

LONG, SHORT = 4000, 200
_AREA = {"rows": 4}


def choices_of(kinds: Iterable[StrEnum]) -> Choices:
    """The words of an enum, each as it is shown."""
    return [(kind.value, kind.value.capitalize()) for kind in kinds]


def words(label: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, help_text=hint, required=required, max_length=SHORT)


def text(label: str, *, hint: str = "") -> forms.CharField:
    """Several lines of text, which may stay empty."""
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=LONG, widget=forms.Textarea(_AREA)
    )


def one_of(label: str, kinds: Iterable[StrEnum], **more: object) -> forms.ChoiceField:
    """One of the words of an enum."""
    return forms.ChoiceField(label=label, choices=choices_of(kinds), **more)


def number(label: str, *, least: int, initial: int | None = None) -> forms.IntegerField:
    """A number of people."""
    return forms.IntegerField(label=label, min_value=least, max_value=40, initial=initial)


def day(label: str, *, hint: str = "", required: bool = False) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput({"type": "date"}),
        validators=[check_can_be_meant],
    )


def moment(label: str, *, required: bool = True) -> forms.DateTimeField:
    """A day and a time of day, without a zone."""
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        validators=[check_can_be_meant],
    )


def in_zone(naive: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The moment that a wall clock in this zone shows so, in UTC.

    Raises ValidationError where clocks are set and no moment, or two, are shown so.
    """
    bare = naive.replace(tzinfo=None)
    one, other = (bare.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if one.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != bare:
        raise forms.ValidationError(_("This time does not exist there: clocks are set forward."))
    if one.utcoffset() != other.utcoffset():
        raise forms.ValidationError(
            _("This time comes twice there: clocks are set back. Use the zone UTC.")
        )
    return one.astimezone(dt.UTC)


def zone_named(name: str) -> ZoneInfo:
    """The time zone. Raises ValidationError."""
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise forms.ValidationError(_("There is no such time zone.")) from None


class UtcForm(forms.Form):
    """A form whose moments are in UTC."""

    def clean(self) -> dict[str, object]:
        """The cleaned values, with moments in UTC."""
        cleaned = super().clean() or self.cleaned_data
        return {name: _utc(value) for name, value in cleaned.items()}


def _utc(value: object) -> object:
    return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) else value


# ------------------------------------------------------------ opening


class LookForm(forms.Form):
    """What somebody looks for in the queue. `page` is which page of what is found."""

    need = forms.ChoiceField(
        label=_("Need"),
        required=False,
        choices=[("", _("every need")), *choices_of(Need)],
        widget=forms.Select({"aria-label": _("Need")}),  # a label that is folded away names nothing
    )
    owner = forms.ChoiceField(
        label=_("Owner"), required=False, widget=forms.Select({"aria-label": _("Owner")})
    )
    words = words(_("Alias, short id, next action or region"), required=False)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: object, owners: Choices, **more: object) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].choices = [("", _("everybody")), *owners]

    def wanted(self) -> Wanted:
        """What was asked for; all of it where the form was not sent, or is not one of ours."""
        if not self.is_valid():
            return Wanted()
        typed = self.cleaned_data
        return Wanted(
            Need(typed["need"]) if typed["need"] else None,
            MemberId(typed["owner"]) if typed["owner"] else None,
            typed["words"],
        )

    def page_asked_for(self) -> int:
        """The number of the page, counted from 1."""
        return self.cleaned_data.get("page") or 1 if self.is_valid() else 1


class SeenBeforeForm(forms.Form):
    """What is known of a caller, to look whether they were here before."""

    conversation = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    words = words(
        _("Names, alias or telephone number"),
        hint=_("Both a first and a family name. Only cases that you can open are looked through."),
        required=False,
    )


class OpenForm(UtcForm):
    """What a case begins with."""

    conversation = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    alias = words(_("Alias"), hint=_("Never a name. Left empty, one is given."), required=False)
    need = one_of(_("Need"), Need, initial=Need.NORMAL.value)
    region = words(_("Region"), hint=_("Coarse: the exact place is sealed apart."), required=False)
    summary = text(_("What it is about"), hint=_("No names, numbers or addresses here."))
    people = number(_("How many travel together"), least=1, initial=1)
    children = number(_("Children among them"), least=0, initial=0)
    has_pets = forms.BooleanField(label=_("With an animal"), required=False)
    avoids_stairs = forms.BooleanField(label=_("Cannot climb stairs"), required=False)
    next_action = words(_("Next action"))
    next_at = moment(_("By when (UTC)"), required=False)
    together_with = forms.MultipleChoiceField(
        label=_("Who else can open it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who it is about stays with you until a coordinator gives that too."),
    )

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["together_with"].choices = members

    def first_words(self) -> FirstWords:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return FirstWords(
            need=Need(typed["need"]),
            region=typed["region"],
            summary=typed["summary"],
            household=household_of(typed),
            next_action=typed["next_action"],
            next_at=typed["next_at"],
        )


def household_of(typed: dict[str, object]) -> HouseholdCard:
    """The household in a form."""
    return HouseholdCard(
        people=int(str(typed["people"])),
        children=int(str(typed["children"])),
        has_pets=bool(typed["has_pets"]),
        avoids_stairs=bool(typed["avoids_stairs"]),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = words(_("Why"), hint=_("A few words. They are kept, and shown to all on this case."))


# ------------------------------------------------------------ changing


class ChangeForm(UtcForm):
    """The head of a case."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    state = one_of(_("State"), [state for state in CaseState if state is not CaseState.CLOSED])
    need = one_of(_("Need"), Need)
    next_action = words(_("Next action"))
    next_at = moment(_("By when (UTC)"), required=False)
    region = words(_("Region"), required=False)
    summary = text(_("What it is about"))
    people = number(_("How many travel together"), least=1)
    children = number(_("Children among them"), least=0)
    has_pets = forms.BooleanField(label=_("With an animal"), required=False)
    avoids_stairs = forms.BooleanField(label=_("Cannot climb stairs"), required=False)

    def leave_counts(self) -> None:
        """Let the numbers of people stand as the household's own page counts them."""
        for name in ("people", "children"):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Counted from those who are listed as the household.")

    @staticmethod
    def of(case: Case, revision: int) -> dict[str, object]:
        """What the form begins with."""
        home = case.household
        return {
            "revision": revision,
            "state": case.state.value,
            "need": case.need.value,
            "next_action": case.next_action,
            "next_at": case.next_at.replace(tzinfo=None) if case.next_at else None,
            "region": case.region,
            "summary": case.summary,
            "people": home.people,
            "children": home.children,
            "has_pets": home.has_pets,
            "avoids_stairs": home.avoids_stairs,
        }

    def clean_need(self) -> str:
        """The need. One that is lower is refused here, so that what was typed stays."""
        typed = str(self.cleaned_data["need"])
        if is_milder(Need(typed), than=Need(self.initial.get("need", typed))):
            raise forms.ValidationError(
                _("One person never lowers a need. Under Risk, ask a second member.")
            )
        return typed

    def change(self) -> Change:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Change(
            state=CaseState(typed["state"]),
            need=Need(typed["need"]),
            next_action=typed["next_action"],
            next_at=typed["next_at"],
            region=typed["region"],
            summary=typed["summary"],
            household=household_of(typed),
        )


class FactForm(forms.Form):
    """Something that is known."""

    kind = one_of(
        _("About"),
        [
            FactKind.NOTE,
            FactKind.CONTACT,
            FactKind.THREAT,
            FactKind.DOCUMENT,
            FactKind.DEVICE,
            FactKind.DETENTION,
            FactKind.FOUND_AGAIN,
            FactKind.LOSS,
        ],
    )
    says = forms.CharField(label=_("What"), max_length=LONG, widget=forms.Textarea({"rows": 3}))
    on = words(_("When"), hint=_("2017, 2017-03 or 2017-03-20; empty is today."), required=False)


class IdentityForm(forms.Form):
    """Who a case is about."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    names = text(_("Names"), hint=_("One a line, also former ones and other spellings."))
    phones = text(_("Telephone numbers"), hint=_("One a line."))
    address = text(_("Address"))
    documents = text(_("Documents"))
    notes = text(_("Notes"))
    reason = words(_("Why you change this"))

    @staticmethod
    def of(identity: Identity, revision: int) -> dict[str, object]:
        """What the form begins with."""
        return {
            "revision": revision,
            "names": "\n".join(identity.names),
            "phones": "\n".join(identity.phones),
            "address": identity.address,
            "documents": identity.documents,
            "notes": identity.notes,
        }

    def identity(self) -> Identity:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Identity(
            names=_lines(typed["names"]),
            phones=_lines(typed["phones"]),
            address=typed["address"],
            documents=typed["documents"],
            notes=typed["notes"],
        )


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


class CloseForm(forms.Form):
    """How a case ended."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    outcome = one_of(_("Outcome"), Outcome)


class ReopenForm(forms.Form):
    """What comes next in a case that begins again."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    next_action = words(_("Next action"))


class AftercareForm(forms.Form):
    """That somebody asked how they are."""

    days = forms.IntegerField(widget=forms.HiddenInput)
    says = words(_("How they are"), required=False)


# ------------------------------------------------------------ who may open it


class GrantForm(forms.Form):
    """Who is given which part of a case, why and until when."""

    member = forms.ChoiceField(label=_("Who"))
    parts = forms.MultipleChoiceField(
        label=_("What"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(Part.CONTENT.value, _("The case")), (Part.IDENTITY.value, _("Who it is about"))],
        initial=[Part.CONTENT.value],
    )
    reason = words(_("Why"))
    until = day(_("Last day"), hint=_("From the day after, they are refused."))

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["member"].choices = members


class EndAccessForm(forms.Form):
    """From whom a case is taken back, and why."""

    member = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = words(_("Why"))


class HandOverForm(forms.Form):
    """Which cases go to whom."""

    cases = forms.MultipleChoiceField(label=_("Cases"), widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label=_("To"))
    reason = words(_("Why"))

    def __init__(self, *given: object, cases: Choices, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["cases"].choices = cases
        self.fields["to"].choices = members
