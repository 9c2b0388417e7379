from __future__ import annotations

from holdfast.methods.disclosure.draft import DraftField
from holdfast.methods.disclosure.initials import Initials, keys_of_initial, keys_of_word
from holdfast.methods.disclosure.stream import Word, stream_of, words_of

KNOWN = Initials([(7, ("Мурад", "Хасанович", "Асланов"))])


def words(text: str) -> list[Word]:
    return words_of(stream_of([DraftField("text", text)]))


def test_initials_in_a_row_are_somebodys_in_the_orders_of_a_name() -> None:
    assert [hit.secret for hit in KNOWN.alone(words("said M. Kh. A. today"))] == [7]
    assert [hit.secret for hit in KNOWN.alone(words("said А.М.Х. today"))] == [7]
    assert list(KNOWN.alone(words("said X. Y. Z. today"))) == []


def test_initials_beside_a_name_are_those_of_its_other_words() -> None:
    text = words("М. Х. Асланов")
    assert KNOWN.beside(text, 2, 2, ("Мурад", "Хасанович")) == (0, 4)
    assert KNOWN.beside(text, 2, 2, ("Зарема",)) is None


def test_a_quotation_mark_parts_an_initial_from_a_name() -> None:
    assert KNOWN.beside(words('Асланов: "М. пришёл"'), 0, 0, ("Мурад",)) is None


def test_an_initial_is_met_in_every_script_and_spelling() -> None:
    assert keys_of_word("Хасан") & keys_of_initial("H")
    assert keys_of_word("Хасан") & keys_of_initial("Kh")
    assert keys_of_word("Хасан") & keys_of_initial("X")
    assert not keys_of_word("Хасан") & keys_of_initial("M")
