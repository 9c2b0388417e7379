"""Reported speech."""

import pytest

from holdfast.methods.corroboration.speech.indirect import find_reports
from holdfast.methods.corroboration.speech.lexis import english

from .test_phrases import words
from .test_tokens import tokens


def reports(text: str) -> list[tuple[str | None, str]]:
    row = tokens(text)
    return [
        (words(row, r.speaker), " | ".join(s.of(text) for s in r.spans(row)))
        for r in find_reports(row, set(), english())
    ]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Brenn said that the cells were full.", "Brenn", "the cells were full"),
        ("KARSK: Brenn said that the cells were full.", "Brenn", "the cells were full"),
        ("Forty were held, the agency quoted Ada Brenn as saying.", "Ada Brenn", "Forty were held"),
        ("Brenn denied the charges and later on Monday left.", "Brenn", "the charges"),
        ("My aunt used to say that the mill was full.", "My aunt", "the mill was full"),
        ("Brenn told the Post over tea that the cells were full.", "Brenn", "the cells were full"),
        (
            "The talks failed, with Minister Ada Brenn saying on state radio that guards fled.",
            "Minister Ada Brenn",
            "guards fled",
        ),
        (
            "Two officials, who spoke on condition of anonymity, said six men died.",
            "Two officials",
            "six men died",
        ),
        ("Video showed two guards shouting that it was late.", "two guards", "it was late"),
        ("Brenn said at a briefing that guards fled.", "Brenn", "guards fled"),
        ("Brenn said in an affidavit that guards fled.", "Brenn", "guards fled"),
        ("Brenn denied in writing that the cells were full.", "Brenn", "the cells were full"),
        (
            "The cells were full, Brenn said in a report released today.",
            "Brenn",
            "The cells were full",
        ),
        (
            "Two left; according to their lawyer, Ada Brenn, three were arrested at the port.",
            "their lawyer",
            "three were arrested at the port",
        ),
        ("According to him, forty men were led away.", "him", "forty men were led away"),
        ("It is said in Karsk that the mill will close.", None, "the mill will close"),
        ("That the cells were full is confirmed by Ada Brenn.", "Ada Brenn", "the cells were full"),
        ("Brenn writes in her report of six who died.", "Brenn", "six who died"),
        (
            "Six rooms, says Ada Brenn, and in none of them does anyone live.",
            "Ada Brenn",
            "Six rooms | and in none of them does anyone live",
        ),
        ("Brenn said the cells were full.", "Brenn", "the cells were full"),
        ("Brenn has established that the cells were full.", "Brenn", "the cells were full"),
        (
            "The cabinet turned from Pell's call saying it was full of lies.",
            "The cabinet",
            "it was full of lies",
        ),
        (
            "He was taken, and according to Brenn the cells were full.",
            "Brenn",
            "the cells were full",
        ),
        ("The cells were full, Brenn said.", "Brenn", "The cells were full"),
        ("The cells were full, said Ada Brenn.", "Ada Brenn", "The cells were full"),
        ("According to Brenn, the cells were full.", "Brenn", "the cells were full"),
        ("The cells were full, according to Brenn.", "Brenn", "The cells were full"),
        (
            "Two died, both of them boys, reported local papers.",
            "local papers",
            "Two died, both of them boys",
        ),
        (
            "Two died, both of them boys, confirmed Ada Brenn.",
            "Ada Brenn",
            "Two died, both of them boys",
        ),
        ("Brenn told the Post that the cells were full.", "Brenn", "the cells were full"),
        ("Ilya described being held in a cellar.", "Ilya", "being held in a cellar"),
        ("The mayor denied the arrests.", "The mayor", "the arrests"),
        ("The group called on the mayor to resign.", "The group", "the mayor to resign"),
        ("Brenn urged the mayor to resign.", "Brenn", "the mayor to resign"),
        ("Brenn accused the mayor of lying.", "Brenn", "the mayor of lying"),
        ("Brenn confirmed the reports of the Post.", "Brenn", "the reports of the Post"),
        ("Brenn promised to close the depot.", "Brenn", "to close the depot"),
        ("Brenn asked whether the men were alive.", "Brenn", "whether the men were alive"),
        ("Brenn praised the police for their work.", "Brenn", "the police for their work"),
        ("Brenn wrote in a Facebook post that ten were dead.", "Brenn", "ten were dead"),
        ("In a statement, Brenn said ten men were dead.", "Brenn", "ten men were dead"),
        ("Brenn told reporters this week ten men were dead.", "Brenn", "ten men were dead"),
        ("Back in Karsk, Brenn said, he had no work.", "Brenn", "Back in Karsk | he had no work"),
        ("Brenn said at least ten of them had died.", "Brenn", "at least ten of them had died"),
        ("Brenn said there was no water.", "Brenn", "there was no water"),
        (
            "The Network, which runs a line, said ten were dead.",
            "The Network",
            "ten were dead",
        ),
        (
            "The Network, a group based in Karsk, said that ten were dead.",
            "The Network",
            "ten were dead",
        ),
        (
            "Ada Brenn, who fled in May, told the Post that ten were dead.",
            "Ada Brenn",
            "ten were dead",
        ),
        (
            "Ada Brenn — whose son was taken — said ten were dead.",
            "Ada Brenn",
            "ten were dead",
        ),
        ("The cells, Brenn said, were full.", "Brenn", "The cells | were full"),
        (
            "The men were held for a week, he says, in a cellar.",
            "he",
            "The men were held for a week | in a cellar",
        ),
        ("But, Brenn said, the cells were full.", "Brenn", "the cells were full"),
        ("The guards demanded money, he says.", "he", "The guards demanded money"),
        (
            "The prosecutor's office refused to open a case, saying that nobody had come.",
            "The prosecutor's office",
            "nobody had come",
        ),
        (
            "Lem's spokesman, Viktor Orlo, called the accounts “an invention from end to end”.",
            "Lem's spokesman",
            "the accounts “an invention from end to end”",
        ),
        (
            "According to the Post, citing the ministry, ten men had died.",
            "the Post",
            "ten men had died",
        ),
        (
            "The response from the ministry is that nobody was held.",
            "the ministry",
            "nobody was held",
        ),
    ],
)
def test_content_and_speaker_of_reported_speech(text: str, who: str, what: str) -> None:
    assert reports(text) == [(who, what)]


