"""The one error a person may be shown.

Invariants:
- `message` and `hint` are whole sentences, safe to print: no name, no content, no secret.
- `code` is stable and lower-case with dots; tests and programs hold on to it, people need not.
"""

from __future__ import annotations


class HoldfastError(Exception):
    """Something went wrong that a person can be told about.

    `message` says what happened and whether the material is safe; `hint` says what to do next.
    Subclasses set `code`; they are named by cause. One that always says the same carries its words
    in `says` and `next_step` and is raised bare.
    """

    code = "holdfast.error"
    says = "This was refused. Nothing was changed."
    next_step = ""

    def __init__(self, message: str = "", *, hint: str = "", code: str | None = None) -> None:
        self.message = message or self.says
        self.hint = hint or self.next_step
        super().__init__(self.message)
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
