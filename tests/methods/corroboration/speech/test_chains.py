"""Links in the words of a sentence."""

from holdfast.methods.corroboration.speech.chains import (
    interview_in,
    listener_after,
    meetings_in,
    opening_outlet,
    relays_in,
)
from holdfast.methods.corroboration.speech.lexis import english

from .test_phrases import words
from .test_tokens import tokens


def test_reported_by_and_citing_are_relays() -> None:
    row = tokens("As previously reported by the Karsk Post, men were held.")
    assert [words(row, r.phrase) for r in relays_in(row, 0, len(row))] == ["the Karsk Post"]
    row = tokens("Channel Nine, citing the ministry, said no.")
    found = relays_in(row, 0, len(row))
    assert [(words(row, r.phrase), r.is_origin) for r in found] == [("the ministry", True)]


def test_name_before_a_colon_opens_a_paragraph() -> None:
    row = tokens("Channel Nine: Brenn said no.")
    assert words(row, opening_outlet(row, 0, len(row))) == "Channel Nine"
    row = tokens("Brenn said no.")
    assert opening_outlet(row, 0, len(row)) is None


def test_who_spoke_with_whom() -> None:
    row = tokens("David Lem spoke with a lawyer of the Network about it.")
    found = meetings_in(row, 0, len(row))
    assert [(words(row, m.listener), words(row, m.speaker)) for m in found] == [
        ("David Lem", "a lawyer of the Network")
    ]


def test_one_told_beside_a_quotation() -> None:

    row = tokens("Brenn told Channel Nine.")
    assert words(row, listener_after(row, 1, len(row), english())) == "Channel Nine"


def test_interview_names_who_was_told() -> None:
    row = tokens("Brenn left, she said in an interview with the Karsk Post.")
    assert words(row, interview_in(row, 0, len(row))) == "the Karsk Post"


def test_as_leads_a_report_that_needs_no_speaker() -> None:
    row = tokens("As reported by Channel Nine, two men died.")
    assert [r.lead for r in relays_in(row, 0, len(row))] == [0]
    row = tokens("Two men died, said Ada Brenn, quoted by Channel Nine.")
    (found,) = relays_in(row, 0, len(row))
    assert (words(row, found.phrase), found.lead) == ("Channel Nine", None)


def test_a_reporter_who_is_told_is_the_listener() -> None:
    row = tokens("he told me on the quay.")
    assert words(row, listener_after(row, 1, len(row), english())) == "me"
