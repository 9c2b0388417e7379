import pytest
from nacl import bindings as sodium
from tests.vault import second_opener
from tests.vault.cast import TEXT, place, vectors

from holdfast.vault import errors
from holdfast.vault.envelope import Context, Kind
from holdfast.vault.keys import BoxPrivate, BoxPublic, SymmetricKey, box_public
from holdfast.vault.letters import BOX_BYTES, Letter, new_pair, open_letter, seal_letter

PRIVATE = BoxPrivate(SymmetricKey(b"the line's private half".ljust(32, b".")))
PUBLIC = box_public(PRIVATE)
HERE = place(kind=Kind.MESSAGE, record="letter/1")


def written() -> Letter:
    return seal_letter(TEXT, public=PUBLIC, context=HERE)


def test_a_letter_opens_with_the_private_half_and_in_its_place():
    assert open_letter(written(), private=PRIVATE, context=HERE) == TEXT


def test_two_letters_of_the_same_words_share_no_byte_run():
    one, other = written(), written()
    assert one[3:35] != other[3:35]
    assert one[3 + BOX_BYTES + 9 :] != other[3 + BOX_BYTES + 9 :]


def test_nobody_else_opens_it_not_even_its_writer():
    private, _ = new_pair()
    with pytest.raises(errors.WrongKeyError):
        open_letter(written(), private=private, context=HERE)


@pytest.mark.parametrize(
    "change", [{"installation": "other"}, {"record": "letter/2"}, {"scope": "x"}, {"version": 4}]
)
def test_a_letter_that_was_moved_is_refused(change):
    with pytest.raises(errors.WrongContextError):
        open_letter(
            written(),
            private=PRIVATE,
            context=place(kind=Kind.MESSAGE, **{"record": "letter/1", **change}),
        )


def test_every_byte_of_a_letter_is_guarded():
    letter = written()
    for at in range(len(letter)):
        bad = bytearray(letter)
        bad[at] ^= 1 << at % 8
        with pytest.raises(errors.VaultError):
            open_letter(Letter(bytes(bad)), private=PRIVATE, context=HERE)


def test_every_truncation_of_a_letter_is_refused():
    letter = written()
    for length in range(len(letter)):
        with pytest.raises(errors.VaultError):
            open_letter(Letter(letter[:length]), private=PRIVATE, context=HERE)


def test_what_is_not_a_letter_is_told_from_one_of_a_newer_kind():
    with pytest.raises(errors.MalformedError):
        open_letter(Letter(b"junk"), private=PRIVATE, context=HERE)
    with pytest.raises(errors.UnknownVersionError):
        open_letter(Letter(b"HP2" + written()[3:]), private=PRIVATE, context=HERE)


def test_nobody_writes_to_a_key_whose_secret_anyone_knows():
    with pytest.raises(errors.BadPointError):
        seal_letter(TEXT, public=BoxPublic(bytes(32)), context=HERE)


def test_somebody_else_s_program_opens_it_from_the_documents_alone():
    letter = written()
    key = sodium.crypto_box_seal_open(letter[3:83], PUBLIC, PRIVATE)
    fields = HERE._asdict()
    assert second_opener.open_value(letter[83:], key, fields) == TEXT


@pytest.mark.parametrize("vector", vectors("letter"))
def test_letters_of_earlier_releases_open(vector):
    private = BoxPrivate(SymmetricKey(bytes.fromhex(vector["private"])))
    context = Context(**{**vector["context"], "kind": Kind(vector["context"]["kind"])})
    opened = open_letter(Letter(bytes.fromhex(vector["letter"])), private=private, context=context)
    assert opened == bytes.fromhex(vector["plaintext"])
