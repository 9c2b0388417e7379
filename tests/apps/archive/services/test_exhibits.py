import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.apps.archive.cast import CLOCK, PHOTOGRAPH, Archive
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.errors import EmptyFileError, IncompleteError, UnfinishedExhibitError
from holdfast.apps.archive.queries.exhibits import content, exhibit, exhibits
from holdfast.apps.archive.records import Exhibit
from holdfast.apps.archive.rules import Copy, ExhibitId
from holdfast.apps.archive.services.exhibits import (
    add_exhibit,
    add_working_copy,
    discard_unfinished,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.records import EventRecord
from holdfast.apps.keyring.rules import Part, RecordId, ScopeId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing

PIECES = [b"gate " * 20_000, b"and wall"]


def enter(archive: Archive, pieces: list[bytes] = PIECES) -> ExhibitId:
    return add_exhibit(
        actor=archive.lead, scope=archive.id, facts=PHOTOGRAPH, pieces=pieces, clock=CLOCK
    )


def test_a_file_is_digested_while_it_arrives_and_comes_back_as_it_was(archive: Archive) -> None:
    kept = exhibit(archive.lead, enter(archive))
    whole = b"".join(PIECES)
    assert kept.exhibit.sha256 == hashlib.sha256(whole).hexdigest()
    assert kept.exhibit.size_bytes == len(whole)
    assert b"".join(content(archive.lead, kept.id)) == whole


def test_the_signed_event_holds_digest_and_size_and_no_word_about_where_it_came_from(
    archive: Archive,
) -> None:
    kept = exhibit(archive.lead, enter(archive))
    event = read(archive.lead, RecordId(kept.exhibit.event), EventRecord).value
    assert event.event == {
        "kind": "exhibit",
        "exhibit": kept.id,
        "copy": "evidentiary copy",
        "sha256": kept.exhibit.sha256,
        "size_bytes": kept.exhibit.size_bytes,
    }
    assert event.public_key == archive.lead.keys.public.signing


@pytest.mark.parametrize("left_out", ["title", "collected_by", "where_from", "collected"])
def test_what_it_is_who_collected_it_and_where_from_must_be_said(
    archive: Archive, left_out: str
) -> None:
    with pytest.raises(IncompleteError):
        add_exhibit(
            actor=archive.lead,
            scope=archive.id,
            facts=replace(PHOTOGRAPH, **{left_out: " "}),
            pieces=PIECES,
        )
    assert exhibits(archive.lead) == []


def test_a_file_that_does_not_arrive_whole_leaves_no_exhibit(archive: Archive) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise EOFError

    with pytest.raises(EOFError):
        add_exhibit(actor=archive.lead, scope=archive.id, facts=PHOTOGRAPH, pieces=broken())
    with pytest.raises(EmptyFileError):
        enter(archive, [])
    assert exhibits(archive.lead) == []


def arriving(archive: Archive) -> ExhibitId:
    """What a process leaves that was killed while a file arrived."""
    whole = exhibit(archive.lead, enter(archive)).exhibit
    facts = {name: getattr(whole, name) for name in whole.__struct_fields__}
    facts |= {"file": "", "sha256": "", "size_bytes": 0, "event": ""}
    with writing(archive.lead) as write:
        unit = create_unit(write, archive.id, Part.CONTENT)
        return ExhibitId(add(write, unit, Exhibit(**facts)))


def test_what_a_kill_left_says_so_and_can_be_discarded_and_a_whole_one_cannot(
    archive: Archive,
) -> None:
    left = arriving(archive)
    whole = next(k for k in exhibits(archive.lead) if k.id != left)
    assert not exhibit(archive.lead, left).has_arrived
    with pytest.raises(UnfinishedExhibitError):
        content(archive.lead, left)
    with pytest.raises(IncompleteError, match="whole"):
        discard_unfinished(actor=archive.lead, exhibit=whole.id)
    discard_unfinished(actor=archive.lead, exhibit=left)
    assert [kept.id for kept in exhibits(archive.lead)] == [whole.id]


def test_a_working_copy_stands_apart_and_names_the_one_that_counts(archive: Archive) -> None:
    original = enter(archive)
    with pytest.raises(IncompleteError, match="what was changed"):
        add_working_copy(
            actor=archive.lead, of=original, facts=replace(PHOTOGRAPH, tool=""), pieces=[b"x"]
        )
    blurred = replace(PHOTOGRAPH, title="Faces blurred", tool="blurred by hand")
    copy = add_working_copy(actor=archive.lead, of=original, facts=blurred, pieces=[b"blurred"])
    kept = exhibit(archive.lead, copy).exhibit
    assert (kept.copy, kept.copy_of) == (Copy.WORKING, original)
    assert b"".join(content(archive.lead, original)) == b"".join(PIECES)
    with pytest.raises(UnfinishedExhibitError):
        add_working_copy(actor=archive.lead, of=arriving(archive), facts=blurred, pieces=[b"x"])


def test_entering_needs_the_role_and_the_key(archive: Archive) -> None:
    for actor, scope, error in (
        (at_work(archive.lead, Role.CASE_WORKER), archive.id, NotPermittedError),
        (archive.join("mira"), archive.id, NotGrantedError),
        (archive.lead, ScopeId("none"), NotGrantedError),
    ):
        with pytest.raises(error):
            add_exhibit(actor=actor, scope=scope, facts=PHOTOGRAPH, pieces=PIECES)
