"""A cleaned copy of a stranger's file, to be saved: made when a member asks, and kept nowhere.

Invariants: the file is opened in the sandbox or not at all; what did not go through is said in the
name of the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpResponse

from holdfast.rendering.cleaning.copies import Cleaned
from holdfast.rendering.cleaning.sandbox import cleaned_copy


def cleaned_file(pieces: Iterable[bytes], name: str) -> HttpResponse:
    """The answer to who asks for a cleaned copy. Raises CleaningError."""
    copy = cleaned_copy(pieces)
    response = HttpResponse(copy.content, content_type=copy.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(name, copy)}"'
    return response


def _name(name: str, copy: Cleaned) -> str:
    """The name it had, in letters that no header can be broken with, and what the copy lacks."""
    stem = re.sub(r"[^A-Za-z0-9_-]", "_", name.rpartition(".")[0] or name).strip("_") or "file"
    part = f"-{copy.parts}-of-{copy.of}" if copy.parts < copy.of else ""
    return f"{stem[:80]}-cleaned{part}.{copy.suffix}"
