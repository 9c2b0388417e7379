"""Who is noticed in a paragraph, and what is learnt beside a name."""

import pytest

from holdfast.language.given_names import Gender
from holdfast.methods.corroboration.speech.cast import Cast
from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.members import Member
from holdfast.methods.corroboration.speech.noticing import notice

from .reports import said
from .test_tokens import tokens


def cast(text: str) -> list[Member]:
    read = Cast(text, english())
    notice(tokens(text), read)
    return read.members


def test_role_before_and_after_a_name_is_kept() -> None:
    members = {m.name: m for m in cast("Ada Brenn, a lawyer with the Harbour Network, left.")}
    brenn = members["Ada Brenn"]
    assert brenn.role == "a lawyer with the Harbour Network"
    assert brenn.member_of == members["Harbour Network"].number


def test_first_word_of_a_sentence_is_not_a_name_for_its_capital() -> None:
    assert [m.name for m in cast("Activists left. Some activists stayed.")] == ["Activists"]
    assert not cast("Activists left. Some activists stayed.")[0].words


def test_name_given_to_somebody_described_is_theirs() -> None:
    text = "A man told the Post how he was beaten. We call him “Ilya”. Ilya said he was starved."
    assert {who for who, _, _ in said(text)} == {"Ilya"}


@pytest.mark.parametrize(
    "called",
    [
        "whom we are calling Ilya to protect him",
        "who asked to be identified only as Ilya",
        "who identified himself as Ilya",
    ],
)
def test_name_under_which_somebody_is_quoted_is_theirs(called: str) -> None:
    assert {who for who, _, _ in said(f"Another porter, {called}, said he was starved.")} == {
        "Ilya"
    }


def test_spokesman_for_a_person_is_no_member_of_that_person() -> None:
    members = cast("A spokesman for Governor Boris Hale rejected the report.")
    assert all(m.member_of is None for m in members)


def test_role_with_an_owner_is_that_of_the_name_beside_it() -> None:
    members = {m.name: m for m in cast("Hale's spokesman, Viktor Lem, left.")}
    assert members["Viktor Lem"].role == "Hale's spokesman"
    assert members["Viktor Lem"].sightings[0].is_subject


def test_one_of_the_women_is_one_person() -> None:
    members = [m for m in cast("One of the women left.") if m.head == "women"]
    assert [(m.is_plural, m.gender) for m in members] == [(False, Gender.FEMALE)]


def test_the_last_of_several_roles_tells_whom_somebody_speaks_for() -> None:
    text = "Gram Rand, a former miner, poet and (now) rights director at Harbour Network, left."
    members = {m.name: m for m in cast(text)}
    assert members["Gram Rand"].member_of == members["Harbour Network"].number


def test_the_owner_of_a_title_is_the_whole_body() -> None:
    members = {m.name: m for m in cast("Human Rights Coast's director Ugo Lind left Selm.")}
    assert members["Ugo Lind"].member_of == members["Human Rights Coast"].number
    members = {m.name: m for m in cast("Interior Ministry Spokesman Ugo Lind left Selm.")}
    assert members["Ugo Lind"].member_of == members["Interior Ministry"].number
