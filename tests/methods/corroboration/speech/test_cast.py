"""Who is who in a report."""

import pytest

from holdfast.methods.corroboration.speech.cast import Cast
from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.members import Member
from holdfast.methods.corroboration.speech.noticing import notice

from .reports import said, speech
from .test_tokens import tokens


def cast(text: str) -> list[Member]:
    read = Cast(text, english())
    notice(tokens(text), read)
    return read.members


def test_last_name_means_the_full_name() -> None:
    text = "Ada Brenn left Karsk. “We could not stay there,” Brenn said."
    assert said(text)[0][0] == "Ada Brenn"


def test_definite_description_means_who_was_described() -> None:
    text = (
        "A lawyer with the Network came. The mayor slept. “They are alive,” the lawyer said on air."
    )
    assert said(text)[0][0] == "A lawyer with the Network"


def test_another_man_is_another() -> None:
    text = (
        "One man said he was beaten with pipes. Another man said he was starved for days. "
        "Another man said nothing was true."
    )
    names = [who for who, _, _ in said(text)]
    assert names[0] != names[1]


def test_role_and_name_beside_it_are_one() -> None:
    text = "“There are no such people here,” Hale's spokesman, Viktor Lem, told reporters."
    assert said(text)[0][0] == "Viktor Lem"


def test_organisation_meant_is_the_one_that_spoke() -> None:
    text = "The Harbour Network said the Open Door had closed. “It is grave,” the group said."
    assert said(text)[-1][0] == "Harbour Network"


def test_name_beside_somebody_else_is_not_the_speakers() -> None:
    text = "“Nobody is held here today,” said a spokesman for the leader, Ramo Hale."
    assert said(text)[0][0] != "Ramo Hale"


def test_ministry_means_a_ministry_and_place_no_outlet() -> None:
    text = (
        "The Interior Ministry denied the raids. The European Union protested. "
        "Radio Velm went silent. The ministry said the men had left Velm."
    )
    assert said(text)[-1][0] == "Interior Ministry"
    assert "Velm" in {m.name for m in cast("Radio Velm left. Men came to Velm.")}


def test_cause_after_for_is_part_of_a_name() -> None:
    assert cast("Justice for Tervenia has closed.")[0].name == "Justice for Tervenia"


def test_an_agency_with_a_name_or_country_of_its_own_is_not_the_last_body() -> None:
    text = "Harun Daily was raided. Ada Brenn told the Northwire news agency that he was hit."
    members = [m.name for m in cast(text)]
    assert "Northwire" in members
    text = "Harun Daily said nothing. The Tervenian news agency said that two men were held."
    assert [who for who, _, _ in said(text)] == ["Tervenian news agency"]


def test_two_witnesses_are_not_the_doctors_and_witnesses_of_before() -> None:
    text = "The cells were full, doctors and witnesses said. Two witnesses said that a boy was hit."
    assert [who for who, _, _ in said(text)] == ["doctors and witnesses", "Two witnesses"]


def test_definite_description_that_speaks_means_the_only_person_talked_about() -> None:
    text = (
        "Ada Brenn sleeps little. “The line rings at four every night,” says the lawyer, who "
        "works for the Harbour Network."
    )
    read = speech(text)
    speaker = read.utterances[0].speaker
    assert speaker is not None
    voice = read.voices[speaker.voice]
    assert (voice.name, voice.role) == ("Ada Brenn", "lawyer")
    assert voice.member_of is not None
    assert read.voices[voice.member_of].name == "Harbour Network"


def test_definite_description_beside_two_persons_means_neither() -> None:
    text = (
        "Ada Brenn sleeps little. Boris Hale sleeps well. “The line rings at four every night,” "
        "says the lawyer."
    )
    assert said(text)[0][0] == "lawyer"


