from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.disclosure.check import check
from holdfast.methods.disclosure.draft import (
    Certainty,
    Disclosure,
    DraftField,
    Manner,
    Place,
    Secret,
    SecretKind,
)

SECRETS = [
    Secret("p1", SecretKind.PERSON, "Асланов Мурад Хасанович"),
    Secret("p2", SecretKind.PERSON, "Зарема Ковальская"),
    Secret("p3", SecretKind.PERSON, "Iаьхьмад Гӏалаев"),
    Secret("phone", SecretKind.PHONE, "+998 28 123-45-67"),
    Secret("address", SecretKind.ADDRESS, "г. Орешин, ул. Садовая, д. 15, кв. 4"),
    Secret("account", SecretKind.ACCOUNT, "@lake_heron7"),
    Secret("born", SecretKind.BIRTH_DATE, "1990-03-05"),
    Secret("paper", SecretKind.DOCUMENT, "АВ 123456"),
    Secret("place", SecretKind.PLACE, "Вербной-Яр"),
]


def told(text: str) -> dict[str, Disclosure]:
    """The disclosures of one field, by secret."""
    found = check([DraftField("text", text)], SECRETS)
    return {secret: disclosure for disclosure in found for secret in disclosure.secrets}


@pytest.mark.parametrize(
    ("text", "secret", "manner", "certainty"),
    [
        ("Асланов Мурад Хасанович", "p1", Manner.AS_WRITTEN, Certainty.CERTAIN),
        ("МУРАД АСЛАНОВ", "p1", Manner.DISGUISED, Certainty.CERTAIN),
        ("Aсланов", "p1", Manner.DISGUISED, Certainty.LIKELY),
        ("Мурада Асланова видели", "p1", Manner.INFLECTED, Certainty.CERTAIN),
        ("Аслановым", "p1", Manner.INFLECTED, Certainty.LIKELY),
        ("с Заремой Ковальской", "p2", Manner.INFLECTED, Certainty.CERTAIN),
        ("Murad Aslanoff", "p1", Manner.RESPELLED, Certainty.CERTAIN),
        ("Murad Aslanow", "p1", Manner.RESPELLED, Certainty.CERTAIN),
        ("Sarema Kowalska", "p2", Manner.RESPELLED, Certainty.CERTAIN),
        ("مراد أصلانوف", "p1", Manner.RESPELLED, Certainty.CERTAIN),
        ("მურად ასლანოვმა", "p1", Manner.RESPELLED, Certainty.CERTAIN),
        ("Мурад Аслонов", "p1", Manner.MISSPELT, Certainty.LIKELY),
        ("M. Aslanow", "p1", Manner.INITIALS, Certainty.CERTAIN),
        ("Асланов М.Х.", "p1", Manner.INITIALS, Certainty.CERTAIN),
        ("М. Х. А.", "p1", Manner.INITIALS, Certainty.POSSIBLE),
        ("Хасановича", "p1", Manner.IN_PART, Certainty.POSSIBLE),
        ("Murad, son of Aslanov", "p1", Manner.REORDERED, Certainty.CERTAIN),
        ("Ас-\nланов", "p1", Manner.SPLIT, Certainty.LIKELY),
        ("А с л а н о в", "p1", Manner.SPLIT, Certainty.LIKELY),
        ("#мурадасланов", "p1", Manner.SPLIT, Certainty.CERTAIN),
        ("IMG_aslanov_murad.jpg", "p1", Manner.RESPELLED, Certainty.CERTAIN),
        ("Iахьмад ГIалаев", "p3", Manner.INFLECTED, Certainty.CERTAIN),
        ("8 (28) 123 45 67", "phone", Manner.REGROUPED, Certainty.CERTAIN),
        ("на Садовой, дом 15", "address", Manner.INFLECTED, Certainty.CERTAIN),
        ("t.example/LakeHeron7", "account", Manner.DISGUISED, Certainty.CERTAIN),
        ("родился 5 марта 1990 г.", "born", Manner.REGROUPED, Certainty.CERTAIN),
        ("AB-123456", "paper", Manner.DISGUISED, Certainty.CERTAIN),
        ("из Вербной-Яра", "place", Manner.INFLECTED, Certainty.CERTAIN),
    ],
)
def test_a_secret_is_told_in_every_dress(
    text: str, secret: str, manner: Manner, certainty: Certainty
) -> None:
    found = told(text)[secret]
    assert manner in found.manners
    assert found.certainty is certainty


def test_a_text_without_secrets_tells_nothing() -> None:
    assert told("The lake froze early, and 15 boats stayed in the harbour until spring.") == {}


def test_the_span_is_that_of_the_field_as_it_was_given() -> None:
    text = "Yesterday Асл\u200bанова came."
    (place,) = told(text)["p1"].places
    assert text[place.start : place.end] == "Асл\u200bанова"


def test_a_name_over_the_border_of_two_fields_is_told_with_both_places() -> None:
    fields = [DraftField("label 1", "Here is Мурад"), DraftField("label 2", "Асланов.")]
    (found,) = check(fields, SECRETS)
    assert found.places == (Place("label 1", 8, 13), Place("label 2", 0, 7))
    assert Manner.SPLIT in found.manners
    assert found.certainty is Certainty.CERTAIN


def test_a_full_name_is_not_told_again_as_a_family_name() -> None:
    found = check([DraftField("text", "Мурад Асланов")], SECRETS)
    assert [(f.secrets, f.certainty) for f in found] == [(("p1",), Certainty.CERTAIN)]


def test_a_word_in_small_letters_is_possible_at_most() -> None:
    rose = [Secret("n", SecretKind.NICKNAME, "Роза")]
    (capital,) = check([DraftField("text", "пришла Роза")], rose)
    (small,) = check([DraftField("text", "в саду роза")], rose)
    assert (capital.certainty, small.certainty) == (Certainty.CERTAIN, Certainty.POSSIBLE)


def test_bearers_of_one_name_are_told_once_with_all_their_ids() -> None:
    namesakes = [
        Secret(f"n{n}", SecretKind.PERSON, f"Мурад {f}") for n, f in enumerate(("Олзин", "Вардин"))
    ]
    (found,) = check([DraftField("text", "Мурад")], namesakes)
    assert found.secrets == ("n0", "n1")


def test_an_empty_secret_and_an_empty_draft_tell_nothing() -> None:
    assert check([DraftField("text", "")], SECRETS) == ()
    assert check([DraftField("text", "words")], [Secret("e", SecretKind.OTHER, " ")]) == ()
    assert check([], SECRETS) == ()


def test_neither_a_secret_nor_a_field_shows_its_text() -> None:
    assert "Асланов" not in repr(SECRETS[0]) + repr(DraftField("text", "Асланов"))
    assert "Асланов" not in repr(check([DraftField("text", "Асланов")], SECRETS))


@settings(deadline=None, max_examples=60)
@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_a_name_is_told_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before}\n Мурад Асланов \n{after}"
    found = check([DraftField("text", text)], SECRETS)
    assert any("p1" in disclosure.secrets for disclosure in found)
    for place in (place for disclosure in found for place in disclosure.places):
        assert 0 <= place.start < place.end <= len(text)


@settings(deadline=None, max_examples=20)
@given(st.permutations(SECRETS))
def test_the_order_of_the_secrets_changes_nothing(secrets: list[Secret]) -> None:
    fields = [DraftField("text", "Мурад Асланов, 5 марта 1990, Садовая 15, АВ123456, Зарема")]
    assert check(fields, secrets) == check(fields, SECRETS)
