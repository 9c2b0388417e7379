"""A form with each kind of field, filled in wrongly."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Each kind of field once."""

    alias = forms.CharField(label=_("Alias"), help_text=_("Never a name."))
    said = forms.CharField(label=_("What was said"), widget=forms.Textarea({"rows": 4}))
    held = forms.ChoiceField(
        label=_("Where they are held"), choices=[("home", _("At home")), ("no", _("Nowhere"))]
    )
    soon = forms.ChoiceField(
        label=_("How soon"),
        widget=forms.RadioSelect,
        choices=[
            ("now", _("Within hours")),
            ("days", _("Within three days")),
            ("later", _("Later")),
        ],
    )
    wishes = forms.MultipleChoiceField(
        label=_("What they wish"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("leave", _("To leave")), ("talk", _("To talk")), ("wait", _("To wait"))],
    )
    safe = forms.BooleanField(
        label=_("It is safe to call back"), help_text=_("Ask them first."), required=False
    )
    paper = forms.FileField(label=_("A small file"), required=False)
