"""Who answers."""

from holdfast.methods.corroboration.record import Form

from .reports import prose, speech

_TURNS = "Q: Who came?\n\nA: Two men.\n\nQ: And then?\n\nA: They took us to Orvask in a van."


def speakers(text: str) -> list[str | None]:
    read = speech(text)
    return [
        read.voices[u.speaker.voice].name if u.speaker else None
        for u in read.utterances
        if u.form is Form.DIRECT
    ]


def test_the_one_whom_the_report_is_about_gives_the_answers() -> None:
    text = f"Vera Malk bakes bread in Velmar. She was held for nine days.\n\n{_TURNS}"
    assert speakers(text) == ["Vera Malk", "Vera Malk"]


def test_a_label_that_is_a_name_means_its_bearer() -> None:
    text = (
        "Vera Malk met the mayor, Odo Brandt.\n\nLedger: Who came?\n\nMalk: Two men.\n\n"
        "Ledger: And then?\n\nMalk: They took us away."
    )
    assert speakers(text) == ["Vera Malk", "Vera Malk"]


def test_nobody_named_before_the_questions_gives_no_speaker() -> None:
    assert speakers(_TURNS) == [None, None]


def test_reported_speech_inside_an_answer_is_the_answer() -> None:
    text = f"Vera Malk bakes bread.\n\n{_TURNS}\n\nA friend said that they beat him."
    assert len(speech(text).utterances) == 2
    assert prose(text).paragraphs
