"""Files as they arrive from a browser: sealed piece by piece, never spooled.

Invariants:
- No file waits in memory or in a temporary folder: a piece is sealed and gone.
- No body is read whole: also where no file is taken, a handler says how large a piece is.
- A file that cannot be kept stops nothing: its piece is let go, the others come in, and the page
  says which and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadhandler import FileUploadHandler

from holdfast.apps.intake.errors import FileCutShortError, IntakeError
from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.services.uploads import Upload
from holdfast.kernel.errors import HoldfastError

MOST_FILES = 10


class TooManyAtOnceError(IntakeError):
    """More files than one page sends."""

    code = "intake.files_too_many"
    says = "Too many files came at once. What you wrote is safe; this file was not stored."
    next_step = "Send it after the others."


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not kept: which of them, counted from one, and why."""

    number: int
    error: HoldfastError


class SealingHandler(FileUploadHandler):  # type: ignore[misc]  # Django ships no types
    """Django's handler of uploads, over `Upload`."""

    def __init__(self) -> None:
        super().__init__()
        self.uploads: list[Upload] = []
        self.refused: list[Refused] = []
        self._now: Upload | None = None
        self._number = 0

    def new_file(self, *words: object, **named: object) -> None:
        """One more file begins."""
        super().new_file(*words, **named)
        self._number += 1
        try:
            if self._number > MOST_FILES:
                raise TooManyAtOnceError
            self._now = Upload(self.file_name or "", door=read_door())
        except HoldfastError as error:
            self._refuse(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """One more piece of it."""
        if self._now is None:
            return
        try:
            self._now.add(raw_data)
        except HoldfastError as error:
            self._refuse(error)

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """It has ended. Nothing is handed to Django: there is nothing to be read here any more."""
        if self._now is not None:
            self.uploads.append(self._now)
            self._now = None

    def upload_interrupted(self) -> None:
        """The body ended in the middle of a file."""
        if self._now is not None:
            self._refuse(FileCutShortError())

    def abandon(self) -> None:
        """Remove whatever arrived."""
        for upload in [*self.uploads, *([self._now] if self._now else [])]:
            upload.abandon()
        self.uploads, self._now = [], None

    def _refuse(self, error: HoldfastError) -> None:
        self.refused.append(Refused(self._number, error))
        if self._now is not None:
            self._now.abandon()
            self._now = None


class NothingKept(FileUploadHandler):  # type: ignore[misc]  # Django ships no types
    """For pages that take no file: whatever comes is let go, piece by piece. With no handler at all
    Django would read up to 2 GiB of a body at once."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Let it go."""

    def file_complete(self, file_size: int) -> None:
        """Hand nothing to Django."""
