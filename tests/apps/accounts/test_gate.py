from holdfast.apps.accounts.gate import Attempt, Gate
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
