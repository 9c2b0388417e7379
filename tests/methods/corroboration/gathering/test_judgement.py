from __future__ import annotations

import pytest
from tests.methods.corroboration.gathering.sample import Writer, person
from tests.methods.corroboration.gathering.test_gather import (
    MAN,
    NETWORK,
    QUOTE,
    finding,
    gathered_of,
    names,
    record_of,
)

from holdfast.methods.corroboration.gathering.corrections import Correction, Fate
from holdfast.methods.corroboration.record import Record, SourceKind


def two_reports() -> tuple[Writer, Writer]:
    ilya = person("Ilya", is_pseudonym=True)
    return (
        Writer("Post").say(QUOTE, "detention", by=MAN),
        Writer("Echo").say("They came at night.", "detention", by=ilya),
    )


def source_id(record: Record, name: str) -> str:
    return next(source.id for source in record.sources if source.name == name)


def correct(
    id_: str, field: str, value: str, *, who: str = "AB", why: str = "read it"
) -> Correction:
    return Correction(2, id_, field, value, who, why)


def test_two_sources_that_a_person_calls_one_are_one_origin() -> None:
    before = record_of(*two_reports())
    same = correct(source_id(before, "one of the men"), "same_as", "Ilya")
    after = record_of(*two_reports(), corrections=(same,))
    assert finding(before, "detention").origins.count == 2
    assert finding(after, "detention").origins.count == 1
    assert after.statements[0].judged
    assert not after.statements[1].judged


def test_a_person_can_give_a_quotation_to_its_right_speaker() -> None:
    before = record_of(*two_reports())
    right = correct(before.statements[0].id, "speaker", "Ilya")
    after = record_of(*two_reports(), corrections=(right,))
    assert names(after, after.statements[0].chain) == ["Post", "Ilya"]
    assert after.statements[0].origin == after.statements[1].origin


def test_a_speaker_joined_to_a_body_lets_the_body_be_the_origin() -> None:
    lawyer = person("Irena Walsk", SourceKind.UNKNOWN)
    writer = Writer("Post").say("Held.", "detention", by=lawyer).say("Yes.", by=NETWORK)
    before = record_of(writer)
    joined = correct(source_id(before, "Irena Walsk"), "member_of", "Harbour Network")
    after = record_of(writer, corrections=(joined,))
    assert names(after, finding(after, "detention").origins.sources) == ["Harbour Network"]


def test_a_person_who_counted_the_origins_marks_the_finding_as_reviewed() -> None:
    before = finding(record_of(*two_reports()), "detention")
    counted = correct(before.id, "origins", "1 (1-2)")
    after = finding(record_of(*two_reports(), corrections=(counted,)), "detention")
    assert (after.origins.count, after.origins.min, after.origins.max) == (1, 1, 2)
    assert after.origins.reviewed
    assert not before.origins.reviewed


@pytest.mark.parametrize(
    ("field", "value", "who"),
    [
        ("kind", "rumour", "AB"),
        ("colour", "red", "AB"),
        ("speaker", "Nobody Known", "AB"),
        ("negated", "perhaps", "AB"),
        ("modality", "maybe", "AB"),
        ("same_as", "q1", "AB"),
        ("kind", "denial", ""),
    ],
)
def test_what_cannot_be_understood_changes_nothing_and_is_reported(
    field: str, value: str, who: str
) -> None:
    before = record_of(*two_reports())
    wrong = correct(before.statements[0].id, field, value, who=who)
    gathered = gathered_of(*two_reports(), corrections=(wrong,))
    assert gathered.outcomes[0].fate is Fate.NOT_UNDERSTOOD
    assert gathered.outcomes[0].said
    assert gathered.record == before


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("kind", "denial", "kind", "denial"),
        ("modality", "possible", "modality", "possible"),
        ("negated", "yes", "negated", True),
        ("acts", "killing detention", "acts", ("killing", "detention")),
        ("speaker", "none", "speaker", None),
        ("origin", "none", "origin", None),
        ("judged", "yes", "judged", True),
    ],
)
def test_each_field_of_a_statement_can_be_corrected(
    field: str, value: str, attribute: str, expected: object
) -> None:
    before = record_of(*two_reports())
    changed = correct(before.statements[0].id, field, value)
    after = record_of(*two_reports(), corrections=(changed,)).statements[0]
    assert getattr(after, attribute) == expected
    assert after.judged


def test_a_source_can_be_renamed_and_keeps_its_old_name_as_alias() -> None:
    before = record_of(*two_reports())
    renamed = correct(source_id(before, "Ilya"), "name", "the man in the kitchen")
    after = record_of(*two_reports(), corrections=(renamed,))
    source = next(s for s in after.sources if s.name == "the man in the kitchen")
    assert "Ilya" in source.aliases


def test_a_source_can_get_another_kind() -> None:
    before = record_of(*two_reports())
    changed = correct(source_id(before, "Ilya"), "kind", "official")
    after = record_of(*two_reports(), corrections=(changed,))
    assert next(s for s in after.sources if s.name == "Ilya").kind is SourceKind.OFFICIAL