def test_second_report_in_a_sentence_is_a_report_of_its_own() -> None:
    found = reports("Brenn denied the raid, saying the men had left, and urged calm from all.")
    assert ("Brenn", "the raid") in found
    assert ("Brenn", "the men had left") in found


@pytest.mark.parametrize(
    "text",
    [
        "A group, called the Open Door, runs a hotline.",
        "The laws proposed by the mayor were kept.",
        "You said that the cells were full.",
        "Brenn said the following.",
        "The state of the roads is bad.",
    ],
)
def test_what_is_not_speech_gives_no_report(text: str) -> None:
    assert reports(text) == []


def test_another_verb_of_saying_ends_what_the_first_one_said() -> None:
    text = "Brenn said the cells were full and blamed the mayor."
    assert reports(text)[0] == ("Brenn", "the cells were full")


@pytest.mark.parametrize(
    ("text", "who", "parts"),
    [
        ("The man, says Brenn, had left.", "Brenn", ["The man", "had left"]),
        ("The man, Brenn says, had left.", "Brenn", ["The man", "had left"]),
        (
            "He is one of nine men who, says Brenn, were taken.",
            "Brenn",
            ["He is one of nine men who", "were taken"],
        ),
    ],
)
def test_a_clause_that_its_attribution_interrupts_goes_on_after_it(
    text: str, who: str, parts: list[str]
) -> None:
    row = tokens(text)
    (report,) = find_reports(row, set(), english())
    assert words(row, report.speaker) == who
    assert [span.of(text) for span in report.spans(row)] == parts


def test_unconfirmed_reports_say_and_do_not_report() -> None:
    text = "Unconfirmed reports on the network say that the priest was taken."
    assert [what for _, what in reports(text)] == ["the priest was taken"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Brenn put the number of prisoners at 400.", "the number of prisoners at 400"),
        ("Brenn told the Post of beatings and hunger.", "beatings and hunger"),
        ("Brenn spoke of hunger.", "hunger"),
    ],
)
def test_numbers_put_and_things_spoken_of_are_said(text: str, what: str) -> None:
    assert reports(text) == [("Brenn", what)]


def test_what_is_put_somewhere_is_not_said() -> None:
    assert reports("Brenn put the lamp at the door.") == []


def test_verb_of_saying_after_but_is_a_report_of_its_own() -> None:
    found = reports("Brenn encouraged the men to leave but has said she will stay in Karsk.")
    assert found == [("Brenn", "the men to leave"), ("Brenn", "she will stay in Karsk")]


