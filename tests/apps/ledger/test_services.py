from pathlib import Path

import pytest
from django.db import transaction
from tests.methods.custody.cast import KEY, sign

from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.ledger import queries, services
from holdfast.apps.ledger.errors import RepeatedEntryError
from holdfast.apps.ledger.models import Checkpoint, Leaf
from holdfast.apps.ledger.rules import Entry, hash_of, mark
from holdfast.methods.custody.checkpoints import open_checkpoint
from holdfast.methods.custody.merkle import root_of


def marks(count: int, start: int = 0) -> list[Entry]:
    return [mark(f"subject-{n}", 1, n.to_bytes(32, "big")) for n in range(start, start + count)]


def member(name: str) -> None:
    MemberRow.objects.create(id=name, box_public=bytes(32), signing_public=bytes(32))


@pytest.mark.parametrize("sizes", [(1,), (7,), (3, 1, 5, 8), (64,)])
def test_batches_give_the_tree_of_rfc_9162(site: Path, sizes: tuple[int, ...]) -> None:
    for size in sizes:
        services.append(marks(size, queries.tip().size))
    everything = marks(sum(sizes))
    assert queries.tip().root() == root_of(hash_of(entry) for entry in everything)
    assert queries.check() == len(everything)


def test_an_entry_and_its_write_are_committed_together(site: Path) -> None:
    with services.writing() as pen:
        assert pen.enter(*marks(1)) == 0
        member("a")
    assert (Leaf.objects.count(), MemberRow.objects.count()) == (1, 1)


def test_a_write_that_fails_leaves_no_entry_and_an_entry_that_fails_no_write(site: Path) -> None:
    services.append(marks(1))
    with pytest.raises(KeyError), services.writing() as pen:
        pen.enter(*marks(1, 1))
        member("a")
        raise KeyError
    with pytest.raises(RepeatedEntryError), services.writing() as pen:
        pen.enter(*marks(1))
        member("a")
    assert (queries.tip().size, Leaf.objects.count(), MemberRow.objects.count()) == (1, 1, 0)


def test_appending_inside_another_transaction_is_refused(site: Path) -> None:
    with pytest.raises(RuntimeError), transaction.atomic(using="bodies"):
        services.append(marks(1))


def test_a_signed_head_is_kept_and_reads_as_a_signed_note(site: Path) -> None:
    services.append(marks(5))
    note = services.sign_head(KEY, sign)
    assert services.sign_head(KEY, sign) == note
    assert Checkpoint.objects.count() == 1
    opened = open_checkpoint(note, key=KEY)
    assert (opened.size, opened.root) == (5, queries.tip().root())
    assert queries.newest_note() == note
