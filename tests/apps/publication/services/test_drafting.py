import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.publication.cast import INTRODUCTION, PUBLIC, House

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.archive.errors import ConsentMissingError
from holdfast.apps.archive.rules import Use
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.publication.errors import (
    IncompleteReleaseError,
    NoSuchPartError,
    WrongStateError,
)
from holdfast.apps.publication.rules.parts import PartKind, Quoted, Shown, Words
from holdfast.apps.publication.rules.states import State
from holdfast.apps.publication.services.drafting import (
    Outline,
    add_part,
    draft_release,
    remove_part,
    reopen_release,
    reword_part,
)


def test_parts_stand_in_their_order(house: House) -> None:
    house.fill()
    assert [part.kind for part in house.drafted.release.parts] == [
        PartKind.WORDS,
        PartKind.TESTIMONY,
        PartKind.TESTIMONY,
        PartKind.EXHIBIT,
    ]


def test_a_finding_comes_in_without_the_words_of_a_testimony(house: House) -> None:
    house.quote(0)
    house.find()
    part = house.drafted.release.parts[1]
    assert (part.kind, part.heading) == (PartKind.FINDING, "Torture")
    text = " ".join(part.texts)
    assert "independent origins" in text
    assert "One person who gave testimony" in text
    assert "They are beaten and shocked." in text
    assert "turned a handle" not in text
    assert "Vesna" not in text


def test_a_paragraph_without_consent_for_this_audience_does_not_come_in(house: House) -> None:
    with pytest.raises(ConsentMissingError, match="Nothing was used"):
        house.quote(2)
    assert house.drafted.release.parts == ()


def test_consent_for_the_public_is_none_for_a_court(house: House) -> None:
    outline = Outline(title="For the court", language="en", use=Use.COURT, audience="The court")
    court = draft_release(actor=house.lead, outline=outline, clock=CLOCK)
    quoted = Quoted(house.archive.id, house.archive.paragraphs[0])
    with pytest.raises(ConsentMissingError):
        add_part(actor=house.lead, release=court, source=quoted, revision=1, clock=CLOCK)


def test_a_condition_of_the_witness_is_kept_beside_the_paragraph(house: House) -> None:
    house.archive.agree(Use.PUBLISH, 3, conditions="Not before June.")
    house.quote(3)
    assert house.drafted.release.parts[0].conditions == "Not before June."


def test_an_exhibit_comes_with_its_proof_and_without_its_file_name(house: House) -> None:
    house.add(Shown(house.exhibit, "Photograph of a gate"))
    (part,) = house.drafted.release.parts
    assert part.size_bytes == 37
    assert "holdfast-proof-1" in part.proof
    assert "gate.jpg" not in part.proof
    with pytest.raises(IncompleteReleaseError):
        house.add(Shown(house.exhibit, " "))


def test_our_own_words_can_be_reworded_and_taken_out(house: House) -> None:
    part = house.add(INTRODUCTION)
    reword_part(
        actor=house.lead,
        release=house.id,
        part=part,
        words=Words("Before", "We heard this."),
        revision=house.revision,
    )
    assert house.drafted.release.parts[0].texts == ("We heard this.",)
    remove_part(actor=house.lead, release=house.id, part=part, revision=house.revision)
    assert house.drafted.release.parts == ()
    with pytest.raises(NoSuchPartError):
        remove_part(actor=house.lead, release=house.id, part=part, revision=house.revision)


def test_what_a_witness_said_is_not_reworded_here(house: House) -> None:
    part = house.quote(0)
    with pytest.raises(NoSuchPartError):
        reword_part(
            actor=house.lead,
            release=house.id,
            part=part,
            words=Words("", "Other words."),
            revision=house.revision,
        )


def test_a_change_takes_the_check_away_and_waits_for_signatures_to_be_taken_back(
    house: House,
) -> None:
    house.fill()
    house.check()
    house.sign(house.lead)
    with pytest.raises(WrongStateError):
        house.add(INTRODUCTION)
    reopen_release(actor=house.lead, release=house.id, revision=house.revision)
    drafted = house.drafted.release
    assert (drafted.state, drafted.signatures, drafted.checked) == (State.DRAFT, (), "")


def test_nobody_saves_over_anothers_change(house: House) -> None:
    revision = house.revision
    house.add(INTRODUCTION)
    with pytest.raises(EditConflictError):
        add_part(
            actor=house.second,
            release=house.id,
            source=INTRODUCTION,
            revision=revision,
            clock=CLOCK,
        )


def test_drafting_needs_the_role_and_the_key(house: House) -> None:
    with pytest.raises(NotPermittedError):
        draft_release(actor=house.archive.lead, outline=PUBLIC)
    third = house.archive.join("third", *house.second.roles)
    with pytest.raises(NotGrantedError):
        add_part(actor=third, release=house.id, source=INTRODUCTION, revision=1)


def test_a_release_without_what_it_needs_is_not_drafted(house: House) -> None:
    with pytest.raises(IncompleteReleaseError):
        draft_release(actor=house.lead, outline=Outline("", "en", Use.PUBLISH))
