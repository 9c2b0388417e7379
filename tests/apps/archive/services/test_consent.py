import pytest
from tests.apps.archive.cast import CLOCK, DAY, Archive, agreement
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.errors import ConsentFormError, NoSuchParagraphError
from holdfast.apps.archive.queries import testimony as queries
from holdfast.apps.archive.rules import PUBLIC, Allowed, Audience, Refused, Step, Use, may_use
from holdfast.apps.archive.services.consent import Every, give_consent, withdraw_consent
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError


def answers(archive: Archive, audience: Audience) -> list[bool]:
    paragraphs = queries.testimony(archive.lead, archive.id).testimony.paragraphs
    return [isinstance(may_use(p, audience, DAY), Allowed) for p in paragraphs]


def test_two_of_five_paragraphs_may_be_published(archive: Archive) -> None:
    archive.agree(Use.PUBLISH, 1, 2)
    assert answers(archive, PUBLIC) == [False, True, True, False, False]


def test_withdrawing_is_an_act_of_its_own_and_the_agreement_stays_in_the_history(
    archive: Archive,
) -> None:
    archive.agree(Use.PUBLISH, 1, 2)
    withdraw_consent(
        actor=archive.lead,
        testimony=archive.id,
        paragraphs=[archive.paragraphs[1]],
        use=Use.PUBLISH,
        clock=CLOCK,
    )
    acts = queries.testimony(archive.lead, archive.id).paragraph(archive.paragraphs[1]).acts
    assert [(a.step, a.use) for a in acts] == [
        (Step.GIVEN, Use.KEEP),
        (Step.GIVEN, Use.PUBLISH),
        (Step.WITHDRAWN, Use.PUBLISH),
    ]
    assert acts[-1].by == archive.lead.member
    assert answers(archive, PUBLIC) == [False, False, True, False, False]


def test_all_can_be_withdrawn_at_once_and_with_keeping_goes_everything(archive: Archive) -> None:
    archive.agree(Use.PUBLISH, 0, 1, 2, 3, 4)
    withdraw_consent(
        actor=archive.lead, testimony=archive.id, paragraphs=Every.PARAGRAPH, use=Use.KEEP
    )
    assert answers(archive, PUBLIC) == [False] * 5


def test_agreeing_is_about_the_words_that_were_read(archive: Archive) -> None:
    with pytest.raises(EditConflictError):
        give_consent(
            actor=archive.lead,
            testimony=archive.id,
            paragraphs=archive.paragraphs,
            agreement=agreement(Use.PUBLISH),
            revision=archive.revision - 1,
        )
    assert answers(archive, PUBLIC) == [False] * 5


def test_withdrawing_never_conflicts(archive: Archive) -> None:
    archive.agree(Use.PUBLISH, 0)
    archive.agree(Use.ANALYSE, 0)
    withdraw_consent(
        actor=archive.lead, testimony=archive.id, paragraphs=Every.PARAGRAPH, use=Use.PUBLISH
    )
    assert answers(archive, PUBLIC) == [False] * 5


@pytest.mark.parametrize("chosen", [[], ["none"]])
def test_a_paragraph_must_be_chosen_that_exists(archive: Archive, chosen: list[str]) -> None:
    before = archive.revision
    with pytest.raises(NoSuchParagraphError):
        withdraw_consent(
            actor=archive.lead, testimony=archive.id, paragraphs=chosen, use=Use.PUBLISH
        )
    assert archive.revision == before


def test_an_agreement_that_names_no_audience_is_refused_and_nothing_is_saved(
    archive: Archive,
) -> None:
    before = archive.revision
    with pytest.raises(ConsentFormError, match="Name whom"):
        archive.agree(Use.SHARE, 0)
    assert archive.revision == before


def test_neither_another_member_nor_another_role_agrees_for_them(archive: Archive) -> None:
    outsider = archive.join("mira")
    for actor, error in (
        (outsider, NotGrantedError),
        (at_work(archive.lead, Role.ANALYST), NotPermittedError),
    ):
        with pytest.raises(error):
            give_consent(
                actor=actor,
                testimony=archive.id,
                paragraphs=archive.paragraphs,
                agreement=agreement(Use.PUBLISH),
                revision=archive.revision,
            )
    reasons = [
        may_use(p, PUBLIC, DAY)
        for p in queries.testimony(archive.lead, archive.id).testimony.paragraphs
    ]
    assert all(isinstance(answer, Refused) for answer in reasons)
