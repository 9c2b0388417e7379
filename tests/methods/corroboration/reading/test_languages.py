"""A language is named where the text tells it, and "und" where it does not."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.reading.languages import language_of

KNOWN = {
    "en": "Three men were held in a cellar in Velmar for eleven days, a witness told the Herald.",
    "ru": "Троих мужчин держали в подвале одиннадцать дней, сообщила газета со слов свидетеля.",
    "uk": "Чоловіків тримали в підвалі без води, повідомила газета зі слів її свідків.",
    "de": "Drei Männer wurden elf Tage lang in einem Keller festgehalten, sagte eine Zeugin.",
    "fr": "Trois hommes ont été détenus à Velmar pendant onze jours, selon un témoin.",
    "ar": "ثلاثة رجال محتجزون في المدينة منذ أيام ولم يسمح لأحد بزيارتهم",
    "fa": "سه مرد در شهر بازداشت شدند و به گفته شاهدان شکنجه شدند",
    "ka": "ქართული ენა",
    "he": "שלושה גברים",
    "el": "τρεις άνδρες",
}


@pytest.mark.parametrize(("language", "text"), KNOWN.items())
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "12345 !?", "Hello", "Three men held", "Мужчин задержали"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert language_of(text) == "und"


def test_a_language_that_no_model_knows_is_not_given_to_a_neighbour() -> None:
    assert language_of("Нохчийн мотт дуьйцуш хӏара бӏаьрг хӏинца а цӏа боху цхьана стага") == "und"


def test_only_the_start_of_a_long_text_is_looked_at() -> None:
    assert language_of(KNOWN["en"] * 100 + KNOWN["ru"] * 10_000) == "en"
