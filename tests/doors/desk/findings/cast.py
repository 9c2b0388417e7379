"""Reports at the desk, through the form."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.review.reports import record
from tests.doors.desk.stage import Visitor

from holdfast.methods.corroboration.record import to_json


def bring(visitor: Visitor, content: bytes | None = None) -> Any:
    """Send the form with a record."""
    made = to_json(record()) if content is None else content
    file = SimpleUploadedFile("record.json", made, "application/json")
    return visitor.post("/findings/bring/", {"file": file})
