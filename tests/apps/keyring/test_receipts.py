from pathlib import Path

import pytest
from tests.apps.keyring.cast import found_team, open_case
from tests.apps.keyring.copying import name_site

from holdfast.apps.keyring.copy_errors import DamagedCopyError, NoReceiptError, WrongPartError
from holdfast.apps.keyring.receipts import MOST_BYTES, read_receipt, receipt_for, written
from holdfast.apps.keyring.services.backup import back_up


def copies(site: Path, shelf: Path) -> tuple[Path, Path]:
    name_site(site)
    open_case(found_team().lead)
    bodies, keys = shelf / "bodies", shelf / "keys"
    back_up(bodies=bodies, keys=keys)
    return bodies, keys


def test_a_receipt_says_how_long_the_ledger_was_and_is_one_short_line(
    site: Path, tmp_path: Path
) -> None:
    bodies, _ = copies(site, tmp_path)
    receipt = receipt_for(bodies)
    line = written(receipt)
    assert receipt.tree_size > 0
    assert "\n" not in line
    assert len(line) < MOST_BYTES
    assert read_receipt(f"{line}\n".encode()) == receipt


def test_there_is_no_receipt_for_a_damaged_copy_or_for_keys(site: Path, tmp_path: Path) -> None:
    bodies, keys = copies(site, tmp_path)
    with pytest.raises(WrongPartError):
        receipt_for(keys)
    raw = bytearray(bodies.read_bytes())
    raw[len(raw) // 2] ^= 1
    bodies.write_bytes(raw)
    with pytest.raises(DamagedCopyError):
        receipt_for(bodies)


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}", b"not json", b"\xff", b"[" * 2000,
        b'{"installation":"a","tree_size":-1,"tree_root":"' + b"00" * 32 + b'","sha256":""}',
        b'{"installation":"a","tree_size":1,"tree_root":"zz","sha256":""}',
    ],
)  # fmt: skip
def test_what_is_no_receipt_is_refused(line: bytes) -> None:
    with pytest.raises(NoReceiptError):
        read_receipt(line)
