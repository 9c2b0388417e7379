"""Tags and folding."""

from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.quotations import find_quotations
from holdfast.methods.corroboration.speech.tokens import (
    LONGEST_SENTENCE,
    Tag,
    Token,
    is_name_like,
    opens_sentence,
    past_dateline,
    sentence_bounds,
    sentences,
    tokenise,
)

from .reports import prose


def tokens(text: str) -> list[Token]:
    read = prose(text)
    return tokenise(text, read.paragraphs[0], list(enumerate(find_quotations(read))), english())


def tags(text: str) -> str:
    return "".join(t.tag for t in tokens(text))


def test_statement_in_marks_is_folded_into_one_token() -> None:
    assert tags("“They beat us every day,” she said.") == "QNV."


def test_term_in_marks_is_a_part_of_its_sentence() -> None:
    assert Tag.TERM in tags("The so-called “lists” were burnt.")


def test_name_in_marks_stays_a_name() -> None:
    assert tokens("‘Ilya’ said so.")[0].text == "Ilya"
    assert is_name_like(find_quotations(prose("‘Ilya’ said so."))[0])


def test_title_in_marks_is_not_something_said() -> None:
    assert Tag.QUOTATION not in tags("Hale said on Channel Nine's “Face of the Day.”")


def test_abbreviations_and_brackets_do_not_end_a_sentence() -> None:
    assert tags("Sen. Ada Brenn (D-Mo.) said so.").count(Tag.STOP) == 1


def test_noun_that_looks_like_a_verb_of_saying_is_a_noun() -> None:
    found = {t.low: t.tag for t in tokens("The report said the claims were false.")}
    assert (found["report"], found["said"], found["claims"]) == (Tag.WORD, Tag.CUE, Tag.WORD)


def test_number_inside_a_name_belongs_to_it() -> None:
    assert tags("Sasha told Channel 2 News.")[2:5] == Tag.NAME * 3


def test_dateline_is_left_out() -> None:
    rest = past_dateline(tokens("KARSK, Tervenia (Agency) — Police left."))
    assert rest[0].text == "Police"
    assert past_dateline(tokens("Police left — at last."))[0].text == "Police"


def test_sentence_ends_at_its_stop_and_at_the_longest_length() -> None:
    row = tokens("Police left. He said no.")
    assert sentence_bounds(row, 4) == (3, 6)
    long = tokens("word " * 2_000)
    start, end = sentence_bounds(long, 1_000)
    assert end - start <= 2 * LONGEST_SENTENCE


def test_time_word_in_a_name_is_part_of_the_name() -> None:
    row = tokens("The Morning Post left. Evening Ledger stayed. In the morning Brenn left.")
    tags = {t.text: t.tag for t in row}
    assert tags["Morning"] == tags["Evening"] == Tag.NAME
    assert tags["morning"] == Tag.TIME


def test_day_before_a_person_is_no_name_and_before_an_outlet_is_one() -> None:
    assert next(t.tag for t in tokens("On Sunday Brenn left.") if t.text == "Sunday") == Tag.TIME
    assert next(t.tag for t in tokens("The Sunday Times left.") if t.text == "Sunday") == Tag.NAME


def test_end_of_a_line_parts_no_name_and_two_spaces_do() -> None:
    broken, spaced = "Harbour\r\nNetwork left.", "Harbour  Network left."
    assert not tokenise(broken, Span(0, len(broken)), [], english())[1].is_apart
    assert tokenise(spaced, Span(0, len(spaced)), [], english())[1].is_apart


def test_sentence_without_end_is_cut() -> None:
    assert len(sentences(tokens("word " * 1_000))) > 1


def test_first_token_and_the_one_after_a_stop_open_a_sentence() -> None:
    row = tokens("Brenn left. He ran.")
    assert [t.text for at, t in enumerate(row) if opens_sentence(row, at)] == ["Brenn", "He"]


def test_the_name_of_a_site_is_one_word_and_ends_no_sentence() -> None:
    row = tokens("The site Karsk.Info reports it; SELM.BY and shelter.org do not.")
    assert {"Karsk.Info", "SELM.BY", "shelter.org"} <= {token.text for token in row}
    assert [token.text for token in tokens("He left.By night.")].count(".") == 2
