"""Several processes writing at once, on either engine."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable

import pytest
from django.db import connections
from tests.apps import stage
from tests.apps.keyring.cast import Case, Note, Team, give, open_case

from holdfast.apps.keyring.errors import EditConflictError, KeyringError
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.writing import writing

EACH = 8


def at_once(*works: Callable[[], None]) -> list[int]:
    """Run each in a process of its own. Returns their exit codes: 0, or 1 where one raised."""
    stage.leave()
    children = []
    for work in works:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work()
                code = 0
            except Exception:  # noqa: BLE001  (the child's, shown and told by its exit code)
                traceback.print_exc()
            finally:
                os._exit(code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def test_writers_take_turns_and_nothing_is_lost(team: Team, case: Case) -> None:
    def write_many() -> None:
        for n in range(EACH):
            with writing(team.lead) as write:
                add(write, case.content, Note(text=f"{os.getpid()} {n}"))

    def open_many() -> None:
        for _ in range(EACH):
            open_case(team.lead)

    assert at_once(write_many, open_many, write_many) == [0, 0, 0]
    assert len(list(find(team.lead, Note))) == 2 + 2 * EACH + 2 * EACH
    assert list(check(team.lead)) == []


def test_of_two_changes_to_one_revision_one_is_saved(team: Team, case: Case) -> None:
    def change() -> None:
        for revision in range(1, EACH):
            try:
                with writing(team.lead) as write:
                    save(write, case.said, Note(text=str(os.getpid())), revision=revision)
            except EditConflictError:
                continue

    assert at_once(change, change, change) == [0, 0, 0]
    assert read(team.lead, case.said, Note).revision == EACH
    assert list(check(team.lead)) == []


def test_starts_and_rotations_beside_writers_and_readers_harm_nothing(
    team: Team, case: Case
) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)

    def write_many() -> None:
        for n in range(EACH):
            with writing(team.lead) as write:
                add(write, case.content, Note(text=str(n)))

    def start_many() -> None:
        for _ in range(EACH):
            recover()

    def rotate() -> None:
        revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
        open_scope(team.lead, case.scope)

    def read_many() -> None:
        for _ in range(EACH * 3):
            assert read(team.lead, case.said, Note)
            assert len(list(find(team.lead, Note))) >= 2

    assert at_once(write_many, start_many, rotate, read_many) == [0, 0, 0, 0]
    assert list(check(team.lead)) == []


@pytest.mark.postgres
def test_this_runs_on_postgresql(site: object) -> None:
    assert {connections[store].vendor for store in stage.GROWN} == {"postgresql"}
    assert issubclass(EditConflictError, KeyringError)
