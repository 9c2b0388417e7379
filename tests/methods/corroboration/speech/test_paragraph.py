"""Quotations and their speakers in one paragraph."""

import pytest

from holdfast.methods.corroboration.speech.paragraph import is_heading

from .reports import said, speech
from .test_tokens import tokens


def test_interrupted_quotation_is_one_utterance() -> None:
    text = "“They came,” Ada Brenn says, “and took my brother away.”"
    assert said(text) == [("Ada Brenn", "direct", "They came, | and took my brother away.")]


def test_quotation_after_the_attribution_goes_on() -> None:
    text = "“They came at night,” Ada Brenn said. “They took him away.”"
    assert said(text) == [("Ada Brenn", "direct", "They came at night, | They took him away.")]


def test_a_quotation_that_ends_the_narrators_sentence_does_not_go_on_in_the_next() -> None:
    text = "Ada Brenn felt it was late because “nobody knows of it,” she said. “We have no map.”"
    assert [words for _, _, words in said(text)][-1] == "We have no map."
    assert {speaker for speaker, _, _ in said(text)} == {"Ada Brenn"}


def test_a_few_words_are_said_where_somebody_put_it_so() -> None:
    text = "The depot is, as Ada Brenn put it in a letter, “a slaughterhouse.”"
    assert said(text) == [("Ada Brenn", "direct", "a slaughterhouse.")]
    assert said("The depot is, by all accounts, “a slaughterhouse.”") == []


def test_an_occasion_is_told_nothing() -> None:
    heard = speech("“They came at night,” Ada Brenn told a news conference on Monday.")
    assert heard.utterances[0].told_to is None
    heard = speech("“They came at night,” Ada Brenn told Lake Radio on Monday.")
    assert heard.utterances[0].told_to is not None


def test_who_assures_is_not_told() -> None:
    text = "“We hold nobody,” assured Major Ove Lem by telephone."
    assert speech(text).utterances[0].told_to is None
    assert [str(speaker).split()[-1] for speaker, _, _ in said(text)] == ["Lem"]


def test_words_that_something_is_likened_to_are_said() -> None:
    text = "Ada Brenn likened the lists to “burning the town registers” on Monday."
    assert ("Ada Brenn", "direct", "burning the town registers") in said(text)


def test_words_quoted_inside_a_clause_make_it_mixed_and_are_not_said_twice() -> None:
    text = "Ada Brenn said the lists “do not exist” in Karsk."
    assert said(text) == [("Ada Brenn", "mixed", "the lists “do not exist” in Karsk")]


def test_terms_are_no_statements() -> None:
    assert said("Men were held in “concentration camps” near Orlo.") == []


def test_name_given_to_a_thing_is_no_statement() -> None:
    assert said("He shares details of what he calls “a second great flood” for us.") == []


def test_orphan_stays_without_a_speaker() -> None:
    text = "The rain fell.\n\n“They came for us at night and took him.”"
    assert said(text) == [(None, "direct", "They came for us at night and took him.")]


def test_block_quotation_belongs_to_who_said_the_following() -> None:
    text = "Ada Brenn said the following.\n\n“They came for us at night.”"
    assert said(text) == [("Ada Brenn", "direct", "They came for us at night.")]


def test_speaker_goes_on_in_the_next_paragraph() -> None:
    text = "“They came at night,” said Ada Brenn. “We ran.”\n\n“Then they burnt the house.”"
    assert [who for who, _, _ in said(text)] == ["Ada Brenn", "Ada Brenn"]


def test_speaker_is_not_inherited_past_somebody_else() -> None:
    text = (
        "Ada Brenn told the Post: ‘They came at night.\n\n"
        "The mayor said: “Nobody was ever held here.\n\n"
        "They took my brother.’\n\n‘Few people here dare to speak to anyone.’"
    )
    assert said(text)[-1][0] is None


def test_mention_is_the_words_that_name_the_speaker_there() -> None:
    text = "Ada Brenn came. “They took him away,” she said."
    speaker = speech(text).utterances[0].speaker
    assert speaker is not None
    assert speaker.span is not None
    assert speaker.span.of(text) == "she"


