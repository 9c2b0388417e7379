"""What the outlet asserts in its own voice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.meaning.assertions import find_assertions
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.spans import Span

from .marked import lexicon


def _asserted(text: str, *taken: str, language: str = "en") -> list[str]:
    prose = read_prose(text, language=language)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in taken]
    found = find_assertions(prose, spans, lexicon())
    assert all(u.form is Form.UNATTRIBUTED and u.speaker is None for u in found)
    return [span.of(text) for utterance in found for span in utterance.spans]


@pytest.mark.parametrize(
    "text",
    [
        "Police detained four bakers in Belhaven on Monday.",
        "At least 40 monks have been arrested since the feast.",
        "It has been reported that two nuns were beaten in the cells.",
        "Editors are reportedly being held in a former mill.",
        "During a protest against the new law, police arrested 40 students.",
        "Police arrested ten bakers, amid a hunt announced last week by the governor.",
        "Protesters were beaten with batons outside the theatre.",
        "The general allegedly ordered the killings, although his office denied them.",
        "Три монаха были избиты в участке.",
        "На акции протеста в Остране полиция задержала сорок монахов.",
        "После митинга в поддержку монахов в порту омон избил прохожих.",
    ],
)
def test_a_harm_told_in_the_outlets_own_voice_is_an_assertion(text: str) -> None:
    language = "ru" if "м" in text else "en"
    assert _asserted(text, language=language) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Bakers detained in Belhaven",
        "The Monitor spoke with 40 former detainees and nine nurses.",
        "The wife of one of the abducted, Ada Brenn, sees it otherwise.",
        "Were the bakers of Belhaven really tortured?",
        "The bakers were never tortured in Belhaven.",
        "Thousands marched in Ostrava to protest against the killings.",
        "A petition urges the court to investigate the beatings.",
        "The bishops condemned the torture of the monks.",
        "Reporters were arrested elsewhere in the region as well.",
        "In 1937, thousands of people were arrested in the valley.",
        "Activists said that forty monks had been arrested.",
        "Asked whether monks were beaten in the cells, the mayor replied that he slept.",
        "Forty monks had been arrested, it was announced by the ministry.",
        "Forty monks had been arrested, according to the Network.",
        "You can help the people who were tortured here.",
        "“They tortured the monks in the mill every night.”",
        "The mayor accused the general of torturing the monks.",
        "The law punishes such marriages with imprisonment of ten years.",
        "Tervenia is a country of two million people by the sea.",
        "The network has evacuated twenty families from the valley.",
        "The ministry has not commented on the arrests of the monks.",
        "The baker asked not to be named because he feared being arrested.",
        "The state radio did not mention the raid on the mill.",
        "Two ministers are to discuss the arrests in Velmar.",
    ],
)
def test_what_is_no_harm_of_this_crackdown_in_the_outlets_own_voice_is_left_out(text: str) -> None:
    assert _asserted(text) == []


def test_a_sentence_that_is_taken_is_left_out() -> None:
    text = "“They beat us every day in the cellar,” he said."
    assert _asserted(text, "They beat us every day in the cellar,") == []


def test_of_a_sentence_partly_taken_the_free_harm_is_used() -> None:
    text = "He was tortured for three days in the old mill, and “I wept”."
    assert _asserted(text, "I wept") == ["He was tortured for three days in the old mill"]


def test_sentences_give_one_utterance_each_in_their_order() -> None:
    text = "Police raided two homes in the town. They arrested a priest and his brother."
    assert len(_asserted(text)) == 2


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=100), st.integers(0, 100), st.integers(0, 100))
def test_no_text_breaks_it_and_nothing_taken_is_used(noise: str, start: int, size: int) -> None:
    text = "Police tortured the monks " + noise + ". They were beaten in the cells."
    start = min(start, len(text))
    taken = Span(start, min(start + size, len(text)))
    prose = read_prose(text, language="en")
    for utterance in find_assertions(prose, [taken], lexicon()):
        for span in utterance.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert taken.start == taken.end or not span.overlaps(taken)


@pytest.mark.parametrize(
    "text", ["Монахи вышли на митинг против пыток.", "Марш за отмену арестов прошёл мирно."]
)
def test_what_people_march_against_in_russian_is_no_assertion(text: str) -> None:
    assert _asserted(text, language="ru") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of friends stood outside a detention centre in Karsk with blankets.",
        "The detainees' release underscored the weakness of the governor.",
    ],
)
def test_a_place_to_stand_by_or_what_somebody_owns_is_no_harm(text: str) -> None:
    assert _asserted(text) == []


@pytest.mark.parametrize(
    ("ending", "taken"),
    [
        ("and police said they fired over the heads of the crowd.", "they fired over the heads"),
        ("and the warden said nobody had been hurt before Monday.", "nobody had been hurt"),
    ],
)
def test_a_clause_before_somebody_speaks_is_the_outlets_own(ending: str, taken: str) -> None:
    own = "Six bakers were beaten in the yard"
    assert own in _asserted(f"{own} {ending}", taken)
