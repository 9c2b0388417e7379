from tests.apps.archive.cast import Archive

from holdfast.apps.archive.queries.testimony import ended, withdrawn
from holdfast.apps.archive.records import EndedCard
from holdfast.apps.archive.rules import Step, Use
from holdfast.apps.archive.services.consent import Every, withdraw_consent
from holdfast.apps.archive.services.endings import note_ended
from holdfast.apps.archive.services.testimony import reword_paragraph
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


def test_changed_words_end_uses_too_and_are_not_called_withdrawn(archive: Archive) -> None:
    archive.agree(Use.PUBLISH, 0)
    first = archive.paragraphs[0]
    reword_paragraph(
        actor=archive.lead,
        testimony=archive.id,
        paragraph=first,
        text="They came at noon.",
        revision=archive.revision,
    )
    assert ended(archive.lead) == {(archive.id, first, Use.PUBLISH): Step.REWORDED}
    assert withdrawn(archive.lead) == frozenset()


def test_one_card_a_testimony_in_the_teams_scope_without_a_name_or_a_word(
    archive: Archive,
) -> None:
    take_back(archive, Use.PUBLISH)
    take_back(archive, Use.KEEP)
    cards = list(find(archive.lead, EndedCard))
    assert [card.part for card in cards] == [Part.TEAM]
    plain = encode(cards[0].value)
    assert b"Vesna" not in plain
    assert b"cellar" not in plain


def test_nothing_withdrawn_leaves_no_card(archive: Archive) -> None:
    with writing(archive.lead) as write:
        note_ended(write, archive.id, {p: {} for p in archive.paragraphs})
    assert list(find(archive.lead, EndedCard)) == []
