"""The forms of health: beginning it, what is written in it, and who is given it.

Invariants: exhibits are named by id; nothing here asks who somebody is.
"""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.health import Injury, Medication, Screen
from holdfast.apps.casework.rules.health import Concern, ScreenKind, exhibit_ids
from holdfast.apps.keyring.records import Sealable

from .forms import ReasonForm, day, one_of, text, words
from .items_forms import ItemForm
from .people import Choices


class BeginHealthForm(ReasonForm):
    """Why health is written down, and who opens it along."""

    together_with = forms.MultipleChoiceField(
        label=_("Who else can open it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those who can open the case."),
    )

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["together_with"].choices = members


class MedicationForm(ItemForm):
    """A medicine and how long there is enough of it."""

    ITEM: ClassVar[type[Sealable]] = Medication
    medicine = words(_("Medicine"))
    days_left = forms.IntegerField(label=_("Days left"), min_value=0, max_value=3660)
    counted_on = day(_("Counted on"), required=True)
    refill = words(_("How more is had"), required=False)
    is_stopped = forms.BooleanField(label=_("Not taken any more"), required=False)
    notes = text(_("Notes"))


class InjuryForm(ItemForm):
    """An injury and the exhibits that show it."""

    ITEM: ClassVar[type[Sealable]] = Injury
    on = words(_("When"), hint=_("2017, 2017-03 or 2017-03-20."))
    says = forms.CharField(label=_("What"), max_length=4000, widget=forms.Textarea({"rows": 3}))
    exhibits = words(
        _("Photographs"), hint=_("The ids of exhibits, with spaces between."), required=False
    )

    @classmethod
    def initial_of(cls, item: Sealable, revision: int) -> dict[str, object]:
        """What the form begins with, the ids in one line."""
        begun = super().initial_of(item, revision)
        return {**begun, "exhibits": " ".join(getattr(item, "exhibits", ()))}

    def clean_exhibits(self) -> tuple[str, ...]:
        """The ids. Raises ValidationError where a word is none."""
        named = exhibit_ids(self.cleaned_data["exhibits"])
        if named is None:
            raise forms.ValidationError(_("An id of an exhibit has 26 letters and digits."))
        return named


class ScreenForm(ItemForm):
    """What a screen found."""

    ITEM: ClassVar[type[Sealable]] = Screen
    kind = one_of(_("About"), ScreenKind)
    made_on = day(_("Made on"), required=True)
    concern = one_of(_("What was found"), Concern)
    says = text(_("Notes"))
    again_on = day(_("Ask again on"))


class GrantHealthForm(forms.Form):
    """Who is given the health of a case, why and until when."""

    member = forms.ChoiceField(label=_("Who"))
    reason = words(_("Why"))
    until = day(_("Last day"), hint=_("Never later than their last day of the case."))

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["member"].choices = members