def test_headline_is_known_by_its_capitals() -> None:
    assert is_heading(tokens("Nine Interviews Men Who Escaped From Camps"))
    assert not is_heading(tokens("Nine interviews men who escaped from camps"))


def test_quoted_end_of_a_sentence_is_said_with_its_beginning() -> None:
    text = "The country “has changed for the better,” Brenn said in June. “We will see it all.”"
    assert said(text) == [
        ("Brenn", "mixed", "The country “has changed for the better,”"),
        ("Brenn", "direct", "We will see it all."),
    ]


def test_the_author_of_a_column_is_told_for_the_outlet() -> None:
    heard = speech("A friend told me over dinner that ten men had died in the depot.")
    assert heard.utterances[0].told_to is not None
    assert heard.utterances[0].told_to.voice == 0


def test_what_is_said_again_to_another_outlet_is_another_statement() -> None:
    text = (
        "“They came at night and took him,” Ada Brenn had told the Post, and she repeats it to us. "
        "“Two of the boys were from Karsk.”"
    )
    assert [(who, words) for who, _, words in said(text)] == [
        ("Ada Brenn", "They came at night and took him,"),
        ("Ada Brenn", "Two of the boys were from Karsk."),
    ]


def test_a_quotation_in_a_relative_clause_ends_at_its_mark() -> None:
    text = "The guard who told the Post “if we came with fewer, we paid for it” was not alone."
    assert [(who, words) for who, _, words in said(text)] == [
        ("guard", "if we came with fewer, we paid for it")
    ]


def test_him_is_whoever_spoke() -> None:
    text = "“They came at night,” said Boris Hale. According to him, forty men were led away."
    assert {who for who, _, _ in said(text)} == {"Boris Hale"}


def test_a_speech_reopened_in_each_paragraph_is_still_the_one_named_after_its_first_part() -> None:
    text = (
        "“Nobody was warned,” said Ana Roth, a lawyer.\n\n"
        "“No law allows it.\n\n“The mill must reopen.”"
    )
    assert [who for who, _, _ in said(text)] == ["Ana Roth", "Ana Roth"]


def test_a_closed_quotation_of_its_own_paragraph_is_nobodys() -> None:
    text = "“Nobody was warned,” said Ana Roth, a lawyer.\n\n“No law allows it.”"
    assert [who for who, _, _ in said(text)] == ["Ana Roth", None]


def test_another_speaker_after_but_is_no_part_of_what_was_quoted() -> None:
    text = "Pell told the Post that “nobody is being held,” but two mothers said sons were missing."
    assert [who for who, _, _ in said(text)] == ["Pell", "two mothers"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"It was late," said Minister of Internal Affairs Ivo Malk.', "Ivo Malk"),
        ('"It was late," said the head of the prison service Vera Malk.', "Vera Malk"),
        ('"It was late," said Deputy Chief of the Karsk Police Odo Brandt.', "Odo Brandt"),
        ("Commissioner for Human Rights Ada Brenn said it was late.", "Ada Brenn"),
        ("The director of the clinic, Ada Brenn, said it was late.", "Ada Brenn"),
    ],
)
def test_a_name_behind_an_office_and_what_it_is_of_is_the_speaker(text: str, who: str) -> None:
    assert said(text)[0][0] == who


def test_two_ministers_of_two_ministries_are_two() -> None:
    text = (
        "Deputy Interior Minister Odo Brandt denied that the cells were full.\n\n"
        '"It was late," said Minister of Internal Affairs Ivo Malk.'
    )
    assert [row[0] for row in said(text)] == ["Odo Brandt", "Ivo Malk"]


def test_a_name_behind_an_office_inside_a_role_is_not_the_speakers() -> None:
    text = '"It was late," said a spokesman for Interior Minister Odo Brandt.'
    assert said(text)[0][0] == "a spokesman for Interior Minister Odo Brandt"
