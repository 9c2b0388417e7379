from pathlib import Path

import pytest
from tests.apps.cast import at_work
from tests.apps.keyring.cast import found_team
from tests.apps.watch.cast import MARTEN, WREN

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.watch.errors import BadAddressError, KeyThereError
from holdfast.apps.watch.key_file import read_key
from holdfast.apps.watch.queries.rows import rows
from holdfast.apps.watch.queries.team import addresses, letterbox
from holdfast.apps.watch.services.founding import found_watch, set_address


def test_the_key_is_made_once_and_written_out_again_where_it_was_lost(
    site: Path, tmp_path: Path
) -> None:
    lead = at_work(found_team().lead, Role.KEYHOLDER)
    box = found_watch(lead, tmp_path / "one")
    assert found_watch(lead, tmp_path / "two") == box == letterbox(lead)
    assert read_key(tmp_path / "one") == read_key(tmp_path / "two") == box
    assert len(rows(box).decoys) == 16


def test_a_place_that_is_taken_changes_nothing(site: Path, tmp_path: Path) -> None:
    lead = at_work(found_team().lead, Role.OPERATOR)
    (tmp_path / "key").write_text("mine", "ascii")
    with pytest.raises(KeyThereError):
        found_watch(lead, tmp_path / "key")
    assert (tmp_path / "key").read_text("ascii") == "mine"


def test_a_case_worker_does_not_make_the_watch(site: Path, tmp_path: Path) -> None:
    with pytest.raises(NotPermittedError):
        found_watch(at_work(found_team().lead, Role.CASE_WORKER), tmp_path / "key")


def test_an_address_is_the_member_s_last_one_and_one_that_mail_reaches(site: Path) -> None:
    lead = found_team().lead
    set_address(lead, WREN)
    set_address(lead, f" {MARTEN} ")
    assert addresses(lead) == {lead.member: MARTEN}
    with pytest.raises(BadAddressError):
        set_address(lead, "not one")
