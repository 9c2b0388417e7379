"""Forms of the archive.

Invariants: a form checks what was typed; whether it may be done is for the services below.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.archive.rules import Account, Agreement, Ground, Paragraph, Use
from holdfast.apps.archive.services.consent import Chosen, Every
from holdfast.apps.archive.services.exhibits import Collected
from holdfast.apps.archive.services.testimony import Interview, Person
from holdfast.apps.keyring.rules import Part

GROUNDS = [
    (Ground.CONSENT.value, _("Their consent")),
    (Ground.VITAL_INTEREST.value, _("To save a life")),
    (Ground.LEGAL_CLAIM.value, _("A legal claim")),
    (Ground.PUBLIC_INTEREST.value, _("The public interest")),
]
USES = [
    (Use.ANALYSE.value, _("Hold it against what others say")),
    (Use.SHARE.value, _("Share it with those named below")),
    (Use.PUBLISH.value, _("Publish it")),
    (Use.COURT.value, _("Give it to the court or authority named below")),
]
KEEP_AGAIN = (Use.KEEP.value, _("Keep it, after they had taken that back"))
NOT_KEEP = (Use.KEEP.value, _("Keep it: then nothing of it may be used any more"))
DATE_HELP = _("As 2031-04-20; the day, or the month, may be left out.")


class TestimonyForm(forms.Form):
    """How it was told, and apart from that by whom."""

    changed_name = forms.CharField(
        label=_("Changed name"),
        max_length=120,
        help_text=_("What this person is called here. No part of the real name."),
    )
    language = forms.CharField(label=_("Language it was told in"), max_length=60)
    taken = forms.CharField(
        label=_("When"), max_length=12, help_text=_("A date as 2031-04-20, or a week as 2031-W14.")
    )
    taken_by = forms.CharField(label=_("Taken by (alias)"), max_length=60)
    account = forms.ChoiceField(
        label=_("Has this person told it before, to anybody?"),
        widget=forms.RadioSelect,
        help_text=_("Telling it again can hurt, and two accounts can be turned against a person."),
        choices=[
            (Account.FIRST.value, _("No, as far as they say")),
            (Account.REPEAT.value, _("Yes, this is a repeat")),
        ],
    )
    repeat_reason = forms.CharField(
        label=_("Why it had to be told again"), required=False, max_length=2000
    )
    circumstances = forms.CharField(
        label=_("Circumstances"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Who was there, through which interpreter, how the person was. No names."),
    )
    real_name = forms.CharField(
        label=_("Real name"),
        max_length=200,
        help_text=_("Sealed under another key than what was said."),
    )
    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Nicknames, other spellings: one a line. They are kept out of releases."),
    )
    case = forms.CharField(label=_("Case"), required=False, max_length=60)

    def interview(self) -> Interview:
        """How it was told."""
        names = ("changed_name", "language", "taken", "taken_by", "circumstances", "repeat_reason")
        typed = {name: self.cleaned_data[name] for name in names}
        return Interview(account=Account(self.cleaned_data["account"]), **typed)

    def person(self) -> Person:
        """Who told it."""
        typed = self.cleaned_data
        others = tuple(_lines(typed["other_names"]))
        return Person(typed["real_name"], other_names=others, case=typed["case"].strip())


class ParagraphForm(forms.Form):
    """One paragraph, with the ground on which it is kept."""

    text = forms.CharField(label=_("What was said"), widget=forms.Textarea({"rows": 6}))
    ground = forms.ChoiceField(label=_("Why we may keep it"), choices=GROUNDS)
    language = forms.CharField(label=_("Language they were asked in"), max_length=60)
    day = forms.CharField(label=_("When they were asked"), max_length=10, help_text=DATE_HELP)

    def agreement(self) -> Agreement:
        """On what ground it is kept."""
        typed = self.cleaned_data
        return Agreement(
            use=Use.KEEP,
            day=typed["day"],
            language=typed["language"],
            ground=Ground(typed["ground"]),
        )


class RewordForm(forms.Form):
    """A paragraph in other words."""

    text = forms.CharField(label=_("What was said"), widget=forms.Textarea({"rows": 8}))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class _ParagraphsForm(forms.Form):
    """A form about some paragraphs of one testimony."""

    paragraphs = forms.MultipleChoiceField(
        label=_("Paragraphs"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, paragraphs: Iterable[Paragraph], **named: object) -> None:
        super().__init__(*args, **named)
        shown = [(p.id, f"{number}. {_glance(p.text)}") for number, p in enumerate(paragraphs, 1)]
        self.fields["paragraphs"].choices = shown


class AgreementForm(_ParagraphsForm):
    """What they agree to, for some paragraphs."""

    use = forms.ChoiceField(
        label=_("What they agree to"), widget=forms.RadioSelect, choices=[*USES, KEEP_AGAIN]
    )
    audiences = forms.CharField(
        label=_("With whom"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Each on a line. Only for sharing, and for a court."),
    )
    ground = forms.ChoiceField(label=_("On what ground"), choices=GROUNDS)
    language = forms.CharField(label=_("Language they were asked in"), max_length=60)
    day = forms.CharField(label=_("When they agreed"), max_length=10, help_text=DATE_HELP)
    conditions = forms.CharField(
        label=_("Their conditions"), required=False, widget=forms.Textarea({"rows": 2})
    )
    expires = forms.CharField(
        label=_("Until when"), required=False, max_length=10, help_text=DATE_HELP
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def agreement(self) -> Agreement:
        """What they agree to."""
        typed = self.cleaned_data
        return Agreement(
            use=Use(typed["use"]),
            day=typed["day"],
            language=typed["language"],
            ground=Ground(typed["ground"]),
            audiences=tuple(_lines(typed["audiences"])),
            conditions=typed["conditions"],
            expires=typed["expires"],
        )


class WithdrawalForm(_ParagraphsForm):
    """What they take back, for some paragraphs or for all."""

    every = forms.BooleanField(label=_("Every paragraph"), required=False)
    use = forms.ChoiceField(
        label=_("What may no longer be done"),
        widget=forms.RadioSelect,
        choices=[*USES, NOT_KEEP],
    )
    audience = forms.CharField(
        label=_("Only for"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty to take it back for everybody."),
    )

    def __init__(self, *args: object, paragraphs: Iterable[Paragraph], **named: object) -> None:
        super().__init__(*args, paragraphs=paragraphs, **named)
        self.fields["paragraphs"].required = False

    def clean(self) -> dict[str, Any]:
        """Some paragraphs, or all of them."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not typed.get("every") and not typed.get("paragraphs"):
            self.add_error("paragraphs", _("Choose one, or every paragraph."))
        return typed

    def chosen(self) -> Chosen:
        """Which paragraphs."""
        typed = self.cleaned_data
        return Every.PARAGRAPH if typed["every"] else list(typed["paragraphs"])


