from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium, for the tests of one file: its loop may not run beside those of another."""
    from tests.journeys.rooms import chromium  # noqa: PLC0415  (skips where there is no browser)

    with chromium() as opened:
        yield opened
