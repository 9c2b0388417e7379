"""Who a pronoun stands for."""

import pytest

from .reports import said


def speakers(text: str) -> list[str | None]:
    return [who for who, _, _ in said(text)]


def test_gender_of_the_given_name_decides() -> None:
    text = "Ada Brenn met Boris Hale in Karsk. “We spoke for an hour about it,” she said."
    assert speakers(text) == ["Ada Brenn"]


def test_who_spoke_last_in_the_paragraph_is_meant() -> None:
    text = (
        "Lem's spokeswoman said nobody was held. “There are no camps in this country,” she added."
    )
    assert set(speakers(text)) == {"Lem's spokeswoman"}


def test_organisation_is_it_and_never_he() -> None:
    text = "The Harbour Network opened a hotline. “They call at night and cry,” he said."
    assert speakers(text) == [None]


def test_pronoun_with_nobody_before_it_has_no_speaker() -> None:
    assert speakers("“They came at night and took him,” she said.") == [None]


def test_somebody_of_the_same_paragraph_comes_before_the_last_speaker() -> None:
    text = (
        "Another survivor said he saw nothing of the raid by the river.\n\n"
        "I asked the general whether this was true. “You have been misinformed,” he told me."
    )
    assert speakers(text)[-1] == "general"


def test_a_name_that_is_called_a_group_is_it() -> None:
    text = "Grey Heron, a volunteer group, says that it has four cars. One was stolen, it says."
    assert speakers(text) == ["Grey Heron", "Grey Heron"]


def test_a_conscript_is_somebody_a_later_he_may_mean() -> None:
    text = "A conscript tells another story. “I stood guard at the gate of the mill,” he says."
    assert speakers(text) == ["A conscript"]


def test_the_name_beside_a_mother_is_hers() -> None:
    assert speakers("The mother of the boys, Vera Malk, said that both were alive.") == [
        "Vera Malk"
    ]


def test_a_radio_that_has_said_nothing_is_not_they() -> None:
    text = (
        "He spoke on Radio Karsk. They took his phone and told him that he would “join the others”."
    )
    assert speakers(text) == [None]


def test_who_opens_the_sentence_before_is_meant() -> None:
    text = (
        "Ilya said he was beaten for days.\n\n"
        "Hale's spokesman, Viktor Lem, repeated his denial. “There are no such people,” he said."
    )
    assert speakers(text)[-1] == "Viktor Lem"


def test_somebody_brought_in_by_a_meeting_is_meant_and_was_told_to_the_outlet() -> None:
    text = (
        "“They beat us for nine days,” Ilya said. He says his brothers hunt him.\n\n"
        "Channel Nine also spoke with another man, who asked not to be named. He said officers "
        "had stopped him."
    )
    assert speakers(text)[-1] == "another man"


def test_one_of_the_men_is_somebody_and_a_town_is_nobody() -> None:
    text = (
        "The lawyer left. One of the men she brought out sits in a kitchen in Velmar. "
        "He was held for eleven days, he says."
    )
    assert speakers(text) == ["One of the men"]


def test_it_adds_what_the_body_that_spoke_last_said_and_the_police_are_they() -> None:
    text = (
        "Police in Karsk went on with the raids on Tuesday.\n\n"
        "A miner has died in Selm, the country's Inquiry Board said in a statement.\n\n"
        "The man died in a clinic in the south, it added."
    )
    assert [who for who, _, _ in said(text)] == ["Inquiry Board", "Inquiry Board"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("All who left were men. Among them was a ship doctor named Zorvat. He", "Zorvat"),
        ("Each who left was a man. There was a baker called Zorvat. He", "Zorvat"),
        ("Each who left was a woman. A young nurse named Vera sat down. She", "Vera"),
        ("Odo Brandt is a lawyer. He", "Odo Brandt"),
    ],
)
def test_whom_a_sentence_brings_in_is_meant_and_not_what_somebody_is(text: str, who: str) -> None:
    assert [row[0] for row in said(f"{text} said that six were hurt.")] == [who]
