"""The forms of people of the network.

Invariants: who somebody is is typed into a form of its own part, and sealed apart.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.people import HelperRole, HelperState
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.cases.forms import choices_of, one_of, text, words
from holdfast.doors.desk.cases.people import Choices


class HelperForm(forms.Form):
    """What somebody does for us."""

    alias = words(_("Alias"), hint=_("Never a name. Left empty, one is given."), required=False)
    roles = forms.MultipleChoiceField(
        label=_("What they do"),
        required=False,
        choices=choices_of(HelperRole),
        widget=forms.CheckboxSelectMultiple,
    )
    state = one_of(_("State"), HelperState, initial=HelperState.PROPOSED.value)
    says = text(_("What to know of them"), hint=_("No names, numbers or addresses here."))

    @staticmethod
    def of(helper: Helper, revision: int) -> dict[str, object]:
        """What the form begins with."""
        roles, state = [role.value for role in helper.roles], helper.state.value
        return {
            "alias": helper.alias, "roles": roles, "state": state, "says": helper.says,
            "revision": revision,
        }  # fmt: skip

    def helper(self) -> Helper:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Helper(
            alias=typed["alias"],
            roles=tuple(HelperRole(role) for role in typed["roles"]),
            state=HelperState(typed["state"]),
            says=typed["says"],
        )


class ChangeHelperForm(HelperForm):
    """The same with the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class WhoForm(forms.Form):
    """Who somebody is."""

    names = text(_("Names"), hint=_("One a line, also former ones and other spellings."))
    phones = text(_("Telephone numbers"), hint=_("One a line."))
    address = text(_("Address"))
    notes = text(_("Notes"))

    @staticmethod
    def of(identity: HelperIdentity, revision: int) -> dict[str, object]:
        """What the form begins with."""
        return {
            "names": "\n".join(identity.names), "phones": "\n".join(identity.phones),
            "address": identity.address, "notes": identity.notes, "revision": revision,
        }  # fmt: skip

    def identity(self) -> HelperIdentity:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return HelperIdentity(
            names=_lines(typed["names"]),
            phones=_lines(typed["phones"]),
            address=typed["address"],
            notes=typed["notes"],
        )


class ChangeWhoForm(WhoForm):
    """The same with the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class GiveHelperForm(forms.Form):
    """Who of the team may know somebody."""

    member = forms.ChoiceField(label=_("Who"))
    parts = forms.MultipleChoiceField(
        label=_("What"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (Part.CONTENT.value, _("What they do, and their vetting")),
            (Part.IDENTITY.value, _("Who they are")),
        ],
        initial=[Part.CONTENT.value],
    )

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["member"].choices = members


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
