"""Broken requests by the thousand: the door stays up, says nothing of them, and loses no words."""

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.trials.door_fuzz import CANARY, OFTEN, Fuzz, heard, under_fire

IN_THE_TESTS = 200
ROUNDS, REQUESTS_A_ROUND = 5, 4_000


def run(seed: int, requests: int) -> tuple[Fuzz, int, bytes]:
    with stage.folder() as folder, under_fire(folder, seed) as (line, fuzz, printed):
        fuzz.run(requests)
        return fuzz, heard(line), printed.read_bytes()


@on_sqlite
def test_two_hundred_broken_requests_lose_no_words_and_leave_no_trace() -> None:
    fuzz, files, printed = run(7, IN_THE_TESTS)
    assert fuzz.promised == IN_THE_TESTS // OFTEN
    assert files >= fuzz.promised
    assert CANARY.encode() not in printed
    assert {status for status in fuzz.statuses if status.startswith("5")} == set()
    assert fuzz.statuses["400"] > 0


@on_sqlite
@pytest.mark.trial
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_thousands_of_broken_requests_lose_no_words_and_leave_no_trace(seed: int) -> None:
    fuzz, files, printed = run(seed, REQUESTS_A_ROUND)
    print(f"seed {seed}: {dict(sorted(fuzz.statuses.items()))}, {fuzz.promised} kept")  # noqa: T201
    assert files >= fuzz.promised
    assert printed == b""
    assert {status for status in fuzz.statuses if status.startswith("5")} == set()
