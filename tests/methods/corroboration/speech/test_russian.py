"""Russian reports."""

import pytest

from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.speech.russian import read_russian

from .reports import prose, said, speech


@pytest.mark.parametrize(
    ("text", "who", "form", "what"),
    [
        ("«Нас били током», — рассказал Илья.", "Илья", "direct", "Нас били током"),
        ("— Нас били, — сказал Илья. — Потом отпустили.", "Илья", "direct",
         "Нас били, | Потом отпустили."),
        ("Ада Бренн заявила, что задержаны сорок человек.", "Ада Бренн", "indirect",
         "задержаны сорок человек"),
        ("По словам Бориса Хейла, никаких арестов не было.", "Борис Хейл", "indirect",
         "никаких арестов не было"),
        ("Людей увезли ночью, сообщает газета «Карские вести».", "Карские вести", "indirect",
         "Людей увезли ночью"),
        ("Министр Виктор Лем заявил: «Таких людей в республике нет».", "Виктор Лем", "direct",
         "Таких людей в республике нет"),
    ],
)  # fmt: skip
def test_speaker_and_words(text: str, who: str, form: str, what: str) -> None:
    assert said(text, "ru") == [(who, form, what)]


def test_pronoun_means_the_last_speaker_of_its_gender() -> None:
    text = "«Нас били током», — рассказал Илья.\n\n«Потом отпустили», — добавил он."
    assert [who for who, _, _ in said(text, "ru")] == ["Илья", "Илья"]


def test_agency_that_is_told_and_kind_of_an_official() -> None:
    read = speech("Министр Виктор Лем сообщил агентству «Тервен-пресс»: «Все дома и живы».", "ru")
    told = read.utterances[0].told_to
    assert told is not None
    assert read.voices[told.voice].name == "Тервен-пресс"
    assert read.voices[told.voice].kind is SourceKind.OUTLET
    speaker = read.utterances[0].speaker
    assert speaker is not None
    assert read.voices[speaker.voice].kind is SourceKind.OFFICIAL


def test_orphan_has_no_speaker() -> None:
    members, drafts = read_russian(
        prose("Шёл дождь.\n\n«За нами пришли ночью и увели.»", "ru"), title=None
    )
    assert members == []
    assert [(d.speaker, d.form) for d in drafts] == [(None, Form.DIRECT)]
