import tempfile

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from holdfast.pages.uploads import MOST_HELD_BYTES, HeldInMemory


def sent(*contents: bytes):
    files = {f"f{n}": SimpleUploadedFile("name", content) for n, content in enumerate(contents)}
    return RequestFactory().post("/", files)


def test_a_small_file_is_held_whole() -> None:
    content = bytes(range(256)) * 900
    assert sent(content, b"x").FILES["f0"].read() == content


def test_files_of_one_form_share_the_bound() -> None:
    request = sent(bytes(MOST_HELD_BYTES), b"x")
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018  (reading it is what parses)


def test_no_file_is_spooled_to_a_disk(monkeypatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("a temporary file was made")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    request = sent(bytes(MOST_HELD_BYTES // 2))
    assert request.FILES["f0"].size == MOST_HELD_BYTES // 2
    assert [type(handler) for handler in request.upload_handlers] == [HeldInMemory]
