import pytest

from holdfast.apps.accounts.errors import UnreadableKeyFileError
from holdfast.apps.accounts.gate import MOST_KEY_FILE_BYTES, Attempt, Gate, read_key_file
from holdfast.apps.accounts.server_secret import SERVER_SECRET
from holdfast.vault.passphrase import LEAST, PRODUCTION, KeyFile


def test_production_asks_for_the_floor_and_knows_no_test_cost():
    gate = Gate()
    assert gate.cost == PRODUCTION
    assert gate.test_cost is None
    assert gate.secret is SERVER_SECRET
    assert Gate(cost=LEAST).test_cost is LEAST


def test_an_attempt_shows_nothing_that_was_typed_in_secret():
    attempt = Attempt("k7m-2xq", "six words", KeyFile(b"key file"), "123456")
    shown = repr(attempt)
    assert not any(secret in shown for secret in ("six words", "key file", "123456"))


def test_a_key_file_is_read_whole_or_refused(tmp_path):
    path = tmp_path / "key"
    for content in (b"", bytes(MOST_KEY_FILE_BYTES + 1)):
        path.write_bytes(content)
        with pytest.raises(UnreadableKeyFileError):
            read_key_file(path)
    with pytest.raises(UnreadableKeyFileError):
        read_key_file(tmp_path)
    path.write_bytes(bytes(MOST_KEY_FILE_BYTES))
    assert len(read_key_file(path)) == MOST_KEY_FILE_BYTES
