"""The log-in form, which stands in the place of any page.

Invariants: a passphrase is never shown again; a form that failed comes back without it.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.errors import UnreadableKeyFileError
from holdfast.apps.accounts.gate import MOST_KEY_FILE_BYTES, Attempt, KeyFile

_PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


class LogInForm(forms.Form):
    """Alias, passphrase, and where a member uses them a key file and a code."""

    alias = forms.CharField(
        label=_("Alias"),
        max_length=64,
        widget=forms.TextInput(attrs={**_PLAIN, "autocomplete": "username"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        help_text=_("Six words. Capitals and extra spaces do not matter."),
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={**_PLAIN, "autocomplete": "current-password"}),
    )
    key_file = forms.FileField(
        label=_("Key file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Only where you set one up."),
    )
    code = forms.CharField(
        label=_("Code of the second factor"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    back = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def attempt(self) -> Attempt:
        """What was typed. Raises UnreadableKeyFileError."""
        typed = self.cleaned_data
        return Attempt(typed["alias"], typed["passphrase"], self._key_file(), typed["code"].strip())

    def _key_file(self) -> KeyFile | None:
        held = self.cleaned_data["key_file"]
        if held is None:
            return None
        if not 0 < held.size <= MOST_KEY_FILE_BYTES:
            raise UnreadableKeyFileError
        return KeyFile(held.read())
