from __future__ import annotations

from holdfast.methods.disclosure.lookalikes import folded, unmixed


def test_letters_that_look_alike_fold_alike() -> None:
    assert folded("Хасан") == folded("Xacaн")
    assert folded("АВ") == folded("ab")
    assert folded("ЁЛКА") == folded("елка")


def test_folding_keeps_the_number_of_characters() -> None:
    text = "İß Ǆ ﬁ Йод"
    assert len(folded(text)) == len(text)


def test_short_i_is_another_letter_than_i() -> None:
    assert folded("й") != folded("и")


def test_a_word_of_two_alphabets_is_read_in_the_one_it_mostly_is() -> None:
    assert unmixed("Aслaнов") == "Асланов"
    assert unmixed("Murаd") == "Murad"
    assert unmixed("Murad") == "Murad"