def test_who_says_something_in_a_relative_clause_goes_on_as_the_subject() -> None:
    found = reports("A man who says he was held for a week told the Post how he was beaten there.")
    assert [what for _, what in found] == ["he was held for a week", "how he was beaten there"]


def test_what_an_outlet_reports_somebody_to_have_said_is_passed_on() -> None:
    row = tokens("Channel Nine reported that the mayor said that ten men had died.")
    (found,) = find_reports(row, set(), english())
    assert words(row, found.speaker) == "the mayor"
    assert words(row, found.relay) == "Channel Nine"


def test_what_a_person_says_somebody_said_is_that_persons() -> None:
    found = reports("Ada Brenn said that the mayor said that ten men had died.")
    assert found == [("Ada Brenn", "the mayor said that ten men had died")]


def test_with_somebody_saying_is_another_speaker_in_the_same_sentence() -> None:
    text = "Brenn has verified that the men were held, with police saying that they were drunk."
    assert reports(text) == [
        ("Brenn", "the men were held"),
        ("police", "they were drunk"),
    ]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            "Adel said one was beaten, a claim which could not be independently verified.",
            "Adel",
            "one was beaten",
        ),
        (
            "Two poets who fled told of beatings and hunger.",
            "Two poets who fled",
            "beatings and hunger",
        ),
        (
            "According to Brenn, the man died in his cell - a claim his family denies.",
            "Brenn",
            "the man died in his cell",
        ),
        (
            "A man told Radio Selm guards made him sign blank papers.",
            "A man",
            "guards made him sign blank papers",
        ),
        (
            "Brenn added that men were kept under “closed detention,” a practice of old.",
            "Brenn",
            "men were kept under “closed detention,”",
        ),
        (
            "According to the Coast Defenders, a group based in Selm, men were beaten.",
            "the Coast Defenders",
            "men were beaten",
        ),
        (
            "According to the Coast Defenders, a lawyer died in the cells, and men were beaten.",
            "the Coast Defenders",
            "a lawyer died in the cells, and men were beaten",
        ),
    ],
)
def test_what_is_said_begins_and_ends_with_its_own_clause(text: str, who: str, what: str) -> None:
    assert reports(text) == [(who, what)]


@pytest.mark.parametrize(
    "text",
    [
        "At the same time, he pointed to fear in the valley.",
        "The accused have denied such allegations.",
    ],
)
def test_a_setting_or_a_mere_pointer_is_nothing_said(text: str) -> None:
    assert reports(text) == []


def test_a_proverb_is_nobodys() -> None:
    assert reports("It is an old saying that the mill is full.") == []


def test_a_medium_and_what_is_added_leave_what_stands_before_the_attribution() -> None:
    text = "The men were beaten, Lind told the Post by telephone, adding that one had died."
    assert reports(text) == [("Lind", "The men were beaten"), ("Lind", "one had died")]


def test_a_comma_inside_the_marks_of_a_term_parts_it_from_the_attribution() -> None:
    text = "The poets were charged with “inciting songs,” the Velmar Initiative said on Tuesday."
    what = "The poets were charged with “inciting songs,”"
    assert reports(text) == [("the Velmar Initiative", what)]
    text = "The poets were charged with “inciting songs,” said Ada Brenn on Tuesday."
    assert reports(text) == [("Ada Brenn", what)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Six boys are missing, according to the clinic, adding that two had died.", "the clinic"),
        ("The mine was closed, said Odo Brandt, warning that two had died.", "Odo Brandt"),
        ("The six held were charged, clerks said, adding that two had died.", "clerks"),
    ],
)
def test_who_said_what_stands_before_goes_on_with_a_participle(text: str, who: str) -> None:
    assert reports(text)[1] == (who, "two had died")


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            "The cells have been full since May said Ada Brenn, a lawyer.",
            "Ada Brenn",
            "The cells have been full since May",
        ),
        (
            "The camp is being closed said officials on Friday.",
            "officials",
            "The camp is being closed",
        ),
        ("The minister said the police were there.", "The minister", "the police were there"),
    ],
)
def test_a_comma_left_out_before_the_verb_of_saying_changes_nothing(
    text: str, who: str, what: str
) -> None:
    assert reports(text) == [(who, what)]


def test_sentences_joined_by_a_comma_have_each_their_own_speaker() -> None:
    text = (
        "Most of them complained of severe beatings, some women reported threats from the guards."
    )
    assert reports(text) == [
        ("Most of them", "severe beatings"),
        ("some women", "threats from the guards"),
    ]
