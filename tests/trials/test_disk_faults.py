"""A full disk, a disk that takes no writes, damaged pages: a clear refusal, and nothing is lost."""

from __future__ import annotations

import os
import resource
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from django.db import connections
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Note, open_case, root

from holdfast.apps.accounts import services as accounts
from holdfast.apps.keyring.errors import StoreError, StoreFullError, StoreReadOnlyError
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, FileId, Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.founding import found_site
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.errors import HoldfastError

pytestmark = on_sqlite
CONTENT = b"A photograph. " * 20_000
SEEDS = range(20)


class Held:
    """A site with a case and a file, which must be there after any fault."""

    def __init__(self) -> None:
        self.lead: Actor = found_site(accounts.create_member(root("lead")))
        self.case: Case = open_case(self.lead)
        self.file: FileId = store_file(self.lead, self.case.content, [CONTENT])

    def is_whole(self) -> None:
        """Everything that was saved before is there, and nothing is half there."""
        stage.leave()
        recover()
        assert list(check(self.lead)) == []
        assert read(self.lead, self.case.said, Note).value.text == "The road is watched."
        assert b"".join(open_file(self.lead, self.file)) == CONTENT


@pytest.fixture
def held(site: Path) -> Held:
    return Held()


def write_something(held: Held, random: Random) -> None:
    """One of the writes that need the disk."""
    case, lead = held.case, held.lead
    choice = random.randrange(4)
    if choice == 0:
        open_case(lead, said="x" * random.randrange(30_000))
    elif choice == 1:
        store_file(lead, case.content, [os.urandom(random.randrange(400_000))])
    elif choice == 2:
        with writing(lead) as write:
            add(write, create_unit(write, case.scope, Part.IDENTITY), Note(text="y" * 9000))
    else:
        with writing(lead) as write:
            revision = read(lead, case.named, Note).revision
            save(write, case.named, Note(text="z" * random.randrange(9000)), revision=revision)


def in_a_child(work: Callable[[], None]) -> None:
    """Run it in a process of its own, whose limits die with it."""
    stage.leave()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001  (shown, and told by the exit code)
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_files_that_may_not_grow_are_refused_in_words_and_nothing_is_lost(
    held: Held,
    site: Path,
    seed: int,
) -> None:
    random = Random(seed)
    largest = max(path.stat().st_size for path in site.rglob("*") if path.is_file())

    def work() -> None:
        limit = (
            largest + random.randrange(1, 60_000) if seed % 2 else random.randrange(5_000, largest)
        )
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        )
        for _ in range(200):
            try:
                write_something(held, random)
            except StoreError as refused:
                assert refused.hint
                return
        raise AssertionError("the disk never filled")

    in_a_child(work)
    held.is_whole()


@pytest.mark.parametrize("store", stage.GROWN)
def test_a_full_store_says_that_the_disk_is_full(held: Held, store: str) -> None:
    with connections[store].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    with pytest.raises(StoreFullError):
        for _ in range(100):
            open_case(held.lead, said="x" * 5000)
    held.is_whole()


@pytest.mark.parametrize("store", stage.GROWN)
def test_a_store_that_takes_no_writes_says_so(held: Held, store: str) -> None:
    with connections[store].cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    for work in (lambda: open_case(held.lead), lambda: shred_unit(held.lead, held.case.identity)):
        with pytest.raises(StoreReadOnlyError):
            work()
    assert read(held.lead, held.case.said, Note)
    held.is_whole()


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_pages_are_refused_and_never_shown(held: Held, site: Path, seed: int) -> None:
    random = Random(seed)
    for _ in range(5):
        open_case(held.lead, said="The road is watched.", named="Irma")
    truth = {stored.id: stored.value for stored in find(held.lead, Note)}
    stage.leave()
    path = site / f"{random.choice(stage.GROWN)}.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as file:
        file.seek(random.randrange(path.stat().st_size - 512))
        file.write(random.randbytes(random.choice([1, 16, 512])))
    damaged = path.read_bytes()
    stage.stand(site)
    held.lead.opened.clear()
    for record, value in truth.items():
        try:
            assert read(held.lead, record, Note).value == value
        except HoldfastError as refused:
            assert refused.message
    for fault in check_all(held.lead):
        assert fault
    stage.leave()
    assert path.read_bytes() == damaged


def check_all(lead: Actor) -> list[str]:
    try:
        return [str(fault.error) for fault in check(lead)]
    except HoldfastError as refused:
        return [str(refused)]
