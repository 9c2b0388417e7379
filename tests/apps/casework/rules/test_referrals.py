import datetime as dt

import pytest

from holdfast.apps.casework.errors.referrals import BadAddressError, BadBundleError
from holdfast.apps.casework.rules.referrals import (
    MOVES,
    Address,
    Bundle,
    Handed,
    ReferralState,
    Section,
    as_file,
    decode_bundle,
    encode_bundle,
    from_file,
    is_same_fingerprint,
    place_of,
    read_address,
    write_address,
)
from holdfast.apps.keyring.letterbox import new_letterbox

ID = "a" * 26
BUNDLE = Bundle(
    id=ID, sender="The harbour", made_at=dt.datetime(2031, 4, 2, tzinfo=dt.UTC),
    consent="told me so", consent_on=dt.date(2031, 4, 1),
    sections=(Section(Handed.TIMELINE, (("2031-03", "the uncle asked"),)),),
)  # fmt: skip


def address(installation: str = "tervenia-1") -> Address:
    return Address(installation, new_letterbox()[1])


def test_an_address_survives_its_text_however_it_was_pasted() -> None:
    ours = address()
    pasted = "\n\n  " + write_address(ours).replace("\n", "\r\n   ")
    assert read_address(pasted) == ours


@pytest.mark.parametrize("line", range(4))
def test_an_address_that_was_cut_is_refused(line: int) -> None:
    lines = write_address(address()).splitlines()
    del lines[line]
    with pytest.raises(BadAddressError):
        read_address("\n".join(lines))


def test_an_address_that_was_changed_on_its_way_is_refused() -> None:
    text, other = write_address(address()), address()
    swapped = text.replace(text.split("public: ")[1].split("\n")[0], other.public.hex())
    for changed in (swapped, text.replace("tervenia-1", "elsewhere"), "hello", ""):
        with pytest.raises(BadAddressError):
            read_address(changed)


def test_digits_are_compared_however_they_are_grouped() -> None:
    ours = address()
    heard = ours.fingerprint.replace(" ", "-")
    assert is_same_fingerprint(heard, ours)
    assert not is_same_fingerprint(heard[:-1], ours)
    assert not is_same_fingerprint("", ours)


def test_a_bundle_survives_its_bytes_and_its_file() -> None:
    assert decode_bundle(encode_bundle(BUNDLE)) == BUNDLE
    assert from_file(as_file(ID, b"letter\n\x00")) == (ID, b"letter\n\x00")
    assert place_of(ID) == f"referral/{ID}"


@pytest.mark.parametrize(
    "data", [b"", b"HOLDFAST REFERRAL 1\n", b"HOLDFAST REFERRAL 2\n" + ID.encode() + b"\nx",
             as_file("../" + "a" * 23, b"x"), as_file(ID, b"x").replace(b"a\nx", b"ax")]
)  # fmt: skip
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(BadBundleError):
        from_file(data)


def test_bytes_of_another_form_are_refused() -> None:
    for data in (b"", b"\x80", encode_bundle(BUNDLE)[:-1]):
        with pytest.raises(BadBundleError):
            decode_bundle(data)


def test_what_was_refused_or_revoked_is_at_its_end() -> None:
    ends = {state for state, after in MOVES.items() if not after}
    assert ends == {ReferralState.REFUSED, ReferralState.REVOKED}
    assert set(MOVES) == set(ReferralState)
