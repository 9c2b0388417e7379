import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam
from tests.apps.keyring.cast import found_team

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.errors import LineClosedError, LineOpenError
from holdfast.apps.intake.place import intake_folder, read_door
from holdfast.apps.intake.queries.line import the_line, who_answers
from holdfast.apps.intake.services.line import (
    found_line,
    join_line,
    leave_line,
    publish_line,
    rotate_line,
)
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring.errors import NotGrantedError


def test_the_door_is_told_the_public_half_and_never_the_private_one(line: LineTeam) -> None:
    kept = the_line(line.lead).value
    assert read_door().public == kept.public.hex()
    told = (intake_folder() / "door.toml").read_text("utf-8")
    assert kept.private.hex() not in told


def test_a_second_line_is_refused(line: LineTeam) -> None:
    before = read_door()
    with pytest.raises(LineOpenError):
        found_line(actor=line.lead)
    assert read_door() == before


def test_who_answers_is_who_was_let_in(line: LineTeam) -> None:
    assert set(who_answers(line.mira)) == {line.lead.member, line.mira.member}
    with pytest.raises(NotGrantedError):
        the_line(line.outsider())


def test_a_case_worker_cannot_open_or_share_the_line(line: LineTeam) -> None:
    for act in (
        lambda: found_line(actor=line.mira),
        lambda: join_line(actor=line.mira, member=line.lead.member),
        lambda: leave_line(actor=line.mira, member=line.lead.member),
        lambda: rotate_line(actor=line.mira),
        lambda: publish_line(actor=line.mira),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert set(who_answers(line.lead)) == {line.lead.member, line.mira.member}


def test_a_site_without_a_line_refuses_in_words(site) -> None:
    lead = at_work(found_team().lead, Role.KEYHOLDER, Role.CASE_WORKER)
    with pytest.raises(LineClosedError):
        take_in(actor=lead)


def test_after_new_keys_old_letters_open_and_new_ones_are_sealed_to_the_new(
    line: LineTeam,
) -> None:
    line.write("before")
    rotate_line(actor=line.lead)
    rotate_line(actor=line.lead)
    line.write("after")
    assert line.take_in() == 2
    assert {row.preview for row in line.rows()} == {"before", "after"}
    assert len(the_line(line.lead).value.past) == 2


def test_who_leaves_opens_nothing_and_letters_are_sealed_to_a_new_key(line: LineTeam) -> None:
    before = read_door()
    leave_line(actor=line.lead, member=line.mira.member, clock=line.clock)
    assert read_door().public != before.public
    assert read_door().salt == before.salt
    with pytest.raises(NotGrantedError):
        take_in(actor=line.mira, clock=line.clock)


def test_the_doors_file_comes_back_with_its_budgets(line: LineTeam) -> None:
    path = intake_folder() / "door.toml"
    path.write_text(path.read_text("utf-8").replace("1024", "99"), "utf-8")
    told = read_door()
    publish_line(actor=line.lead)
    assert read_door() == told
    path.unlink()
    publish_line(actor=line.lead)
    assert read_door().salt == told.salt
