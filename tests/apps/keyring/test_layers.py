from pathlib import Path

import pytest

from holdfast.apps.keyring import layers
from holdfast.apps.keyring.errors import LostLayerError
from holdfast.kernel.disk import place_file
from holdfast.vault.envelope import SymmetricKey
from holdfast.vault.errors import WrongContextError, WrongEpochError
from holdfast.vault.keys import EpochKey

KEY = EpochKey(SymmetricKey(bytes(32)))
LAYER = layers.Layer(3, KEY)


def test_the_newest_layer_is_the_one_with_the_highest_number(site: Path) -> None:
    with pytest.raises(LostLayerError):
        layers.newest_layer()
    for number in (9, 10, 2):
        place_file(layers.layer_path(number), bytes([number]) * 32)
    assert layers.layer_numbers() == [2, 9, 10]
    assert layers.newest_layer() == layers.Layer(10, EpochKey(SymmetricKey(b"\n" * 32)))


def test_a_missing_and_a_cut_key_file_are_refused(site: Path) -> None:
    place_file(layers.layer_path(1), b"short")
    for number in (1, 2):
        with pytest.raises(LostLayerError):
            layers.layer_key(number)


def test_a_row_opens_in_its_place_and_under_its_layer_only(site: Path) -> None:
    sealed = layers.cover(b"x" * 129, LAYER, wrap="w", scope_key="s")
    assert layers.uncover(sealed, LAYER, wrap="w", scope_key="s") == b"x" * 129
    for place in ({"wrap": "v", "scope_key": "s"}, {"wrap": "w", "scope_key": "t"}):
        with pytest.raises(WrongContextError):
            layers.uncover(sealed, LAYER, **place)
    with pytest.raises(WrongEpochError):
        layers.uncover(sealed, layers.Layer(4, KEY), wrap="w", scope_key="s")


def test_a_granted_and_an_accepted_key_look_alike_under_the_layer(site: Path) -> None:
    lengths = {len(layers.cover(bytes(n), LAYER, wrap="w", scope_key="s")) for n in (129, 211)}
    assert len(lengths) == 1


def test_a_pass_over_many_rows_reads_each_key_file_once(site: Path) -> None:
    place_file(layers.layer_path(1), bytes(32))
    key_of = layers.layer_keys()
    assert key_of(1) == KEY
    layers.layer_path(1).unlink()
    assert key_of(1) == KEY
