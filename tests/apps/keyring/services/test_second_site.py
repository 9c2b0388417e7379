from pathlib import Path

import msgspec
import pytest
from tests.apps.keyring.cast import found_team, open_case
from tests.apps.keyring.copying import name_site

from holdfast.apps.keyring.copy_errors import ForeignReceiptError
from holdfast.apps.keyring.queries.second_site import second_copy
from holdfast.apps.keyring.receipts import Receipt, receipt_for
from holdfast.apps.keyring.services.backup import back_up
from holdfast.apps.keyring.services.second_site import confirm
from holdfast.methods.custody.errors import ForkError, ShrunkError


def receipt(shelf: Path, name: str) -> Receipt:
    back_up(bodies=shelf / f"{name}-bodies", keys=shelf / f"{name}-keys")
    return receipt_for(shelf / f"{name}-bodies")


def test_what_was_confirmed_has_two_copies_and_what_came_after_has_one(
    site: Path, tmp_path: Path
) -> None:
    name_site(site)
    lead = found_team().lead
    open_case(lead)
    confirm(receipt(tmp_path, "first"))
    assert second_copy().behind == 0
    assert second_copy().at is not None
    open_case(lead)
    assert second_copy().behind > 0
    confirm(receipt(tmp_path, "second"))
    assert second_copy().behind == 0


def test_a_receipt_that_arrives_late_takes_nothing_back(site: Path, tmp_path: Path) -> None:
    name_site(site)
    lead = found_team().lead
    old = receipt(tmp_path, "old")
    open_case(lead)
    new = confirm(receipt(tmp_path, "new"))
    assert confirm(old) == new
    assert second_copy().behind == 0


def test_a_receipt_of_another_site_or_of_another_past_is_refused(
    site: Path, tmp_path: Path
) -> None:
    name_site(site)
    open_case(found_team().lead)
    true = receipt(tmp_path, "true")
    changed = msgspec.structs.replace
    with pytest.raises(ForeignReceiptError):
        confirm(changed(true, installation="another"))
    with pytest.raises(ForkError):
        confirm(changed(true, tree_root="00" * 32))
    with pytest.raises(ForkError):
        confirm(changed(true, tree_size=true.tree_size - 1))
    with pytest.raises(ShrunkError):
        confirm(changed(true, tree_size=true.tree_size + 1))
    assert second_copy().at is None
