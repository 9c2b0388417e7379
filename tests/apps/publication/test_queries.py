import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.cast import at_work
from tests.apps.publication.cast import PUBLIC, House

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.rules import Use
from holdfast.apps.archive.services.consent import withdraw_consent
from holdfast.apps.archive.services.testimony import shred_testimony
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.publication.queries import quotable, recall_list, release, releases
from holdfast.apps.publication.services.drafting import draft_release
from holdfast.apps.publication.services.releasing import let_out, recall


def withdraw(house: House, number: int, use: Use = Use.PUBLISH) -> None:
    withdraw_consent(
        actor=house.archive.lead,
        testimony=house.archive.id,
        paragraphs=[house.archive.paragraphs[number]],
        use=use,
        clock=CLOCK,
    )


def out(house: House) -> None:
    house.ready()
    let_out(actor=house.lead, release=house.id, revision=house.revision, clock=CLOCK)


def test_a_member_sees_the_releases_that_were_shared_with_them(house: House) -> None:
    own = draft_release(actor=house.lead, outline=PUBLIC, clock=CLOCK)
    assert {d.id for d in releases(actor=house.lead)} == {own, house.id}
    assert [d.id for d in releases(actor=house.second)] == [house.id]


def test_who_holds_no_key_or_has_no_role_opens_nothing(house: House) -> None:
    third = at_work(house.archive.team.join("third"), Role.PUBLISHER)
    with pytest.raises(NotGrantedError):
        release(actor=third, release=house.id)
    assert releases(actor=third) == []
    with pytest.raises(NotPermittedError):
        release(actor=house.archive.lead, release=house.id)
    with pytest.raises(NotPermittedError):
        recall_list(actor=house.archive.lead)


def test_a_release_that_used_what_was_withdrawn_is_on_the_recall_list(house: House) -> None:
    out(house)
    assert recall_list(actor=house.lead) == []
    withdraw(house, 1)
    (row,) = recall_list(actor=house.lead)
    assert (row.id, row.paragraphs, row.may_open) == (
        house.id,
        (house.archive.paragraphs[1],),
        True,
    )


def test_it_is_on_the_list_of_who_cannot_open_it_too(house: House) -> None:
    out(house)
    withdraw(house, 0)
    third = at_work(house.archive.team.join("third"), Role.PUBLISHER)
    (row,) = recall_list(actor=third)
    assert (row.alias, row.may_open) == (house.drafted.release.alias, False)


def test_another_use_or_paragraph_recalls_nothing(house: House) -> None:
    house.archive.agree(Use.ANALYSE, 0)
    out(house)
    withdraw(house, 0, Use.ANALYSE)
    assert recall_list(actor=house.lead) == []


def test_a_draft_and_what_was_recalled_are_not_on_the_list(house: House) -> None:
    house.ready()
    withdraw(house, 0)
    assert recall_list(actor=house.lead) == []


def test_what_was_recalled_leaves_the_list(house: House) -> None:
    out(house)
    withdraw(house, 0)
    recall(
        actor=house.lead,
        release=house.id,
        reason="Withdrawn.",
        revision=house.revision,
        clock=CLOCK,
    )
    assert recall_list(actor=house.lead) == []


def test_a_testimony_that_was_destroyed_calls_its_releases_back(house: House) -> None:
    out(house)
    shred_testimony(actor=house.archive.lead, testimony=house.archive.id)
    (row,) = recall_list(actor=house.lead)
    assert len(row.paragraphs) == 2


def test_what_may_be_quoted_is_what_was_agreed_and_is_not_in_it_yet(house: House) -> None:
    house.archive.agree(Use.PUBLISH, 3, conditions="Not before June.")
    house.quote(0)
    found = quotable(actor=house.lead, release=house.id, clock=CLOCK)
    wanted = [house.archive.paragraphs[number] for number in (1, 3)]
    assert [q.paragraph for q in found] == wanted
    assert [q.conditions for q in found] == ["", "Not before June."]
    assert {q.changed_name for q in found} == {"Vesna Lor"}
