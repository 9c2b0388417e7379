from __future__ import annotations

import shutil

import pytest

from holdfast.doors.desk import cleaning
from holdfast.doors.desk.cleaning import cleaned_file
from holdfast.rendering.cleaning.copies import Cleaned


def answered(name: str, copy: Cleaned, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(cleaning, "cleaned_copy", lambda _: copy)
    return str(cleaned_file(iter(()), name)["Content-Disposition"])


def test_the_name_of_a_copy_says_what_it_is_and_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Cleaned("image/jpeg", "jpg", 1, 1, b"")
    part = Cleaned("application/pdf", "pdf", 100, 180, b"")
    broken = answered('a"b\r\n.png', whole, monkeypatch)
    assert broken == 'attachment; filename="a_b-cleaned.jpg"'
    assert answered("scan.pdf", part, monkeypatch).endswith('"scan-cleaned-100-of-180.pdf"')
    assert answered("...", whole, monkeypatch).endswith('"file-cleaned.jpg"')


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
def test_a_copy_is_saved_as_what_it_became_and_never_as_what_it_claimed() -> None:
    answer = cleaned_file([b"<script>alert(1)</script>"], "page.html")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="page-cleaned.txt"'
    assert answer.content == b"<script>alert(1)</script>"
