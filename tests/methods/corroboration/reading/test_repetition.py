"""Repeated lines are furniture where a site repeats them, not where reports agree."""

from __future__ import annotations

from holdfast.methods.corroboration.document import Document, FurnitureKind
from holdfast.methods.corroboration.reading.repetition import line_digests, repeated_lines
from holdfast.methods.corroboration.reading.report import find_furniture


def document(number: int, line: str, *, outlet: str | None = "Border Post") -> Document:
    text = f"Report number {number} tells at length what was seen in street {number}.\n{line}\nEnd."
    furniture = find_furniture(text, title=None, language="en")
    return Document(
        path=f"{number}.txt",
        sha256="",
        text=text,
        is_plain=True,
        language="en",
        outlet=outlet,
        furniture=furniture,
    )


def repeated(documents: list[Document]) -> list[list[str]]:
    found = repeated_lines([line_digests(each) for each in documents])
    assert all(f.kind is FurnitureKind.REPEATED for each in found for f in each)
    return [
        [f.span.of(each.text) for f in furniture if f.span.of(each.text) != "End."]
        for each, furniture in zip(documents, found, strict=True)
    ]


def test_a_line_of_three_reports_of_one_outlet_is_furniture() -> None:
    line = "Border Post, independent since 2019."
    assert repeated([document(number, line) for number in range(3)]) == [[line]] * 3
    assert repeated([document(number, line) for number in range(2)]) == [[]] * 2


def test_a_phrase_that_sites_share_is_furniture_whatever_the_outlet() -> None:
    line = "Voices from the border"
    documents = [document(number, line, outlet=None) for number in range(3)]
    assert repeated(documents) == [[line]] * 3


def test_a_sentence_that_several_outlets_share_is_syndicated_and_stays() -> None:
    line = "The men were held for a week."
    documents = [document(number, line, outlet=f"Outlet {number}") for number in range(5)]
    assert repeated(documents) == [[]] * 5


def test_a_background_sentence_of_one_outlet_stays_but_its_word_to_the_reader_does_not() -> None:
    background = "Police in Velmar have held more than a hundred men since the spring."
    appeal = "Border Post lives from readers like you, so help our work if you can."
    assert repeated([document(number, background) for number in range(5)]) == [[]] * 5
    assert repeated([document(number, appeal) for number in range(5)]) == [[appeal]] * 5


def test_a_quotation_and_a_long_line_are_never_furniture_by_repetition() -> None:
    for line in ("“We know nothing,” he said.", "our " * 60 + "site"):
        assert repeated([document(number, line) for number in range(5)]) == [[]] * 5


def test_copies_of_one_report_do_not_make_its_lines_furniture() -> None:
    copies = [document(1, "Voices from the border") for _ in range(5)]
    assert repeated(copies) == [[]] * 5
