import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.accounts.errors import UnreadableKeyFileError
from holdfast.apps.accounts.gate import MOST_KEY_FILE_BYTES
from holdfast.doors.desk.forms import LogInForm

TYPED = {
    "alias": "k4m-2xq",
    "passphrase": " six words typed with spaces round ",
    "code": " 123456 ",
}


def filled(key_file: bytes | None = None) -> LogInForm:
    files = {} if key_file is None else {"key_file": SimpleUploadedFile("k", key_file)}
    with override_settings(**DESK_SETTINGS):
        form = LogInForm(TYPED, files)
        assert form.is_valid(), form.errors
    return form


def test_what_was_typed_becomes_an_attempt() -> None:
    attempt = filled(b"stick").attempt()
    assert (attempt.alias, attempt.code, attempt.key_file) == ("k4m-2xq", "123456", b"stick")
    assert attempt.passphrase == TYPED["passphrase"]


def test_without_a_key_file_there_is_none() -> None:
    assert filled().attempt().key_file is None


@pytest.mark.parametrize("content", [b"", bytes(MOST_KEY_FILE_BYTES + 1)])
def test_a_key_file_that_cannot_be_one_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableKeyFileError):
        filled(content).attempt()


def test_a_passphrase_is_never_written_into_a_page() -> None:
    with override_settings(**DESK_SETTINGS):
        assert "six words" not in str(LogInForm(TYPED))
