"""The forms of referrals.

Invariants: each part is chosen for itself, and none is chosen before somebody did; a fingerprint is
typed as it was heard.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.referrals import MOST_FILE_BYTES, Handed, ReferralState
from holdfast.apps.casework.services.referrals import Chosen
from holdfast.apps.keyring.rules import RecordId

from .forms import choices_of, day, text, words
from .people import Choices


class PartnerForm(forms.Form):
    """Another organisation."""

    name = words(_("What you call them"))
    address = forms.CharField(
        label=_("Their referral address"), max_length=2000, widget=forms.Textarea({"rows": 5})
    )
    heard = words(
        _("The digits that you heard"),
        hint=_("Call somebody there whom you know, and let them read their fingerprint to you."),
    )


class MemberChoiceForm(forms.Form):
    """Who takes referrals in."""

    member = forms.ChoiceField(label=_("Who"))

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["member"].choices = members


class TakeInForm(forms.Form):
    """The file that came."""

    file = forms.FileField(label=_("The file that came"), allow_empty_file=True)

    def content(self) -> bytes:
        """Its content, up to one byte more than a bundle has."""
        held: bytes = self.cleaned_data["file"].read(MOST_FILE_BYTES + 1)
        return held


class HandOverPartsForm(forms.Form):
    """What is handed to whom, and how they agreed."""

    partner = forms.ChoiceField(label=_("To whom"))
    parts = forms.MultipleChoiceField(
        label=_("What is handed over"),
        widget=forms.CheckboxSelectMultiple,
        choices=choices_of(Handed),
        help_text=_("Only what they agreed to. Who it is about and health need your keys of them."),
    )
    consent = words(_("How they agreed"), hint=_("To each of these parts, for these people."))
    consent_on = day(_("When they agreed"), required=True)
    sender = words(_("How you sign"), hint=_("By what name the other organisation knows you."))

    def __init__(self, *given: object, partners: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["partner"].choices = partners

    def chosen(self) -> Chosen:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Chosen(
            partner=RecordId(typed["partner"]),
            parts=[Handed(part) for part in typed["parts"]],
            consent=typed["consent"],
            consent_on=typed["consent_on"],
            sender=typed["sender"],
        )


class AnswerForm(forms.Form):
    """What became of a referral."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("It is now"))
    says = text(_("What they said"))

    def __init__(self, *given: object, moves: Iterable[ReferralState], **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = choices_of(moves)


class AcceptForm(forms.Form):
    """What a case of a referral begins with."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    alias = words(_("Alias"), hint=_("Never a name. Left empty, one is given."), required=False)
    next_action = words(_("Next action"))


class RefuseForm(forms.Form):
    """Why a referral is refused."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    says = words(_("Why"))
