from tests.apps.archive.cast import Archive

from holdfast.apps.archive.queries.testimony import withdrawn
from holdfast.apps.archive.records import WithdrawnCard
from holdfast.apps.archive.rules import Use
from holdfast.apps.archive.services.consent import Every, withdraw_consent
from holdfast.apps.archive.services.withdrawals import note_withdrawn
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.records import encode
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.writing import writing


def take_back(archive: Archive, use: Use) -> None:
    withdraw_consent(actor=archive.lead, testimony=archive.id, paragraphs=Every.PARAGRAPH, use=use)


def test_a_member_who_cannot_open_the_testimony_knows_what_was_withdrawn(archive: Archive) -> None:
    archive.agree(Use.PUBLISH, 0)
    outsider = archive.join("mira")
    assert withdrawn(outsider) == frozenset()
    take_back(archive, Use.PUBLISH)
    assert withdrawn(outsider) == {(archive.id, p, Use.PUBLISH) for p in archive.paragraphs}


def test_what_was_agreed_to_again_is_no_longer_marked(archive: Archive) -> None:
    take_back(archive, Use.PUBLISH)
    archive.agree(Use.PUBLISH, 0, 1, 2, 3)
    assert withdrawn(archive.lead) == {(archive.id, archive.paragraphs[4], Use.PUBLISH)}


def test_one_card_a_testimony_in_the_teams_scope_without_a_name_or_a_word(
    archive: Archive,
) -> None:
    take_back(archive, Use.PUBLISH)
    take_back(archive, Use.KEEP)
    cards = list(find(archive.lead, WithdrawnCard))
    assert [card.part for card in cards] == [Part.TEAM]
    plain = encode(cards[0].value)
    assert b"Vesna" not in plain
    assert b"cellar" not in plain


def test_nothing_withdrawn_leaves_no_card(archive: Archive) -> None:
    with writing(archive.lead) as write:
        note_withdrawn(write, archive.id, dict.fromkeys(archive.paragraphs, ()))
    assert list(find(archive.lead, WithdrawnCard)) == []