def test_channel_is_the_one_that_is_called_so() -> None:
    text = (
        "The Evening Ledger said little. In an interview with Channel Nine, a man said he was "
        "beaten. “They beat us for days on end,” he told the channel."
    )
    read = speech(text)
    told = read.utterances[-1].told_to
    assert told is not None
    assert read.voices[told.voice].name == "Channel Nine"


def test_a_rank_beside_a_role_is_no_part_of_the_name() -> None:
    text = (
        "The Harbour Office denied it. “Nobody was held here at all,” its spokesman, Major Tem "
        "Orvel, told reporters. Orvel said nine men had left."
    )
    voices = [voice.name for voice in speech(text).voices]
    assert [name for name in voices if "Orvel" in name] == ["Tem Orvel"]


def test_its_spokesman_speaks_for_the_body_that_opened_the_sentence_before() -> None:
    text = "The Harbour Office denied it. “Nobody was held,” its spokesman, Tem Orvel, said."
    voices = {voice.name: voice for voice in speech(text).voices}
    body = voices["Tem Orvel"].member_of
    assert body is not None
    assert speech(text).voices[body].name == "Harbour Office"


def test_an_office_with_a_capital_names_nobody_and_the_name_beside_it_does() -> None:
    text = "The Minister of Fisheries, Orvin Stell, declared: “Nobody was ever held in the port.”"
    assert said(text)[0][0] == "Orvin Stell"


@pytest.mark.parametrize(
    "title",
    [
        "the group's deputy head for South Asia, the Gulf and the Levant",
        "the Network's regional director for the Coast and the Lakes",
        "Harbour Network's chief for Velmar",
    ],
)
def test_a_region_in_a_title_is_no_body_somebody_speaks_for(title: str) -> None:
    read = speech(
        f'The Harbour Network spoke on Monday. "We fear for them," Ana Roth, {title}, said.'
    )
    roth = next(v for v in read.voices if v.name == "Ana Roth")
    assert roth.member_of is not None
    assert read.voices[roth.member_of].name == "Harbour Network"


def test_a_region_before_a_title_is_no_part_of_the_body() -> None:
    read = speech("Harbour Network's North Coast Deputy Director Pola Brist said forty were held.")
    brist = next(v for v in read.voices if v.name == "Pola Brist")
    assert brist.member_of is not None
    assert "Network" in read.voices[brist.member_of].name


def test_a_commissioner_for_a_city_speaks_for_no_body_of_that_name() -> None:
    read = speech('"They are safe," said Ilda Karn, regional commissioner for Velmar.')
    assert [v.member_of for v in read.voices if v.name == "Ilda Karn"] == [None]


def test_a_slip_inside_a_long_surname_is_the_same_person() -> None:
    text = '"Stop it," said Tamo Velandri, a lawyer. "It is late," said Tamo Velondri.'
    assert {who for who, _, _ in said(text)} == {"Tamo Velandri"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Marandov", "Ada Marandova"),
        ("Ada Brenn", "Ada Bronn"),
        ("Ada Velandri", "Ida Velondri"),
    ],
)
def test_another_ending_first_name_or_short_surname_is_somebody_else(one: str, other: str) -> None:
    text = f"{one} said that they were safe. {other} said that they were not."
    assert [who for who, _, _ in said(text)] == [one, other]


def test_the_head_of_a_body_in_marks_speaks_and_not_the_body() -> None:
    text = "Mira Zelan, the head of the NGO “Clean Coast”, active in Selm, believes that they fled."
    read = speech(text)
    party = read.utterances[0].speaker
    assert party is not None
    zelan = read.voices[party.voice]
    assert zelan.name == "Mira Zelan"
    assert zelan.member_of is not None
    assert read.voices[zelan.member_of].name == "NGO Clean Coast"


def test_two_offices_with_words_of_their_own_are_two() -> None:
    text = (
        "The prosecutor's office said that nobody was held.\n\n"
        "The human rights office said that forty were held. The office said that two had died."
    )
    first, second, third = [who for who, _, _ in said(text)]
    assert "prosecutor" in str(first)
    assert "rights" in str(second)
    assert third == second
