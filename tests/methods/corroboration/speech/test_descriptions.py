"""Phrases taken apart."""

from holdfast.methods.corroboration.speech.descriptions import (
    body_in,
    describe,
    is_given,
    joined_name,
    past_titles,
    runs_on,
)
from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.phrases import phrase_after

from .test_tokens import tokens


def test_title_role_and_name_come_apart() -> None:
    row = tokens("said Interior Minister Ada Brenn.")
    phrase = phrase_after(row, 1, len(row))
    assert phrase is not None
    about = describe(row, phrase, english())
    assert about.name is not None
    assert row[about.name[0]].text == "Ada"
    assert about.head == "minister"


def test_body_after_a_role_is_found() -> None:
    row = tokens("said a lawyer with the Harbour Network.")
    phrase = phrase_after(row, 1, len(row))
    assert phrase is not None
    about = describe(row, phrase, english())
    assert (about.head, about.name) == ("lawyer", None)
    assert about.body is not None
    assert row[about.body[1]].text == "Network"


def test_place_after_a_preposition_is_no_body() -> None:
    row = tokens("a man from Karsk")
    assert body_in(row, 2, 3) is None


def test_name_of_an_office_goes_on_after_of() -> None:
    row = tokens("the Ministry of Justice said")
    assert row[joined_name(row, 1, 4)].text == "Justice"


def test_title_is_no_part_of_a_name() -> None:
    row = tokens("met President Ada Brenn")
    assert row[past_titles(row, 1, 3, english())].text == "Ada"
    assert is_given(row[2])


def test_two_spaces_part_two_names() -> None:
    row = tokens("said Karsk Post  Daily Harbour")
    assert runs_on(row, 1)
    assert not runs_on(row, 2)


def test_an_adjective_at_the_head_of_a_sentence_is_no_part_of_a_name() -> None:
    row = tokens("Tearful Ada Brenn left. Then Tearful Ada Brenn left.")
    assert past_titles(row, 0, 2, english()) == 1
    assert past_titles(row, 6, 8, english()) == 6


def test_the_area_of_an_office_is_no_body_and_the_body_after_it_is() -> None:
    row = tokens("a director for South Asia at the Harbour Network")
    found = body_in(row, 2, len(row) - 1)
    assert found is not None
    assert [t.text for t in row[found[0] : found[1] + 1]] == ["Harbour", "Network"]
