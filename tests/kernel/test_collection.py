from __future__ import annotations

import gc

import pytest

from holdfast.kernel.collection import paused_collection


@pytest.fixture(autouse=True)
def thawed() -> object:
    yield
    gc.unfreeze()


def test_nothing_is_searched_inside_the_block_and_everything_after_it() -> None:
    with paused_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="inside"), paused_collection():
        raise ValueError("inside")
    assert gc.isenabled()


def test_collection_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with paused_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_built_is_not_searched_again() -> None:
    before = gc.get_freeze_count()
    with paused_collection():
        built = [[number] for number in range(1_000)]
    assert gc.get_freeze_count() >= before + len(built)
