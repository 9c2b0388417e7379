from dataclasses import replace

import pytest
from tests.apps.archive.cast import (
    CLOCK,
    DAY,
    INTERVIEW,
    KEEP,
    PERSON,
    TOLD,
    Archive,
)
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive import records
from holdfast.apps.archive.errors import (
    IncompleteError,
    NoSuchParagraphError,
    RepeatInterviewError,
    SameNameError,
)
from holdfast.apps.archive.queries import testimony as queries
from holdfast.apps.archive.rules import PUBLIC, Account, ParagraphId, Refused, Use, may_use
from holdfast.apps.archive.services.testimony import (
    Person,
    add_paragraph,
    change_testimony,
    grant_testimony,
    identify_witness,
    reword_paragraph,
    shred_testimony,
    take_testimony,
    with_paragraph,
)
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Part

ANOTHER = Person(real_name="Dmitri Vale")


def test_testimony_is_kept_paragraph_by_paragraph_with_ids_that_stay(archive: Archive) -> None:
    told = queries.testimony(archive.lead, archive.id)
    assert tuple(p.text for p in told.testimony.paragraphs) == TOLD
    assert tuple(p.id for p in told.testimony.paragraphs) == archive.paragraphs
    assert len(set(archive.paragraphs)) == 5


def test_who_said_it_lies_under_another_key_than_what_was_said(archive: Archive) -> None:
    said = next(find(archive.lead, records.Testimony))
    who = next(find(archive.lead, records.Witness))
    assert (said.part, who.part) == (Part.CONTENT, Part.IDENTITY)
    assert said.scope == who.scope == archive.id


def test_whoever_may_not_take_testimony_takes_none(archive: Archive) -> None:
    publisher = at_work(archive.lead, Role.PUBLISHER)
    with pytest.raises(NotPermittedError):
        take_testimony(actor=publisher, interview=INTERVIEW, person=ANOTHER)
    with pytest.raises(NotPermittedError):
        add_paragraph(actor=publisher, testimony=archive.id, text="No.", agreement=KEEP)
    with pytest.raises(NotPermittedError):
        grant_testimony(actor=publisher, testimony=archive.id, member="m", parts=(Part.CONTENT,))


@pytest.mark.parametrize("left_out", ["language", "taken_by", "taken", "changed_name"])
def test_an_interview_says_how_when_and_by_whom(archive: Archive, left_out: str) -> None:
    interview = replace(INTERVIEW, **{left_out: " "})
    with pytest.raises(IncompleteError):
        take_testimony(actor=archive.lead, interview=interview, person=ANOTHER)


def test_a_changed_name_that_gives_the_person_away_is_refused(archive: Archive) -> None:
    with pytest.raises(SameNameError):
        take_testimony(
            actor=archive.lead, interview=replace(INTERVIEW, changed_name="Dmitri"), person=ANOTHER
        )


@pytest.mark.parametrize(
    "person", [PERSON, Person(real_name="irmushka"), Person("Somebody Else", case="case-1")]
)
def test_a_repeat_interview_is_warned_of_and_needs_a_reason(
    archive: Archive, person: Person
) -> None:
    with pytest.raises(RepeatInterviewError, match="can hurt"):
        take_testimony(actor=archive.lead, interview=INTERVIEW, person=person)
    repeat = replace(INTERVIEW, account=Account.REPEAT)
    with pytest.raises(IncompleteError, match="Say why"):
        take_testimony(actor=archive.lead, interview=repeat, person=person)
    again = take_testimony(
        actor=archive.lead, interview=replace(repeat, repeat_reason="A court asked."), person=person
    )
    assert queries.testimony(archive.lead, again).testimony.repeat_reason == "A court asked."


def test_changed_words_must_be_agreed_to_again(archive: Archive) -> None:
    archive.agree(Use.PUBLISH, 0)
    first = archive.paragraphs[0]
    reword_paragraph(
        actor=archive.lead,
        testimony=archive.id,
        paragraph=first,
        text="They came at night and took my brother.",
        revision=archive.revision,
        clock=CLOCK,
    )
    paragraph = queries.testimony(archive.lead, archive.id).paragraph(first)
    assert paragraph.text == "They came at night and took my brother."
    assert isinstance(may_use(paragraph, PUBLIC, DAY), Refused)


def test_nobody_changes_words_that_somebody_else_changed_meanwhile(archive: Archive) -> None:
    with pytest.raises(EditConflictError):
        reword_paragraph(
            actor=archive.lead,
            testimony=archive.id,
            paragraph=archive.paragraphs[0],
            text="Other words.",
            revision=archive.revision - 1,
        )
    told = queries.testimony(archive.lead, archive.id)
    assert told.testimony.paragraphs[0].text == TOLD[0]


def test_a_paragraph_that_does_not_exist_is_not_changed(archive: Archive) -> None:
    with pytest.raises(NoSuchParagraphError):
        reword_paragraph(
            actor=archive.lead,
            testimony=archive.id,
            paragraph=ParagraphId("none"),
            text="Words.",
            revision=archive.revision,
        )


def test_what_a_change_makes_is_what_is_stored(archive: Archive) -> None:
    before = queries.testimony(archive.lead, archive.id).testimony.paragraphs[1]
    changed = change_testimony(archive.lead, archive.id, lambda said: with_paragraph(said, before))
    assert changed == queries.testimony(archive.lead, archive.id).testimony


def test_whoever_looks_who_it_is_says_why_and_the_reason_stays_beside_the_name(
    archive: Archive,
) -> None:
    with pytest.raises(IncompleteError, match="Say why"):
        identify_witness(actor=archive.lead, testimony=archive.id, reason=" ")
    found = identify_witness(
        actor=archive.lead, testimony=archive.id, reason="Call her back.", clock=CLOCK
    )
    kept = queries.openings(archive.lead, archive.id)
    assert found.real_name == "Irma Kasto"
    assert [(o.by, o.day, o.reason) for o in kept] == [
        (archive.lead.member, "2031-05-06", "Call her back.")
    ]
    with pytest.raises(NotGrantedError):
        identify_witness(actor=archive.join("mira"), testimony=archive.id, reason="Curious.")


def test_a_testimony_is_granted_part_by_part(archive: Archive) -> None:
    mira = archive.join("mira")
    with pytest.raises(NotGrantedError):
        queries.testimony(mira, archive.id)
    grant_testimony(
        actor=archive.lead, testimony=archive.id, member=mira.member, parts=(Part.CONTENT,)
    )
    reader = at_work(archive.team.back("mira"), Role.PUBLISHER)
    assert queries.testimony(reader, archive.id).testimony.changed_name == "Vesna Lor"
    assert not queries.testimony(reader, archive.id).may_identify
    with pytest.raises(NotGrantedError):
        queries.witness(reader, archive.id)


def test_a_shredded_testimony_is_gone_and_all_know_that_nothing_of_it_may_be_used(
    archive: Archive,
) -> None:
    with pytest.raises(NotPermittedError):
        shred_testimony(actor=at_work(archive.lead, Role.DOCUMENTER), testimony=archive.id)
    shred_testimony(actor=archive.lead, testimony=archive.id)
    with pytest.raises(NotGrantedError):
        queries.testimony(archive.lead, archive.id)
    assert queries.testimonies(archive.lead) == []
    marks = queries.withdrawn(archive.lead)
    assert {(p, use) for t, p, use in marks if t == archive.id} == {
        (p, use) for p in archive.paragraphs for use in Use
    }