class ReasonForm(forms.Form):
    """A reason, which is kept."""

    reason = forms.CharField(label=_("Why"), max_length=2000)


class GrantForm(forms.Form):
    """Whom to let in, and to what."""

    member = forms.ChoiceField(label=_("Who"))
    parts = forms.MultipleChoiceField(
        label=_("What they may open"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (Part.CONTENT.value, _("What was said, and the exhibits")),
            (Part.IDENTITY.value, _("Who said it")),
        ],
    )

    def __init__(self, *args: object, members: Iterable[tuple[str, str]], **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["member"].choices = list(members)

    def parts_given(self) -> tuple[Part, ...]:
        """The parts of the testimony."""
        return tuple(Part(part) for part in self.cleaned_data["parts"])


class ExhibitForm(forms.Form):
    """What is known of a file; the file itself is the form's last field."""

    title = forms.CharField(
        label=_("What it is"), max_length=200, help_text=_("In a few words, without a name.")
    )
    collected_by = forms.CharField(label=_("Collected by (alias)"), max_length=60)
    collected = forms.CharField(label=_("Collected when"), max_length=10, help_text=DATE_HELP)
    where_from = forms.CharField(
        label=_("Where from"), max_length=500, help_text=_("An address, a person’s alias, a place.")
    )
    tool = forms.CharField(
        label=_("Made with"),
        required=False,
        max_length=200,
        help_text=_("The tool and its version; for a working copy also what was changed."),
    )
    context = forms.CharField(
        label=_("Context"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def facts(self, file_name: str) -> Collected:
        """What is known of it."""
        return Collected(file_name=file_name[:200], **self.cleaned_data)


class HandOverForm(forms.Form):
    """To whom an exhibit goes, and why."""

    to = forms.CharField(label=_("To whom"), max_length=200)
    why = forms.CharField(label=_("Why"), max_length=500)


class ReceiveForm(forms.Form):
    """How an exhibit arrived."""

    said = forms.CharField(label=_("How it arrived"), required=False, max_length=500)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _glance(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rsplit(" ", 1)[0] + " …"
