"""What a session's memory holds, by itself: no store, no keys."""

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.keyring.cast import Note  # noqa: E402

from holdfast.apps.keyring.memory import Kept, Keys, Memory, Opened, TooMuchError  # noqa: E402
from holdfast.apps.keyring.records import encode  # noqa: E402
from holdfast.apps.keyring.rules import Grounds, OpenKey, Part  # noqa: E402
from holdfast.methods.custody.merkle import CompactRange  # noqa: E402


def key(scope: str, part: Part = Part.CONTENT) -> OpenKey:
    return OpenKey(f"key-{scope}-{part}", scope, part, 1, False, f"grant-{scope}-{part}", bytes(32))


def opened(record: str, scope: str, *, unit: str = "", part: Part = Part.CONTENT) -> Opened:
    grounds = Grounds(record, unit or f"unit-{scope}", 1, 1, 0)
    return Opened(grounds, key(scope, part), encode(Note(text=f"of {record}")))


def kept(*records: Opened, most_bytes: int = 10**6) -> Kept:
    made = Kept(most_bytes)
    for one in records:
        made.put(one)
    return made


def ids(found: object) -> list[str]:
    return [one.grounds.id for one in found]


def test_records_are_found_by_kind_scope_and_unit() -> None:
    made = kept(opened("a", "x"), opened("b", "x", unit="u"), opened("c", "y"))
    assert ids(made.pick(kind=None, scope=None, unit=None)) == ["a", "b", "c"]
    assert ids(made.pick(kind=Note.KIND, scope="x", unit=None)) == ["a", "b"]
    assert ids(made.pick(kind=Note.KIND, scope=None, unit="u")) == ["b"]
    assert ids(made.pick(kind="other", scope=None, unit=None)) == []
    assert ids(made.pick(kind=None, scope="y", unit="u")) == []
    assert ids(made.pick(kind=None, scope="nowhere", unit=None)) == []


def test_scopes_are_found_by_what_stands_in_them_each_once() -> None:
    made = kept(opened("a", "x"), opened("b", "x"), opened("c", "y"))
    assert made.scopes_with(["other", Note.KIND]) == ["x", "y"]
    made.drop("c")
    assert made.scopes_with([Note.KIND]) == ["x"]
    assert made.scopes_with(["other"]) == []


def test_a_newer_revision_takes_the_place_of_the_older() -> None:
    made = kept(opened("a", "x"), opened("b", "x"))
    newer = Opened(Grounds("a", "unit-x", 1, 2, 9), key("x"), encode(Note(text="newer")))
    before = made.size_bytes
    made.put(newer)
    assert made.pick(kind=None, scope="x", unit=None)[0] is newer
    assert len(made.records) == 2
    assert 0 < made.size_bytes - before < 20 or made.size_bytes <= before


def test_what_is_dropped_is_found_in_no_way() -> None:
    made = kept(opened("a", "x"), opened("b", "x"))
    made.drop("a")
    made.drop("a")
    assert ids(made.under_key(key("x").id)) == ["b"]
    assert ids(made.in_unit("unit-x")) == ["b"]
    assert list(made.by_kind[Note.KIND]) == ["b"]
    made.drop("b")
    assert made.shelves == {}
    assert made.size_bytes == 0


def test_records_under_one_key_are_told_from_those_under_the_other_of_the_scope() -> None:
    made = kept(opened("a", "x"), opened("b", "x", unit="i", part=Part.IDENTITY))
    assert ids(made.under_key(key("x", Part.IDENTITY).id)) == ["b"]


def test_what_was_made_of_a_scope_goes_with_any_change_in_it() -> None:
    made = kept(opened("a", "x"), opened("b", "y"))
    old = made.shelves["x"].made
    old["question"] = made.shelves["y"].made["question"] = "answer"
    made.put(opened("c", "x"))
    old["question"] = "a slower thread's answer"
    assert made.shelves["x"].made == {}
    assert made.shelves["y"].made == {"question": "answer"}


def test_more_than_may_be_held_is_refused() -> None:
    with pytest.raises(TooMuchError):
        kept(opened("a", "x"), opened("b", "x"), most_bytes=2_000)


def test_forgetting_waits_for_nobody_and_leaves_who_reads_with_what_they_read() -> None:
    memory = Memory()
    reading = memory.kept
    reading.begin("here", CompactRange())
    reading.put(opened("a", "x"))
    with memory.lock:
        memory.forget()
    assert memory.size_bytes == 0
    assert memory.kept.records == {}
    assert ids(reading.pick(kind=None, scope="x", unit=None)) == ["a"]


def test_nothing_of_a_record_stands_in_its_repr() -> None:
    assert "of a" not in repr(opened("a", "x"))


def test_keys_are_picked_by_id_scope_and_part() -> None:
    both = [key("x"), key("x", Part.IDENTITY), key("y")]
    keys = Keys(both)
    assert keys.pick() == both
    assert keys.pick(pk=both[1].id) == [both[1]]
    assert keys.pick(scope="x") == both[:2]
    assert keys.pick(part=Part.CONTENT) == [both[0], both[2]]
    assert keys.pick(scope="x", part=Part.CONTENT) == [both[0]]
    assert keys.pick(scope="z") == []
