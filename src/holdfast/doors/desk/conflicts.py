"""Forms that met a newer version: what was typed comes back, to be decided on beside theirs.

Invariants: nothing typed is lost, and nobody's change is saved over without having been shown.
"""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.utils.translation import gettext as _

from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.keyring.errors import EditConflictError

OK, CONFLICT = 200, 409


def beside_theirs(form: Form, error: EditConflictError, *, newest: int) -> Form:
    """The form with what was typed, about the newest version, which its page shows beside it."""
    form.add_error(None, f"{_(error.message)} {_('What stands now is shown with your text.')}")
    form.data = form.data.copy()
    form.data["revision"] = str(newest)
    return form


def refusal(form: Form, save: Callable[[], None]) -> int | None:
    """None where it was saved; else the status of the form's page, in which the refusal is said."""
    try:
        save()
    except (CaseworkError, EditConflictError) as error:
        form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        return CONFLICT if isinstance(error, EditConflictError) else OK
    return None
