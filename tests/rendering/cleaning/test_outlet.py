import os
import time
from collections.abc import Callable, Iterator

import pytest

from holdfast.rendering.cleaning.errors import SpoiledError
from holdfast.rendering.cleaning.outlet import Outlet


@pytest.fixture
def pipe() -> Iterator[tuple[int, Callable[[], None]]]:
    """Where to write, and how to stop."""
    taken, given = os.pipe()
    open_ends = {taken, given}

    def shut() -> None:
        open_ends.discard(given)
        os.close(given)

    yield taken, given, shut
    for end in open_ends:
        os.close(end)


def test_exactly_what_was_asked_for_is_taken(pipe) -> None:
    taken, given, shut = pipe
    outlet = Outlet(taken, seconds=5)
    os.write(given, b"one two")
    assert (outlet.take(3), outlet.take(0), outlet.take(1)) == (b"one", b"", b" ")
    shut()
    assert outlet.take(3) == b"two"
    assert outlet.has_ended()


def test_what_ends_too_soon_or_goes_on_is_known(pipe) -> None:
    taken, given, shut = pipe
    outlet = Outlet(taken, seconds=5)
    os.write(given, b"more")
    assert not outlet.has_ended()
    shut()
    with pytest.raises(SpoiledError):
        outlet.take(4)


def test_nobody_waits_past_the_time_that_was_set(pipe) -> None:
    taken, given, _ = pipe
    outlet, began = Outlet(taken, seconds=0.1), time.monotonic()
    with pytest.raises(SpoiledError):
        outlet.take(1)
    assert 0.1 <= time.monotonic() - began < 3
    os.write(given, b"late, and not taken any more")
    with pytest.raises(SpoiledError):
        outlet.take(1)
