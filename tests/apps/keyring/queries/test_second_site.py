from pathlib import Path

from tests.apps.keyring.cast import found_team

from holdfast.apps.keyring.queries.second_site import FILE_NAME, confirmed_in, second_copy
from holdfast.apps.ledger.queries import tip


def test_without_a_receipt_there_is_one_copy_of_everything(site: Path) -> None:
    found_team()
    assert second_copy().at is None
    assert second_copy().behind == tip().size > 0


def test_a_receipt_that_cannot_be_read_is_none(site: Path) -> None:
    (site / FILE_NAME).write_text("half a rec")
    assert confirmed_in(site) is None
    assert second_copy().at is None
