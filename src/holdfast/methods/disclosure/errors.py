"""What can be wrong with a draft and with a list of names, as errors a person may read.

Invariants: no message repeats a word of either.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class DisclosureError(HoldfastError):
    """The check cannot be made."""

    code = "disclosure"


class UnreadableDraftError(DisclosureError):
    """The draft cannot be read; it was not checked."""

    code = "disclosure.draft"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The draft cannot be read: {why}. Nothing was checked.",
            hint="Give plain text (UTF-8), JSON, a PDF or a Word document (.docx).",
        )


class UnreadableSecretsError(DisclosureError):
    """The list of what must not stand in the draft cannot be read; nothing was checked."""

    code = "disclosure.secrets"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The list of names cannot be read: {why}. Nothing was checked.",
            hint="Give UTF-8: one name a line, or CSV with the columns kind and text, and perhaps "
            "id.",
        )
