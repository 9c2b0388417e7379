"""What tells that a name is a place."""

import pytest

from holdfast.methods.corroboration.measures.gazetteer import gazetteer
from holdfast.methods.corroboration.measures.place_evidence import told_names
from holdfast.methods.corroboration.prose import read_prose


def told(text: str) -> tuple[set[str], set[str]]:
    return told_names(read_prose(text, language="en"), gazetteer("en"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The village of Dorvel is empty.", "Dorvel"),
        ("Four hamlets of New Dorvel burned.", "New Dorvel"),
        ("They fled the capital, Dorvel, at night.", "Dorvel"),
        ("(Dorvel, 3 May 2031) – Two men were shot.", "Dorvel"),
        ("(Dorvel, May 3, 2031) — Two men were shot.", "Dorvel"),
        ("In Dorvel, where the mill stands, it rained.", "Dorvel"),
        ("A grave was found outside Dorvel.", "Dorvel"),
    ],
)
def test_a_word_of_place_or_a_dateline_makes_sure(text: str, name: str) -> None:
    sure, _ = told(text)
    assert sure == {name}


@pytest.mark.parametrize(
    "text",
    [
        "One Dorvel-based medic told of it.",
        "She was arrested in Dorvel on Monday.",
        "He worked in Dorvel.",
        "Nine sit in the camp at Dorvel.",
        "The government of Dorvel did not answer.",
        "Both had fled to Dorvel by bus.",
        "She is a refugee from Dorvel.",
        "He spent a year in the Dorvel prison.",
        "It rained in northern Dorvel.",
        "Dorvel's foreign minister did not answer.",
        "The north of Dorvel is closed.",
    ],
)
def test_where_only_a_place_usually_stands_it_is_likely(text: str) -> None:
    sure, likely = told(text)
    assert (sure, likely) == (set(), {"Dorvel"})


def test_two_names_in_one_breath_are_both_likely() -> None:
    _, likely = told("The ministers of Dorvel and Anskar met.")
    assert likely == {"Dorvel", "Anskar"}


@pytest.mark.parametrize(
    "text",
    [
        "An Android-based telephone rang.",
        "Web-based groups came.",
        "He believed in Dorvel.",
        "It cost two million in Dorvel.",
        "He left the party in Dorvel hats.",
        'She wrote "Women in Dorvel," a book.',
        "They met in Securities and Exchange rooms.",
        "He wrote to Dorvel.",
    ],
)
def test_a_creed_a_sum_another_noun_or_a_title_tells_nothing(text: str) -> None:
    assert told(text) == (set(), set())
