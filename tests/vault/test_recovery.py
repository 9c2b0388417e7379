from dataclasses import replace
from functools import reduce
from itertools import combinations
from operator import xor

import pytest
from tests.vault.cast import KEY, place, vectors

from holdfast.vault import errors, recovery
from holdfast.vault.envelope import Kind, Plaintext, open_sealed, seal
from holdfast.vault.keys import random_key
from holdfast.vault.recovery import (
    PrintedKey,
    Share,
    TrusteeSecret,
    as_printed,
    combine,
    new_printed_key,
    printed_key_seals,
    read_printed,
    split,
)

SETS = [(needed, total) for total in range(2, 7) for needed in range(2, total + 1)]
PRINTED = PrintedKey(bytes(range(20)))


@pytest.mark.parametrize(("needed", "total"), SETS)
def test_exactly_the_choices_of_enough_trustees_bring_the_secret_back(needed, total):
    secret = random_key(TrusteeSecret)
    shares = split(secret, needed=needed, total=total)
    for count in range(1, total + 1):
        for choice in combinations(shares, count):
            if count >= needed:
                assert combine(choice[::-1]) == secret
            else:
                with pytest.raises(errors.TooFewTrusteesError):
                    combine(choice)


@pytest.mark.parametrize(("needed", "total"), SETS)
def test_one_trustee_too_few_lacks_a_pad_of_every_choice(needed, total):
    """Each choice's pieces are one-time pads, so lacking any one of them tells nothing at all."""
    secret = random_key(TrusteeSecret)
    shares = split(secret, needed=needed, total=total)
    pieces = [piece for share in shares for piece in share.pieces]
    assert len(set(pieces)) == len(pieces)  # no pad serves twice
    for choice in combinations(range(total), needed):
        held = [int.from_bytes(recovery._piece(shares[i], choice)) for i in choice]
        assert reduce(xor, held).to_bytes(32) == secret
        for few in combinations(held, needed - 1):
            assert reduce(xor, few).to_bytes(32) != secret


def test_the_secret_stands_in_no_share():
    secret = random_key(TrusteeSecret)
    for share in split(secret, needed=2, total=4):
        assert secret not in share.to_bytes()


def test_a_share_comes_back_from_its_bytes():
    for share in split(random_key(TrusteeSecret), needed=3, total=5):
        assert Share.from_bytes(share.to_bytes()) == share


def test_every_byte_of_a_share_is_guarded():
    secret = random_key(TrusteeSecret)
    one, two, _ = split(secret, needed=2, total=3)
    data = one.to_bytes()
    for at in range(len(data)):
        bad = bytearray(data)
        bad[at] ^= 1
        try:
            assert combine([Share.from_bytes(bytes(bad)), two]) == secret
        except errors.VaultError:
            continue
        assert at >= 54 + 32  # the piece of a choice that these two do not make
    for length in range(len(data)):
        with pytest.raises(errors.VaultError):
            Share.from_bytes(data[:length])


def test_a_false_share_does_no_harm_where_enough_true_ones_are_at_hand():
    secret = random_key(TrusteeSecret)
    shares = split(secret, needed=2, total=4)
    false = replace(shares[0], pieces=tuple(bytes(32) for _ in shares[0].pieces))
    assert combine([false, shares[1], shares[2]]) == secret
    assert combine([false, shares[0], shares[3]]) == secret
    with pytest.raises(errors.TamperedError):
        combine([false, shares[1]])


def test_the_same_share_twice_is_one_trustee():
    shares = split(random_key(TrusteeSecret), needed=2, total=3)
    with pytest.raises(errors.TooFewTrusteesError):
        combine([shares[0], shares[0]])
    with pytest.raises(errors.TooFewTrusteesError):
        combine([])


def test_shares_of_two_sets_do_not_combine():
    secret = random_key(TrusteeSecret)
    first, second = (split(secret, needed=2, total=3) for _ in range(2))
    with pytest.raises(errors.WrongContextError):
        combine([first[0], second[1]])


def test_a_set_has_two_to_eight_trustees():
    for needed, total in ((1, 3), (4, 3), (2, 9), (0, 0)):
        with pytest.raises(ValueError, match="2 to 8"):
            split(random_key(TrusteeSecret), needed=needed, total=total)
    assert len(split(random_key(TrusteeSecret), needed=4, total=8)[0].pieces) == 35


def test_a_share_that_is_none_is_refused_by_name():
    data = split(random_key(TrusteeSecret), needed=2, total=3)[0].to_bytes()
    for bad, refusal in (
        (b"PNG" + data[3:], errors.MalformedError),
        (b"HS2" + data[3:], errors.UnknownVersionError),
        (data[:3] + b"\x01" + data[4:], errors.MalformedError),
        (data[:5] + b"\x03" + data[6:], errors.MalformedError),
        (data + b"\x00", errors.TruncatedError),
    ):
        with pytest.raises(refusal):
            Share.from_bytes(bad)


def test_pieces_do_not_show_in_a_repr():
    share = split(random_key(TrusteeSecret), needed=2, total=3)[0]
    assert repr(share.pieces[0]) not in repr(share)


def test_the_printed_key_is_read_however_it_is_typed():
    printed = as_printed(PRINTED)
    assert len(printed.split(" ")) == 9
    for typed in (
        printed.lower(), printed.replace(" ", "-"), printed.replace(" ", ""), f"\n{printed} ",
        printed.replace("0", "O").replace("1", "l"), printed.replace("0", "о"),  # Cyrillic о
        printed.translate(str.maketrans("ABCEHKMPTXY3", "АВСЕНКМРТХУЗ")),
    ):  # fmt: skip
        assert read_printed(typed) == PRINTED


def test_every_wrong_sign_of_a_printed_key_is_noticed():
    printed = as_printed(PRINTED).replace(" ", "")
    for at, right in enumerate(printed):
        wrong = "7" if right != "7" else "8"
        with pytest.raises(errors.UnreadableCodeError):
            read_printed(printed[:at] + wrong + printed[at + 1 :])


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "These are 0"), ("ABCD", "These are 4"), ("ABCD !" + "A" * 31, "Group 2")],
)
def test_the_refusal_says_where_to_look(typed, says):
    with pytest.raises(errors.UnreadableCodeError, match=says):
        read_printed(typed)


def test_a_printed_key_seals_and_opens_a_root():
    key = printed_key_seals(new_printed_key())
    context = place(kind=Kind.ROOT, record="member-1/recovery")
    sealed = seal(Plaintext(KEY), key=key, context=context)
    assert open_sealed(sealed, key=key, context=context) == KEY
    with pytest.raises(errors.WrongKeyError):
        open_sealed(sealed, key=printed_key_seals(new_printed_key()), context=context)


def test_printed_keys_differ_and_do_not_show_what_they_seal_with():
    keys = {new_printed_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(key not in printed_key_seals(key) for key in keys)


@pytest.mark.parametrize("vector", vectors("codes"))
def test_printed_vectors_read_as_they_say(vector):
    assert read_printed(vector["printed"]).hex() == vector["printed_key"]


@pytest.mark.parametrize("vector", vectors("shares"))
def test_share_vectors_combine(vector):
    shares = [Share.from_bytes(bytes.fromhex(data)) for data in vector["shares"]]
    for choice in combinations(shares, 2):
        assert combine(choice).hex() == vector["secret"]
