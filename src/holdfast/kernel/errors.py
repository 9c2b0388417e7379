"""The errors a person may be shown.

Invariants:
- `message` and `hint` are whole sentences, safe to print: no name, no content, no secret.
- `code` is stable and lower-case with dots; tests and programs hold on to it, people need not.
"""

from __future__ import annotations


class HoldfastError(Exception):
    """Something went wrong that a person can be told about.

    `message` says what happened and whether the material is safe; `hint` says what to do next.
    Subclasses set `code`; they are named by cause.
    """

    code = "holdfast.error"

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class WordedError(HoldfastError):
    """An error that carries its own words, so that it is raised bare.

    Subclasses set `code`, `says` and, where somebody can do something, `next_step`.
    """

    says = "This was refused."
    next_step = ""

    def __init__(self, says: str = "", *, hint: str = "") -> None:
        super().__init__(says or self.says, hint=hint or self.next_step)
