import pytest
from tests.apps.casework.cast import WREN, Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.guarding import (
    forget,
    is_under_duress,
    look_after,
    settle_watch,
)
from holdfast.apps.casework.services.journeys import abort
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.records import encode
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.queries.rows import rows
from holdfast.apps.watch.rules import Step, WatchId, heard
from holdfast.apps.watch.services.watching import report_word, watch


def test_the_watch_is_given_minutes_addresses_and_verifiers_only(
    watched: Office, case: CaseId
) -> None:
    watched.under_way(case)
    for seen in rows(watched.box).live.values():
        assert {notice.address for notice in seen.ladder} == {WREN}
        assert heard("grey heron", seen.words) is Step.SAFE
        assert WREN.encode() in encode(seen)
        assert case.encode() not in encode(seen)
        assert b"station" not in encode(seen).lower()


def test_rows_that_a_hand_or_a_restore_took_are_put_back(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    before = rows(watched.box).live
    WatchRow.objects.all().delete()
    assert settle_watch(actor=watched.lead, clock=watched.clock) == 2
    assert rows(watched.box).live == before
    assert settle_watch(actor=watched.lead, clock=watched.clock) == 0


def test_rows_of_a_journey_that_ended_are_taken(watched: Office, case: CaseId) -> None:
    journey = watched.under_way(case)
    before = rows(watched.box).live
    abort(actor=watched.lead, case=case, journey=journey, clock=watched.clock)
    for row, seen in before.items():  # as if it was cut off before the watch forgot
        watch(seen, row=row, box=watched.box)
    assert settle_watch(actor=watched.lead, clock=watched.clock) == 2
    assert rows(watched.box).live == {}


def test_looking_after_twice_is_once_and_forgetting_without_a_watch_is_nothing(
    watched: Office, case: CaseId
) -> None:
    watched.under_way(case)
    file = case_file(watched.lead, case, now=watched.clock())
    look_after(watched.lead, file, file.all(Journey)[0])
    assert len(rows(watched.box).live) == 2
    forget(watched.lead, file.all(CheckIn))
    assert rows(watched.box).live == {}


def test_without_a_watch_there_is_nothing_to_settle(desk: Office, case: CaseId) -> None:
    with pytest.raises(NoWatchError):
        settle_watch(actor=desk.lead, clock=desk.clock)
    desk.planned(case)
    check_ins = list(find(desk.lead, CheckIn))
    forget(desk.lead, check_ins)
    assert not is_under_duress(desk.lead, check_ins)


def test_duress_that_only_the_watch_heard_counts(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    check_ins = list(find(watched.lead, CheckIn))
    assert not is_under_duress(watched.lead, check_ins)
    report_word(WatchId(check_ins[0].value.row), "white heron", box=watched.box)
    assert is_under_duress(watched.lead, check_ins)
