"""Verbs of saying that tell a deed."""

import pytest

from .test_indirect import reports


@pytest.mark.parametrize(
    "text",
    [
        "Pell has formed a panel to find the poets in the libraries and report them to the court.",
        "The cabinet did not back the hunt announced last week by the governor of Karsk.",
        "The cabinet did not back the hunt announced by the governor of Karsk.",
        "Pell launched a hunt for the poets, threatening to arrest anybody who printed them.",
        "Pell has launched a hunt for the poets, announcing a squad to find them in libraries.",
        "Pell has also appealed to the public.",
        "Anyone accused of idling is taken to the depot.",
        "A man described as a poet was beaten in the yard.",
        "Two miners blamed for the flood were beaten in the yard.",
        "Six women told to sign a paper were kept in the yard.",
        "A man said to have drowned was seen in Karsk.",
        "The police did not say whether the poets were alive.",
        "Pell has not yet said if the poets were alive.",
        "The court wouldn't disclose whether it had held the poets.",
    ],
)
def test_a_verb_that_tells_what_was_done_frames_no_words(text: str) -> None:
    assert reports(text) == []


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Pell threatened to arrest the poets.", "Pell", "to arrest the poets"),
        (
            "Clerks quoted by Northwire said any poet accused of idling is fined.",
            "Clerks",
            "any poet accused of idling is fined",
        ),
        ("Pell did not say who gave the order.", "Pell", "who gave the order"),
        (
            "Pell did not say that the poets were alive.",
            "Pell",
            "the poets were alive",
        ),
        ("Pell announced a hunt for the poets.", "Pell", "a hunt for the poets"),
        ("The men went to Karsk and reported that Pell fled.", "The men", "Pell fled"),
        ("Pell left, announcing that the hunt was over.", "Pell", "the hunt was over"),
        (
            "Pell appealed to the court for the release of the poets.",
            "Pell",
            "to the court for the release of the poets",
        ),
        (
            "Pell urged the printers to start reporting the poets.",
            "Pell",
            "the printers to start reporting the poets",
        ),
    ],
)
def test_a_verb_with_words_of_its_own_frames_them(text: str, who: str, what: str) -> None:
    assert reports(text) == [(who, what)]
