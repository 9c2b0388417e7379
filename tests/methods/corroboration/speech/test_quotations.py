"""Quotations, over paragraphs too."""

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.speech.quotations import Lead, find_quotations

from .reports import prose


def parts(text: str) -> list[list[str]]:
    return [[s.of(text) for s in q.spans] for q in find_quotations(prose(text))]


def test_quotation_that_is_reopened_at_each_paragraph_is_one() -> None:
    text = "She said: “They came at night.\n\n“They took him.\n\n“We waited.”"
    assert parts(text) == [["They came at night.", "They took him.", "We waited."]]


def test_mark_left_open_before_the_words_of_somebody_else_is_only_missing() -> None:
    text = "“No,” Mr. Brenn said. “They came at night.\n\n“We saw it,” added Mr. Osk Lem, a baker."
    assert parts(text) == [["No,"], ["They came at night."], ["We saw it,"]]
    same = "“No,” Ada Brenn said. “They came at night.\n\n“We saw it,” Brenn added."
    assert ["They came at night.", "We saw it,"] in parts(same)
    unnamed = "“They came at night.\n\n“We saw it,” said Osk Lem."
    assert parts(unnamed) == [["They came at night.", "We saw it,"]]


def test_closing_mark_two_paragraphs_on_belongs_to_the_mark_left_open() -> None:
    text = "Ada Brenn told the Post: ‘They came.\n\nThe mayor said: “No.”\n\nThey took him.’"
    assert ["They came.", "They took him."] in parts(text)


def test_mark_repeated_inside_a_quotation_does_not_break_it() -> None:
    text = "Lem said: ‘They left.  ‘They are not here.’"
    assert parts(text) == [["They left.", "They are not here."]]


def test_straight_and_curly_marks_do_not_go_on_each_other() -> None:
    text = '"The square was empty.\n\n“Nobody came,” she said.'
    assert parts(text) == [["The square was empty."], ["Nobody came,"]]


def test_missing_closing_mark_does_not_swallow_the_attribution() -> None:
    assert parts("“They took him, she said.") == [["They took him,"]]


def test_lead_tells_what_stands_before() -> None:
    text = "“A b,” he said. She said: “C d.” They call it “e f”, “g h”."
    leads = [q.lead for q in find_quotations(prose(text))]
    assert leads == [Lead.START, Lead.COLON, Lead.WORD, Lead.COMMA]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aB. ,:\n“”‘’\"'«»", max_size=80))
def test_quotations_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    spans = [s for q in find_quotations(prose(text)) for s in q.spans]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    for quotation in find_quotations(prose(text)):
        assert list(quotation.spans) == sorted(quotation.spans)


def test_marks_that_only_open_paragraphs_beside_curly_ones_quote_nothing() -> None:
    text = '"They slept.\n\n“We ran all night,” she said.\n\n"The rain fell on “the depot of all”.'
    assert parts(text) == [["We ran all night,"], ["the depot of all"]]


def test_straight_marks_that_open_every_paragraph_and_close_are_one_quotation() -> None:
    text = '"They slept.\n\n"We ran all night."'
    assert parts(text) == [["They slept.", "We ran all night."]]


def test_straight_marks_around_what_is_borrowed_quote_nothing_though_one_of_them_closes() -> None:
    text = (
        'The Post writes:\n\n"The men sat down.\n\n“We ran,” Ada Brenn said, and nobody came."\n\n'
        '"The dog slept.\n\n“Here he is,” Brenn said.'
    )
    assert parts(text) == [["We ran,"], ["Here he is,"]]


def test_a_paragraph_in_straight_marks_of_its_own_is_a_quotation_beside_curly_ones() -> None:
    text = '"The cells were full."\n\n“We ran,” Ada Brenn said.\n\n"Nobody came."'
    assert parts(text) == [["The cells were full."], ["We ran,"], ["Nobody came."]]
