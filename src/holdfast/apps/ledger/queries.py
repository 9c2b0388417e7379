"""Reading the ledger: heads, proofs, and whether its rows still lead to its head.

Invariants: nothing here needs a key, and nothing here changes the ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import connections
from django.db.models import Max

from holdfast.methods.custody import merkle
from holdfast.methods.custody.checkpoints import check_growth, open_checkpoint
from holdfast.methods.custody.verifier import Checkpoint as Head
from holdfast.methods.custody.verifier import VerifierKey

from .errors import AlteredLedgerError, NoSuchEntryError
from .models import Checkpoint, Leaf, Subtree, Tip
from .rules import HASH_BYTES, Entry, Form, hash_of

STORE = "bodies"
TIP = 1
_LEVEL_BITS = 56
# A session asks for it before every read, some twenty times a page: so no query is put together.
_EXTENT = f"SELECT size, peaks FROM {Tip._meta.db_table} WHERE id = %s"  # noqa: S608  (our own words)


def place_of(level: int, index: int) -> int:
    """The primary key of a subtree."""
    return level << _LEVEL_BITS | index


def tip() -> merkle.CompactRange:
    """The tree as it stands, ready to be appended to."""
    row = Tip.objects.filter(pk=TIP).first()
    if row is None:
        return merkle.CompactRange()
    return range_of(row.size, bytes(row.peaks))


def extent() -> tuple[int, bytes]:
    """How many entries there are, and the hashes that the next follow from: a look of one row."""
    with connections[STORE].cursor() as cursor:
        cursor.execute(_EXTENT, [TIP])
        row = cursor.fetchone()
    return (0, b"") if row is None else (row[0], bytes(row[1]))


def grown_since(earlier: merkle.CompactRange) -> tuple[merkle.CompactRange, list[Entry]]:
    """The tree as it stands, and what was entered since `earlier`, which lead to one another.

    Raises AlteredLedgerError where the tree did not grow from `earlier`: cut, set back, rewritten.
    """
    now, tree = tip(), merkle.CompactRange(earlier.size, earlier.peaks)
    rows = Leaf.objects.filter(index__gte=tree.size, index__lt=now.size).order_by("index")
    columns = rows.values_list("subject", "revision", "form", "data")
    entries = [_entry(*said) for said in columns]
    tree.extend(hash_of(entry) for entry in entries)
    if (tree.size, tree.peaks) != (now.size, now.peaks):
        raise AlteredLedgerError
    return now, entries


def range_of(size: int, peaks: bytes) -> merkle.CompactRange:
    """The compact range that a tip row holds. Raises AlteredLedgerError where it is not one."""
    parts = [peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES)]
    try:
        return merkle.CompactRange(size, parts)
    except ValueError:
        raise AlteredLedgerError from None


def head(origin: str) -> Head:
    """The head as it stands, unsigned."""
    tree = tip()
    return Head(origin, tree.size, tree.root())


def subtree(level: int, index: int) -> bytes:
    """The hash of a complete subtree, or of a leaf at level 0. Raises NoSuchEntryError."""
    if level == 0:
        return hash_of(entry_at(index))
    row = Subtree.objects.filter(pk=place_of(level, index)).first()
    if row is None:
        raise NoSuchEntryError
    return bytes(row.hash)


def entry_at(index: int) -> Entry:
    """The entry at a place in the tree. Raises NoSuchEntryError."""
    row = Leaf.objects.filter(pk=index).first()
    if row is None:
        raise NoSuchEntryError
    return _entry(row.subject, row.revision, row.form, row.data)


def entries_at(indices: Collection[int]) -> dict[int, Entry]:
    """The entries at these places, by place, in one read. A place without an entry is left out."""
    columns = ("index", "subject", "revision", "form", "data")
    rows = Leaf.objects.filter(pk__in=list(indices)).values_list(*columns)
    return {index: _entry(*said) for index, *said in rows}


def inclusion_path(index: int, size: int) -> list[bytes]:
    """The audit path of an entry under the head of `size`. Raises NoSuchEntryError."""
    if not 0 <= index < size <= tip().size:
        raise NoSuchEntryError
    return merkle.inclusion_path(index, size, subtree)


def newest_revision(subject: str) -> int:
    """How far the ledger says `subject` has come; 0 where it says nothing of it."""
    newest = Leaf.objects.filter(subject=subject).order_by("-revision").values_list("revision")
    return int(newest[0][0]) if newest else 0


def newest_revisions(subjects: Collection[str]) -> dict[str, int]:
    """How far the ledger says that each of these has come; what it says nothing of is left out."""
    rows = Leaf.objects.filter(subject__in=list(subjects)).values("subject")
    return dict(rows.annotate(newest=Max("revision")).values_list("subject", "newest"))


def newest_note() -> str:
    """The newest signed head. Raises NoSuchEntryError where none was ever signed."""
    row = Checkpoint.objects.order_by("-size").first()
    if row is None:
        raise NoSuchEntryError("No head of the ledger was signed yet.")
    return str(row.note)


def check_grown_from(earlier: Head, *, origin: str) -> None:
    """Return where the tree provably grew from a head that somebody remembered of this `origin`.

    Raises ForeignCheckpointError, ShrunkError (rolled back or cut), ForkError (rewritten).
    """
    now = head(origin)
    proof: list[bytes] = []
    if 0 < earlier.size < now.size:
        proof = merkle.consistency_proof(earlier.size, now.size, subtree)
    check_growth(earlier, now, proof)


def check(key: VerifierKey | None = None) -> int:
    """The number of entries, where every row leads to the head, and to each signed one.

    Raises AlteredLedgerError; with `key`, also what `open_checkpoint` raises.
    """
    notes = {c.size: c.note for c in Checkpoint.objects.all()}
    tree, subtrees = merkle.CompactRange(), 0
    for entry in _entries():
        for level, index, node in tree.append(hash_of(entry))[1:]:
            subtrees += 1
            if subtree(level, index) != node:
                raise AlteredLedgerError
        if key is not None and tree.size in notes:
            _check_note(notes[tree.size], tree, key)
    if max(notes, default=0) > tree.size or Subtree.objects.count() != subtrees:
        raise AlteredLedgerError
    if (tree.size, tree.peaks) != (tip().size, tip().peaks):
        raise AlteredLedgerError
    return tree.size


def _entries() -> Iterator[Entry]:
    rows = Leaf.objects.order_by("index").values_list(
        "index", "subject", "revision", "form", "data"
    )
    for expected, (index, subject, revision, form, data) in enumerate(rows.iterator()):
        if index != expected:
            raise AlteredLedgerError
        yield _entry(subject, revision, form, data)


def _entry(subject: str, revision: int, form: int, data: bytes) -> Entry:
    try:
        return Entry(subject, revision, Form(form), bytes(data))
    except (TypeError, ValueError):
        raise AlteredLedgerError from None


def _check_note(note: str, tree: merkle.CompactRange, key: VerifierKey) -> None:
    if open_checkpoint(note, key=key).root != tree.root():
        raise AlteredLedgerError
