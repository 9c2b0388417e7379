"""Chains on utterances."""

import pytest

from holdfast.methods.corroboration.speech import Speech

from .reports import speech


def relays(read: Speech, number: int = 0) -> list[str]:
    return [read.voices[v].name for v in read.utterances[number].relays]


def told(read: Speech, number: int = 0) -> str | None:
    party = read.utterances[number].told_to
    return None if party is None else read.voices[party.voice].name


def test_one_cited_is_the_speaker_and_who_cites_the_relay() -> None:
    read = speech("Channel Nine, citing a source in the police, reported that two men had died.")
    assert relays(read) == ["Channel Nine"]
    speaker = read.utterances[0].speaker
    assert speaker is not None
    assert read.voices[speaker.voice].name == "a source in the police"


def test_reported_by_puts_a_voice_between() -> None:
    read = speech("As reported by the Daily Harbour, the mayor claimed that nobody was held.")
    assert relays(read) == ["Daily Harbour"]


def test_speaker_told_whom_the_report_says() -> None:
    assert told(speech("“We saw them fall,” Ada Brenn told the Karsk Post.")) == "Karsk Post"


def test_interviewed_speaker_told_the_interviewer_from_then_on() -> None:
    read = speech(
        "Radio Karsk spoke with a lawyer of the Network.\n\n“They are alive,” the lawyer said."
    )
    assert told(read) == "Radio Karsk"


def test_who_confirms_a_report_stands_beside_what_it_said() -> None:
    read = speech(
        "The Karsk Gazette claimed that forty men were held.\n\n"
        "Ada Brenn confirmed the reports of the Karsk Gazette."
    )
    names = [read.voices[v].name for v in read.utterances[0].confirmed_by]
    assert names == ["Ada Brenn"]


def test_paragraph_that_opens_with_an_outlet_came_through_it() -> None:
    read = speech("Channel Nine: The mayor said that nobody was held.")
    assert relays(read) == ["Channel Nine"]


def test_agency_that_quotes_somebody_as_saying_is_a_relay() -> None:
    read = speech("Agency NORA quoted the prosecutor as saying that forty men were charged.")
    assert relays(read) == ["Agency NORA"]
    speaker = read.utterances[0].speaker
    assert speaker is not None
    assert read.voices[speaker.voice].name == "prosecutor"


@pytest.mark.parametrize(
    ("text", "listener"),
    [
        ("Said Pell to reporters: “The harbour is shut.”", "reporters"),
        ("Said Jon Marl, a poet now in Selm, to the Karsk Post: “They fear us.”", "Karsk Post"),
        ("“They fear us,” Jon Marl said to Radio Karsk.", "Radio Karsk"),
        ("“They fear us,” said Ada Brenn, adviser to President Hale.", None),
        ("“They fear us,” said Ada Brenn to applause.", None),
    ],
)
def test_who_hears_it_stands_after_to(text: str, listener: str | None) -> None:
    assert told(speech(text)) == listener


def test_who_goes_on_speaking_speaks_to_the_same_listener() -> None:
    read = speech(
        "“They beat me,” Jon Marl said in an interview with Radio Karsk.\n\n“They beat me again.”"
    )
    assert [told(read, number) for number in (0, 1)] == ["Radio Karsk", "Radio Karsk"]


def test_who_was_contacted_by_an_outlet_told_it() -> None:
    read = speech("One woman the Karsk Post contacted said that she had been beaten.")
    assert told(read) == "Karsk Post"
