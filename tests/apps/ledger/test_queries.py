from pathlib import Path

import pytest
from tests.apps.ledger.test_services import marks
from tests.methods.custody.cast import KEY, sign

from holdfast.apps.ledger import queries, services
from holdfast.apps.ledger.errors import AlteredLedgerError, NoSuchEntryError
from holdfast.apps.ledger.models import Checkpoint, Leaf, Subtree, Tip
from holdfast.apps.ledger.rules import hash_of, mark
from holdfast.methods.custody.errors import ForeignCheckpointError, ForkError, ShrunkError
from holdfast.methods.custody.merkle import root_from_inclusion
from holdfast.methods.custody.verifier import VerifierKey

SIZE = 11


@pytest.fixture
def ledger(site: Path) -> None:
    services.append(marks(SIZE))


def test_every_entry_is_proved_under_every_later_head(ledger: None) -> None:
    services.append(marks(6, SIZE))
    for size in (1, 5, 8, SIZE, SIZE + 6):
        for index in range(size):
            leaf, path = hash_of(queries.entry_at(index)), queries.inclusion_path(index, size)
            assert len(path) <= 5
            root = root_from_inclusion(leaf, index, size, path)
            if size == SIZE + 6:
                assert root == queries.tip().root()


@pytest.mark.parametrize(("index", "size"), [(0, 12), (11, 11), (-1, 3)])
def test_an_entry_that_is_not_there_has_no_path(ledger: None, index: int, size: int) -> None:
    with pytest.raises(NoSuchEntryError):
        queries.inclusion_path(index, size)


def test_entries_are_read_many_at_a_time_and_those_that_are_not_there_are_left_out(
    ledger: None,
) -> None:
    assert queries.entries_at([3, 7, SIZE]) == {n: queries.entry_at(n) for n in (3, 7)}


def test_the_tree_is_seen_to_have_grown_from_every_head_that_was_remembered(site: Path) -> None:
    heads = []
    for count in (0, 1, 2, 5, 1, 8):
        services.append(marks(count, queries.tip().size)) if count else None
        heads.append(queries.head("o"))
    for head in heads:
        queries.check_grown_from(head, origin="o")


def test_a_rolled_back_and_a_rewritten_ledger_are_told_apart(ledger: None) -> None:
    head = queries.head("o")
    Tip.objects.update(size=0, peaks=b"")
    Leaf.objects.all().delete()
    Subtree.objects.all().delete()
    services.append(marks(3))
    with pytest.raises(ShrunkError):
        queries.check_grown_from(head, origin="o")
    services.append(marks(20, 100))
    with pytest.raises(ForkError):
        queries.check_grown_from(head, origin="o")


@pytest.mark.parametrize(
    "alter",
    [
        lambda: Leaf.objects.filter(pk=4).update(revision=2),
        lambda: Leaf.objects.filter(pk=4).update(subject="other"),
        lambda: Leaf.objects.filter(pk=4).update(data=bytes(32)),
        lambda: Leaf.objects.filter(pk=4).update(form=2),
        lambda: Leaf.objects.filter(pk=4).update(form=9),
        lambda: Leaf.objects.filter(pk=4).update(revision=-1),
        lambda: Leaf.objects.filter(pk=4).update(data=b"short"),
        lambda: Leaf.objects.filter(pk=SIZE - 1).delete(),
        lambda: Leaf.objects.filter(pk=4).delete(),
        lambda: Leaf.objects.create(index=SIZE, subject="x", revision=1, form=1, data=bytes(32)),
        lambda: Subtree.objects.filter(pk=queries.place_of(2, 0)).update(hash=bytes(32)),
        lambda: Subtree.objects.create(place=queries.place_of(9, 9), hash=bytes(32)),
        lambda: Tip.objects.update(size=SIZE - 1),
        lambda: Tip.objects.update(peaks=bytes(96)),
    ],
)
def test_any_altered_row_is_found(ledger: None, alter: object) -> None:
    assert queries.check() == SIZE
    alter()
    with pytest.raises((AlteredLedgerError, NoSuchEntryError)):
        queries.check()


def test_signed_heads_are_held_against_the_rows(ledger: None) -> None:
    services.sign_head(KEY, sign)
    services.append(marks(4, SIZE))
    assert queries.check(KEY) == SIZE + 4
    with pytest.raises(ForeignCheckpointError):
        queries.check(VerifierKey(KEY.name, bytes(32)))
    Checkpoint.objects.update(size=SIZE + 1)
    with pytest.raises(AlteredLedgerError):
        queries.check(KEY)


def test_the_newest_revision_of_each_subject_is_known(site: Path) -> None:
    services.append([mark("a", 1, bytes(32)), mark("b", 1, bytes(32)), mark("a", 2, bytes(32))])
    assert queries.newest_revision("a") == 2
    assert queries.newest_revision("nobody") == 0


def test_an_unsigned_ledger_has_no_note(site: Path) -> None:
    with pytest.raises(NoSuchEntryError):
        queries.newest_note()


def test_what_was_entered_since_leads_from_an_earlier_tree_to_the_head(ledger: None) -> None:
    earlier = queries.tip()
    assert queries.grown_since(earlier)[1] == []
    new = marks(6, SIZE)
    services.append(new)
    now, entries = queries.grown_since(earlier)
    assert entries == list(new)
    assert (now.size, now.peaks) == (queries.tip().size, queries.tip().peaks)
    assert queries.extent() == (now.size, b"".join(now.peaks))
    assert earlier.size == SIZE


def test_a_tree_that_was_set_back_or_rewritten_did_not_grow(ledger: None) -> None:
    earlier = queries.tip()
    services.append(marks(2, SIZE))
    later = queries.tip()
    Leaf.objects.filter(pk=SIZE).update(data=bytes(32))
    with pytest.raises(AlteredLedgerError):
        queries.grown_since(earlier)
    Tip.objects.update(size=earlier.size, peaks=b"".join(earlier.peaks))
    with pytest.raises(AlteredLedgerError):
        queries.grown_since(later)


def test_newest_revisions_are_told_of_many_at_once(site: Path) -> None:
    assert queries.extent() == (0, b"")
    services.append([mark("a", 1, bytes(32)), mark("b", 1, bytes(32)), mark("a", 2, bytes(32))])
    assert queries.newest_revisions(["a", "b", "nobody"]) == {"a": 2, "b": 1}
