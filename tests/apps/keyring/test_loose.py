import io

import pytest

from holdfast.apps.keyring.loose import loose_sealer, new_key, open_loose, open_slip, seal_slip
from holdfast.kernel.errors import HoldfastError


def sealed(content: bytes, key: bytes, file: str = "f") -> io.BytesIO:
    sealer = loose_sealer(key=key, installation="here", file=file)
    return io.BytesIO(sealer.start() + sealer.add(content) + b"".join(sealer.finish()))


def test_a_loose_file_opens_with_its_key_in_its_place_only() -> None:
    key, content = new_key(), bytes(range(256)) * 900
    opened = open_loose(sealed(content, key), key=key, installation="here", file="f")
    assert b"".join(opened) == content
    for wrong in (
        {"key": new_key(), "installation": "here", "file": "f"},
        {"key": key, "installation": "there", "file": "f"},
        {"key": key, "installation": "here", "file": "g"},
    ):
        with pytest.raises(HoldfastError):
            list(open_loose(sealed(content, key), **wrong))


def test_a_slip_opens_for_its_use_only_and_hides_what_it_carries() -> None:
    key = new_key()
    slip = seal_slip(b"answers so far", key=key, use="questions")
    assert open_slip(slip, key=key, use="questions") == b"answers so far"
    assert b"answers" not in slip
    for bad, use in ((slip, "mailbox"), (slip[:-1], "questions"), (b"", "questions")):
        with pytest.raises(HoldfastError):
            open_slip(bad, key=key, use=use)
    with pytest.raises(HoldfastError):
        open_slip(slip, key=new_key(), use="questions")
