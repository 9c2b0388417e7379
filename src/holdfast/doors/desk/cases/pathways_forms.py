"""The forms of one case's pathways.

Invariants: a revision travels hidden and is handed back, so that nobody's step is saved over
another's.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.queries.pathways import PathwayView, ProgrammeView
from holdfast.apps.casework.rules.pathways import PathwayKind, PathwayState
from holdfast.apps.casework.services.pathways import Step

from .forms import choices_of, day, words


class ConsiderForm(forms.Form):
    """A way that is considered."""

    programme = forms.ChoiceField(label=_("Programme"), required=False)
    kind = forms.ChoiceField(
        label=_("Or what it is"), choices=choices_of(PathwayKind), required=False
    )
    says = words(_("Why, or what is missing"), hint=_("No names or numbers."), required=False)

    def __init__(self, *given: object, programmes: Iterable[ProgrammeView], **more: object) -> None:
        super().__init__(*given, **more)
        named = [(str(view.id), view.programme.title) for view in programmes]
        self.fields["programme"].choices = [("", _("None that was entered")), *named]
        self.fields["kind"].choices = [("", "–"), *choices_of(PathwayKind)]

    def clean(self) -> dict[str, object]:
        """One of the two must be chosen."""
        super().clean()
        cleaned: dict[str, object] = self.cleaned_data
        if not cleaned.get("programme") and not cleaned.get("kind"):
            self.add_error("kind", _("Choose a programme, or what it is."))
        return cleaned


class StepForm(forms.Form):
    """The next state, with its day."""

    to = forms.ChoiceField(label=_("It is now"))
    on = day(_("Since"), required=True)
    valid_until = day(_("Granted until"))
    says = words(_("What is known"), hint=_("No names or numbers."), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: object, view: PathwayView, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = choices_of(view.next)

    def step(self) -> Step:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        to = PathwayState(typed["to"])
        return Step(to, typed["on"], typed["says"], typed["valid_until"])


class DeadlineForm(forms.Form):
    """Something to be done by a day."""

    on = day(_("By"), required=True)
    says = words(_("What must be done"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class DoneForm(forms.Form):
    """Which deadline was met."""

    number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SlotForm(forms.Form):
    """The day of a place."""

    on = forms.DateField(label=_("Day"), widget=forms.Select)

    def __init__(self, *given: object, view: PathwayView, **more: object) -> None:
        super().__init__(*given, **more)
        slots = view.programme.slots if view.programme else []
        left = _("%(day)s: %(n)s left")
        self.fields["on"].widget.choices = [
            (slot.on.isoformat(), left % {"day": slot.on.isoformat(), "n": slot.left})
            for slot in slots
        ]
