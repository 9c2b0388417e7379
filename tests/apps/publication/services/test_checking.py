import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.cast import at_work
from tests.apps.publication.cast import INTRODUCTION, House

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.rules import ParagraphId, Use
from holdfast.apps.archive.services.consent import withdraw_consent
from holdfast.apps.archive.services.testimony import reword_paragraph
from holdfast.apps.publication.errors import (
    IncompleteReleaseError,
    NoSuchPartError,
    NotYoursToJudgeError,
    WithdrawnConsentError,
)
from holdfast.apps.publication.rules.hits import ReleaseHit
from holdfast.apps.publication.rules.parts import Words
from holdfast.apps.publication.rules.states import State
from holdfast.apps.publication.services.checking import check_release, judge_hits
from holdfast.apps.publication.services.drafting import remove_part, share_release

NAMED = Words("Thanks", "We thank Irma for her courage, and Kasto's family.")


def check(house: House) -> tuple[ReleaseHit, ...]:
    return check_release(actor=house.lead, release=house.id, revision=house.revision, clock=CLOCK)


def test_a_draft_without_a_name_is_checked(house: House) -> None:
    house.fill()
    assert check(house) == ()
    assert house.drafted.release.state is State.CHECKED


def test_a_name_of_a_witness_keeps_it_a_draft(house: House) -> None:
    house.add(NAMED)
    found = check(house)
    assert {hit.shown for hit in found} == {"Irma", "Kasto's"}
    assert house.drafted.release.state is State.DRAFT
    assert "Irma" not in "".join(hit.says for hit in found)


def test_what_a_member_may_not_know_they_do_not_find(house: House) -> None:
    house.add(NAMED)
    found = check_release(
        actor=house.second, release=house.id, revision=house.revision, clock=CLOCK
    )
    assert found == ()


def test_a_person_says_why_a_hit_gives_nobody_away(house: House) -> None:
    house.add(NAMED)
    hits = [hit.id for hit in check(house)]
    judge_hits(
        actor=house.lead,
        release=house.id,
        hits=hits[:1],
        reason="A saint.",
        revision=house.revision,
    )
    assert house.drafted.release.state is State.DRAFT
    judge_hits(
        actor=house.lead, release=house.id, hits=hits[1:], reason="A town.", revision=house.revision
    )
    assert house.drafted.release.state is State.CHECKED
    assert check(house) == ()


def test_a_judgement_needs_a_reason_and_a_hit(house: House) -> None:
    house.add(NAMED)
    hits = [hit.id for hit in check(house)]
    with pytest.raises(IncompleteReleaseError):
        judge_hits(
            actor=house.lead, release=house.id, hits=hits, reason=" ", revision=house.revision
        )
    with pytest.raises(NoSuchPartError):
        judge_hits(
            actor=house.lead, release=house.id, hits=["x"], reason="No.", revision=house.revision
        )


def test_who_cannot_know_whom_it_is_about_does_not_judge_it(house: House) -> None:
    house.add(NAMED)
    hits = [hit.id for hit in check(house)]
    with pytest.raises(NotYoursToJudgeError):
        judge_hits(
            actor=house.second, release=house.id, hits=hits, reason="No.", revision=house.revision
        )
    assert len(house.drafted.open_hits) == 2


def test_changed_words_close_a_hit_and_need_a_new_check(house: House) -> None:
    part = house.add(NAMED)
    house.add(INTRODUCTION)
    check(house)
    remove_part(actor=house.lead, release=house.id, part=part, revision=house.revision)
    assert check(house) == ()
    assert house.drafted.release.hits == ()


def test_what_one_member_found_stays_open_for_the_next(house: House) -> None:
    house.add(NAMED)
    check(house)
    house.check(house.second)
    assert len(house.drafted.open_hits) == 2


def test_consent_is_looked_at_anew(house: House) -> None:
    house.fill()
    withdraw_consent(
        actor=house.archive.lead,
        testimony=house.archive.id,
        paragraphs=[house.archive.paragraphs[0]],
        use=Use.PUBLISH,
        clock=CLOCK,
    )
    with pytest.raises(WithdrawnConsentError, match=r"Part 2 .* withdrew"):
        check(house)


def test_a_withdrawal_is_heeded_by_who_cannot_open_the_testimony(house: House) -> None:
    house.fill()
    third = house.archive.join("third")
    share_release(actor=house.lead, release=house.id, member=third.member)
    withdraw_consent(
        actor=house.archive.lead,
        testimony=house.archive.id,
        paragraphs=[house.archive.paragraphs[0]],
        use=Use.PUBLISH,
        clock=CLOCK,
    )
    with pytest.raises(WithdrawnConsentError, match="withdrew"):
        house.check(at_work(house.archive.team.back("third"), Role.PUBLISHER))


def test_changed_words_are_heeded_by_who_cannot_open_the_testimony(house: House) -> None:
    house.fill()
    third = house.archive.join("third")
    share_release(actor=house.lead, release=house.id, member=third.member)
    reword_paragraph(
        actor=house.archive.lead,
        testimony=house.archive.id,
        paragraph=ParagraphId(house.archive.paragraphs[0]),
        text="They came at noon.",
        revision=house.archive.revision,
        clock=CLOCK,
    )
    with pytest.raises(WithdrawnConsentError, match="not asked again"):
        house.check(at_work(house.archive.team.back("third"), Role.PUBLISHER))


def test_words_that_were_changed_in_the_archive_are_not_those_in_the_release(house: House) -> None:
    house.quote(0)
    reword_paragraph(
        actor=house.archive.lead,
        testimony=house.archive.id,
        paragraph=ParagraphId(house.archive.paragraphs[0]),
        text="They came at noon.",
        revision=house.archive.revision,
        clock=CLOCK,
    )
    with pytest.raises(WithdrawnConsentError, match="not asked again"):
        check(house)
    house.archive.agree(Use.PUBLISH, 0)
    with pytest.raises(WithdrawnConsentError, match="Add it anew"):
        check(house)


def test_an_empty_release_is_not_checked(house: House) -> None:
    with pytest.raises(IncompleteReleaseError):
        check(house)


def test_checking_needs_the_role(house: House) -> None:
    house.fill()
    with pytest.raises(NotPermittedError):
        house.check(house.archive.lead)
