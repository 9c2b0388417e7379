import datetime as dt
from pathlib import Path

import pytest
from tests.apps.keyring.cast import Case, Note, Team
from tests.apps.keyring.expiring import MONDAY, Message, receive

from holdfast.apps.keyring.queries.expiry import expired, kinds_of_this_release
from holdfast.apps.keyring.records import EventRecord, RosterCard, Sealable
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import frozen

LATER = frozen(MONDAY + dt.timedelta(weeks=10))


def test_what_was_saved_longer_ago_than_its_kind_is_kept_is_counted_by_week_and_kind(
    team: Team, case: Case
) -> None:
    for weeks in (0, 0, 3, 7):
        receive(team.lead, case, weeks=weeks)
    preview = expired(team.lead, clock=LATER)
    assert preview.counts == {("2031-W14", "test.message"): 2, ("2031-W17", "test.message"): 1}
    assert len(preview.units) == 3
    assert (preview.now, preview.waiting, preview.unknown) == ("2031-W24", 0, 0)


def test_the_last_week_in_which_it_is_kept_is_counted_whole(team: Team, case: Case) -> None:
    receive(team.lead, case)
    for weeks, due in ((4, 0), (5, 1)):
        clock = frozen(MONDAY + dt.timedelta(weeks=weeks, days=6))
        assert len(expired(team.lead, clock=clock).units) == due


def test_age_counts_from_when_it_was_saved_last(team: Team, case: Case) -> None:
    _, record = receive(team.lead, case)
    with writing(team.lead, clock=frozen(MONDAY + dt.timedelta(weeks=9))) as write:
        save(write, record, Message(text="Again."), revision=1)
    assert expired(team.lead, clock=LATER).units == ()


def test_what_stands_in_a_unit_with_what_is_kept_waits_and_is_told(team: Team, case: Case) -> None:
    unit, _ = receive(team.lead, case)
    with writing(team.lead, clock=frozen(MONDAY)) as write:
        add(write, unit, Note(text="Kept."))
    preview = expired(team.lead, clock=LATER)
    assert (preview.units, preview.counts, preview.waiting) == ((), {}, 1)


def test_files_go_with_their_unit_and_are_counted(team: Team, case: Case) -> None:
    unit, _ = receive(team.lead, case)
    store_file(team.lead, unit, [b"x"])
    assert expired(team.lead, clock=LATER).files == 1


def test_a_kind_that_this_release_does_not_know_is_kept_and_told(
    team: Team, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(team.lead, case)
    monkeypatch.setattr(Message, "KIND", "test.of_another_release")
    preview = expired(team.lead, clock=LATER)
    assert (preview.units, preview.unknown) == ((), 1)


def test_nobody_is_told_of_what_they_cannot_open(team: Team, case: Case) -> None:
    receive(team.lead, case)
    assert expired(team.join("outsider"), clock=LATER).counts == {}


def test_a_clock_that_is_far_ahead_is_seen_beside_the_newest_record(team: Team) -> None:
    preview = expired(team.lead, clock=frozen(dt.datetime(2099, 1, 1, tzinfo=dt.UTC)))
    assert preview.now == "2099-W01"
    assert preview.newest < preview.now


def test_kinds_are_found_in_every_app(site: Path) -> None:
    kinds = kinds_of_this_release()
    assert kinds["keyring.event"] is EventRecord
    assert kinds["keyring.roster_card"] is RosterCard


def test_every_kind_of_record_says_how_long_it_is_kept_and_has_its_name_alone(site: Path) -> None:
    kinds_of_this_release()
    ours = [kind for kind in every_kind() if kind.__module__.startswith("holdfast.")]
    silent = [kind.KIND for kind in ours if "KEPT" not in vars(kind)]
    assert silent == [], "declare KEPT beside KIND (holdfast.apps.keyring.retention)"
    names = [kind.KIND for kind in ours]
    assert len(names) == len(set(names)) >= 3


def every_kind() -> list[type[Sealable]]:
    found, left = [], Sealable.__subclasses__()
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        found += [kind] if hasattr(kind, "KIND") else []
    return found
