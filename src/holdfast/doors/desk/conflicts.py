"""Forms that met a newer version: what was typed comes back, to be decided on beside theirs.

Invariants: nothing typed is lost, and nobody's change is saved over without having been shown.
"""

from __future__ import annotations

from django.forms import Form
from django.utils.translation import gettext as _

from holdfast.apps.keyring.errors import EditConflictError


def beside_theirs(form: Form, error: EditConflictError, *, newest: int) -> Form:
    """The form with what was typed, about the newest version, which its page shows beside it."""
    form.add_error(None, f"{_(error.message)} {_('What stands now is shown with your text.')}")
    form.data = form.data.copy()
    form.data["revision"] = str(newest)
    return form
