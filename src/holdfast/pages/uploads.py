"""Small files that come with a form: held in memory, bounded, and never written to a disk.

Invariants: what is larger than the bound is refused before it is held; nothing is spooled. Large
files do not come this way.
"""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MOST_HELD_BYTES = 2 * 1024 * 1024


class HeldInMemory(FileUploadHandler):
    """Django's upload handler that holds a form's files in memory, up to the bound in all."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._held_bytes = 0
        self._content = BytesIO()

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin the next file."""
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Hold a piece. Raises RequestDataTooBig, which is answered in words."""
        self._held_bytes += len(raw_data)
        if self._held_bytes > MOST_HELD_BYTES:
            raise RequestDataTooBig
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, whole."""
        self._content.seek(0)
        return InMemoryUploadedFile(
            self._content, self.field_name, self.file_name, self.content_type, file_size,
            self.charset, self.content_type_extra,
        )  # fmt: skip
