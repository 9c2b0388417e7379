import pytest

from holdfast.apps.keyring.letterbox import (
    fingerprint,
    is_public,
    new_letterbox,
    open_letter,
    seal_letter,
)
from holdfast.vault.errors import WrongContextError, WrongKeyError

HERE = {"installation": "tervenia", "place": "message/1"}


def test_only_the_private_key_opens_a_letter():
    private, public = new_letterbox()
    other, _ = new_letterbox()
    letter = seal_letter(b"the road is watched", public=public, **HERE)
    assert open_letter(letter, private=private, **HERE) == b"the road is watched"
    with pytest.raises(WrongKeyError):
        open_letter(letter, private=other, **HERE)


@pytest.mark.parametrize("moved", [{"installation": "elsewhere"}, {"place": "message/2"}])
def test_a_letter_opens_in_its_place_only(moved):
    private, public = new_letterbox()
    letter = seal_letter(b"the road is watched", public=public, **HERE)
    with pytest.raises(WrongContextError):
        open_letter(letter, private=private, **{**HERE, **moved})


def test_only_what_letters_can_be_sealed_to_is_a_public_key():
    _, public = new_letterbox()
    assert is_public(public)
    assert not is_public(public[:-1])
    assert not is_public(bytes(32))


def test_a_fingerprint_is_of_one_key_in_one_installation():
    _, public = new_letterbox()
    _, other = new_letterbox()
    said = fingerprint(public, installation="tervenia")
    assert [len(group) for group in said.split()] == [5] * 6
    assert said == fingerprint(public, installation="tervenia")
    assert said != fingerprint(other, installation="tervenia")
    assert said != fingerprint(public, installation="elsewhere")
