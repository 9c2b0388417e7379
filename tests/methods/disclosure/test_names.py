from __future__ import annotations

from holdfast.methods.disclosure.draft import Certainty, DraftField, Hit, Manner, Secret, SecretKind
from holdfast.methods.disclosure.names import NameSearch
from holdfast.methods.disclosure.stream import stream_of, words_of


def hits(secret: Secret, text: str) -> list[Hit]:
    return list(NameSearch([secret]).find(words_of(stream_of([DraftField("text", text)]))))


def person(text: str) -> Secret:
    return Secret("p", SecretKind.PERSON, text)


def test_a_family_name_alone_says_more_than_a_given_name_alone() -> None:
    (family,) = hits(person("Zarema Olzinova"), "Olzinova")
    (given,) = hits(person("Zarema Olzinova"), "Zarema")
    assert (family.certainty, given.certainty) == (Certainty.LIKELY, Certainty.POSSIBLE)


def test_words_far_apart_are_two_hits() -> None:
    found = hits(person("Zarema Olzinova"), "Zarema went home, and there was no Olzinova")
    assert [Manner.IN_PART in hit.manners for hit in found] == [True, True]


def test_words_near_each_other_are_one_hit() -> None:
    (found,) = hits(person("Zarema Olzinova"), "Zarema, born Olzinova")
    assert found.certainty is Certainty.CERTAIN


def test_particles_and_titles_find_nothing() -> None:
    assert hits(person("Haji Abd al-Karim bin Tervan"), "al bin Haji") == []


def test_an_address_is_certain_with_its_number_and_possible_without() -> None:
    secret = Secret("a", SecretKind.ADDRESS, "Lindenstraße 15, Orlen")
    (whole,) = hits(secret, "in the Lindenstrasse 15")
    (street,) = hits(secret, "in the Lindenstraße, 16")
    assert (whole.certainty, street.certainty) == (Certainty.CERTAIN, Certainty.POSSIBLE)


def test_the_word_for_street_finds_no_address() -> None:
    assert hits(Secret("a", SecretKind.ADDRESS, "ул. Садовая, д. 15"), "улица, дом 15") == []


def test_a_nickname_of_two_words_is_met_whole() -> None:
    secret = Secret("n", SecretKind.NICKNAME, "Grey Heron")
    (whole,) = hits(secret, "Grey Heron")
    assert whole.certainty is Certainty.CERTAIN
    assert all(hit.certainty is Certainty.POSSIBLE for hit in hits(secret, "a grey morning"))


def test_short_words_in_small_letters_are_not_names_of_another_script() -> None:
    assert hits(person("Али"), "Ali came") != []
    assert hits(person("Зоя"), "the zoo") == []
