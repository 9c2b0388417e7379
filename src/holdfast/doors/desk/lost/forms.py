"""The forms of a loss.

Invariants: what was lost is named by its alias, as people say it, and found among what the member
knows; nothing that cannot be undone is sent without having been confirmed.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.losses import LossKind
from holdfast.doors.desk.cases.forms import words

KINDS = [
    (LossKind.PLACE.value, _("A place")),
    (LossKind.MEMBER.value, _("A member of the team")),
    (LossKind.PERSON.value, _("A person: detained")),
    (LossKind.HELPER.value, _("A helper: detained")),
    (LossKind.VEHICLE.value, _("A vehicle")),
    (LossKind.PHONE.value, _("The phone of a case")),
    (LossKind.NUMBER.value, _("The telephone number of a case: known or listened to")),
    (LossKind.DOCUMENT.value, _("A document of a case")),
]


class WhyForm(forms.Form):
    """What happened."""

    reason = words(_("What happened"), hint=_("A few words, without a name. They are kept."))


class LostForm(WhyForm):
    """What was lost."""

    kind = forms.ChoiceField(label=_("What"), choices=KINDS, widget=forms.RadioSelect)
    alias = words(
        _("Alias"), hint=_("Of the place, the member, the helper, the vehicle or the case.")
    )
    field_order = ("kind", "alias", "reason")


class FreeForm(forms.Form):
    """Why a leg is planned anew, over the version of its journey that was shown."""

    reason = words(_("Why"), hint=_("Kept with the case."))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SureForm(forms.Form):
    """That it is meant."""

    sure = forms.BooleanField(label=_("I mean it"))
