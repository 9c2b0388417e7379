"""Questions and answers without quotation marks."""

from holdfast.methods.corroboration.speech.interviews import find_answers

from .reports import prose

_INTRO = "Vera Malk bakes bread in Velmar. She was held for nine days."


def said(text: str) -> list[str]:
    read = prose(text)
    return [" / ".join(s.of(read.text) for s in answer.spans) for answer in find_answers(read)]


def test_answers_are_found_by_their_label_and_last_to_the_next() -> None:
    text = f"{_INTRO}\n\nQ: Who came?\n\nA: Two men.\n\nThey had no papers.\n\nQ: And then?\n\nA: A van."
    assert said(text) == ["Two men. / They had no papers.", "A van."]


def test_a_name_that_takes_turns_with_one_who_asks_gives_answers() -> None:
    text = (
        f"{_INTRO}\n\n**Ledger:** Who came?\n\n**Malk:** Two men.\n\n"
        "**Ledger:** And then?\n\n**Malk:** A van."
    )
    assert said(text) == ["Two men.", "A van."]


def test_a_heading_ends_an_answer() -> None:
    text = "Q: Who?\n\nA: Two men.\n\nQ: And?\n\nA: A van.\n\n**The ministry**\n\nIt denies all."
    assert said(text) == ["Two men.", "A van."]


def test_a_list_of_labels_is_no_interview() -> None:
    assert said("Contact: Vera Malk\n\nPhone: none\n\nContact: Ilse Torv\n\nPhone: none") == []
    assert said("Update: two men held.\n\nUpdate: one is free.") == []
