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
        ("«Нас били, — вспоминает Илья. — Потом отпустили».", "Илья", "direct",
         "Нас били, | Потом отпустили"),
        ("«Мне кажется, – продолжил Илья, – что их увезли ночью».", "Илья", "direct",
         "Мне кажется, | что их увезли ночью"),
        ("«Людей увозили ночью», сказал Борис Хейл.", "Борис Хейл", "direct", "Людей увозили ночью"),
        ("«Людей увозили ночью», – сказал в беседе с корреспондентом «Озера» директор Борис Хейл.",
         "Борис Хейл", "direct", "Людей увозили ночью"),
        ("В порту задержали сорок человек. Об этом сообщила организация «Портовая сеть».",
         "Портовая сеть", "indirect", "В порту задержали сорок человек"),
        ("Сорок человек задержаны, говорится в докладе организации «Портовая сеть».",
         "Портовая сеть", "indirect", "Сорок человек задержаны"),
        ("В докладе организации «Портовая сеть» говорится, что задержаны сорок человек.",
         "Портовая сеть", "indirect", "задержаны сорок человек"),
        ("Организация «Портовая сеть» потребовала немедленно освободить рыбаков.", "Портовая сеть",
         "indirect", "немедленно освободить рыбаков"),
        ("Власти Остраны пообещали принять сто беженцев.", "власти Остраны", "indirect",
         "принять сто беженцев"),
        ("Совет рыбаков оценивает число задержанных в сорок человек.", "Совет рыбаков", "indirect",
         "число задержанных в сорок человек"),
        ("Хейл утверждает, что погибли трое, однако проверить это не удалось.", "Хейл", "indirect",
         "погибли трое"),
        ("Ада Бренн заявила, что погибли трое, сообщает газета «Озеро».", "Ада Бренн", "indirect",
         "погибли трое"),
        ("Премьер Борис Хейл накануне визита в Дорвель пообещал, что лагерь закроют.", "Борис Хейл",
         "indirect", "лагерь закроют"),
        ("Президент США Борис Хейл заявил, что лагерь закроют.", "Борис Хейл", "indirect",
         "лагерь закроют"),
        ('Сорок человек задержаны, сообщает "Порт-Инфо" со ссылкой на адвоката Аду Бренн.',
         "Ада Бренн", "indirect", "Сорок человек задержаны"),
        ("Сорок мужчин увезли ночью. Об этом в эфире радио «Озеро» рассказал Борис Хейл.",
         "Борис Хейл", "indirect", "Сорок мужчин увезли ночью"),
        ("По словам протестующих, их били по голове.", "протестующие", "indirect",
         "их били по голове"),
        ("Как рассказал Хейл, его держали в «тёмном сыром подвале».", "Хейл", "mixed",
         "его держали в «тёмном сыром подвале»"),
        ("Ссылаясь на «Портовую сеть», издание пишет, что связи нет.", "издание", "indirect",
         "связи нет"),
        ("«Их били весь день», — цитирует «Озеро» Бориса Хейла.", "Борис Хейл", "direct",
         "Их били весь день"),
        ("«Их били весь день», — цитирует РБК адвоката.", "адвокат", "direct", "Их били весь день"),
        ("«Их били весь день и ночь», — заявил 3 мая адвокат Борис Хейл.", "Борис Хейл", "direct",
         "Их били весь день и ночь"),
        ("Борис Хейл: «Их били весь день и ночь».", "Борис Хейл", "direct",
         "Их били весь день и ночь"),
        ("«Их увели на рассвете», — проворчал кто-то у ворот.", None, "direct",
         "Их увели на рассвете"),
        ("Ада Бренн заявила, что задержаны сорок человек.", "Ада Бренн", "indirect",
         "задержаны сорок человек"),
        ("По словам Бориса Хейла, никаких арестов не было.", "Борис Хейл", "indirect",
         "никаких арестов не было"),
        ("Людей увезли ночью, сообщает газета «Карские вести».", "Карские вести", "indirect",
         "Людей увезли ночью"),
        ("Министр Виктор Лем заявил: «Таких людей в республике нет».", "Виктор Лем", "direct",
         "Таких людей в республике нет"),
        ("Пресс-секретарь губернатора Остраны Давит Орло опроверг сообщения о пытках.", "Давит Орло",
         "indirect", "сообщения о пытках"),
        ("Организация «Портовая сеть» сообщила о задержании ста мужчин.", "Портовая сеть",
         "indirect", "задержании ста мужчин"),
        ("О задержании ста мужчин сообщила организация «Портовая сеть».", "Портовая сеть",
         "indirect", "задержании ста мужчин"),
        ("В министерстве внутренних дел заявили, что жалоб не было.", "Министерство внутренних дел",
         "indirect", "жалоб не было"),
        ("— Нас били и не давали воды, — рассказал один из освобождённых.",
         "один из освобождённых", "direct", "Нас били и не давали воды,"),
        ("Трое, по словам адвоката, погибли в подвале.", "адвокат", "indirect",
         "Трое | погибли в подвале"),
        ("Трое мужчин погибли в подвале, по данным адвоката.", "адвокат", "indirect",
         "Трое мужчин погибли в подвале"),
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


def test_agency_beside_the_name_is_told_and_no_part_of_the_name() -> None:
    text = (
        "Пресс-секретарь Давит Орло опроверг сообщения. «Таких людей у нас нет», — заявил Орло "
        "агентству «Северный провод». «Их и не было никогда», — добавил он."
    )
    assert [who for who, _, _ in said(text, "ru")] == ["Давит Орло"] * 3
    told = speech(text, "ru").utterances[1].told_to
    assert told is not None


def test_organisation_without_a_name_is_the_last_one_named() -> None:
    text = (
        "Организация «Портовая сеть» сообщила о задержаниях. По данным организации, погибли трое."
    )
    assert [who for who, _, _ in said(text, "ru")] == ["Портовая сеть"] * 2


def test_her_words_are_hers() -> None:
    text = "По словам Ады Бренн, задержаны сорок человек. По её словам, трое из них погибли."
    assert [who for who, _, _ in said(text, "ru")] == ["Ада Бренн"] * 2


def test_agency_that_cites_a_ministry_only_passes_it_on() -> None:
    text = "Людей увезли ночью, сообщает агентство «Северный провод» со ссылкой на министерство."
    read = speech(text, "ru")
    speaker = read.utterances[0].speaker
    assert speaker is not None
    assert read.voices[speaker.voice].name == "министерство"
    assert [read.voices[r].name for r in read.utterances[0].relays] == ["Северный провод"]


def test_headline_says_nothing() -> None:
    title = "Пресс-секретарь: «Таких людей у нас нет»"
    members, drafts = read_russian(prose(f"{title}\n\nШёл дождь.", "ru"), title=title)
    assert (members, drafts) == ([], [])


def test_an_outlet_in_the_dative_is_told() -> None:
    heard = speech("Ада Бренн рассказала «Портовому вестнику», что мужчин увезли.", language="ru")
    told = heard.utterances[0].told_to
    assert told is not None
    assert heard.voices[told.voice].name == "Портовый вестник"


def test_the_authors_are_the_body_that_spoke() -> None:
    text = (
        "Задержаны сорок человек, говорится в докладе организации «Портовая сеть». "
        "По словам авторов, людей увезли ночью."
    )
    assert {who for who, _, _ in said(text, language="ru")} == {"Портовая сеть"}


def test_a_surname_in_another_case_is_whoever_bore_it() -> None:
    text = "Ян Литвин заявил, что жалоб нет. По словам Литвина, проверка началась."
    assert {who for who, _, _ in said(text, language="ru")} == {"Ян Литвин"}


def test_there_stands_for_the_body_that_spoke() -> None:
    text = "В полиции подтвердили задержание рыбаков. Там сообщили, что их отпустили."
    assert {who for who, _, _ in said(text, language="ru")} == {"Полиция"}


def test_the_outlet_that_cites_somebody_passes_it_on() -> None:
    heard = speech("«Их били весь день», — цитирует «Озеро» Бориса Хейла.", language="ru")
    assert [heard.voices[v].name for v in heard.utterances[0].relays] == ["Озеро"]


def test_who_heads_a_body_in_marks_speaks_for_it() -> None:
    text = "Глава центра «Маяк» Марина Довель рассказала, что в подвале держали тридцать человек."
    read = speech(text, "ru")
    voices = {voice.name: voice for voice in read.voices}
    body = voices["Марина Довель"].member_of
    assert body is not None
    assert read.voices[body].name == "Маяк"
    assert voices["Марина Довель"].is_person


def test_a_body_in_marks_that_says_something_is_no_witness() -> None:
    read = speech("В «Маяке» считают, что задержанных было больше ста человек.", "ru")
    assert [(v.name, v.kind) for v in read.voices[1:]] == [("Маяк", SourceKind.ORGANISATION)]


def test_a_body_in_marks_is_one_in_every_case() -> None:
    text = "В центре «Маяк» насчитали сорок человек. По данным «Маяка», их держали в сарае."
    bodies = {voice.name for voice in speech(text, "ru").voices[1:]}
    assert len(bodies) == 1


def test_one_of_the_freed_told_the_paper_and_is_not_part_of_it() -> None:
    text = "«Нас держали в сарае две недели», — рассказал изданию один из освобождённых."
    assert said(text, "ru")[0][0] == "один из освобождённых"


def test_he_means_whom_the_report_is_about_where_nobody_spoke_yet() -> None:
    text = "Тимура задержали в мае на рынке. «Меня держали в сарае», — вспоминает он."
    assert said(text, "ru")[0][0] == "Тимур"


def test_words_around_the_speaker_are_all_said() -> None:
    text = "Каждое утро, рассказывает Тимур, охранники включали ток."
    assert said(text, "ru") == [("Тимур", "indirect", "Каждое утро | охранники включали ток")]


def test_whoever_speaks_in_an_interview_keeps_name_and_office() -> None:
    text = "Губернатор Карской области Борис Лемм в интервью «Норду» заявил, что тюрем нет."
    assert said(text, "ru")[0][0] == "Борис Лемм"


def test_the_researcher_of_the_organisation_speaks_for_the_one_named_last() -> None:
    text = (
        "В фонде «Маяк» заявили, что задержаны сорок человек. «Их бьют», — сказала исследователь "
        "организации Лена Довель."
    )
    read = speech(text, "ru")
    (dovel,) = [voice for voice in read.voices if voice.name == "Лена Довель"]
    assert dovel.member_of is not None
    assert read.voices[dovel.member_of].name == "Маяк"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Рыбаки рассказали об унижениях, а полиция отрицает побои.",
         [("Рыбаки", "унижениях"), ("полиция", "побои")]),
        ("Вышедшие на свободу говорят о пытках и показывают синяки.",
         [("Вышедшие на свободу", "пытках")]),
        ("Освобождённые жалуются на холод.", [("Освобождённые", "холод")]),
        ("Адвокат Ада Бренн объяснила, почему её не пустили в суд.",
         [("Ада Бренн", "её не пустили в суд")]),
        ("Ранее сообщали о пытках в порту.", [(None, "пытках в порту")]),
        ("Капитан Борис Хейл, заявивший, что рыбаков не били, ушёл в отставку.",
         [("Капитан Борис Хейл", "рыбаков не били")]),
        ("Ада Бренн заявила, что её били, и добавила, что ей не дали воды.",
         [("Ада Бренн", "её били"), ("Ада Бренн", "ей не дали воды")]),
        ("Ада Бренн заявила, что её били, уточнив, что ей не дали воды.",
         [("Ада Бренн", "её били"), ("Ада Бренн", "ей не дали воды")]),
        ("Ада Бренн сидела в порту. По её словам, рыбаков били.", [("Ада Бренн", "рыбаков били")]),
        ("Согласно заявлению прокуратуры, погибших нет.", [("прокуратура", "погибших нет")]),
        ("Как уточнили в прокуратуре, ранены трое рыбаков.",
         [("Прокуратура", "ранены трое рыбаков")]),
        ("В сообщении МВД говорится, что рыбаков увезли.", [("МВД", "рыбаков увезли")]),
        ("Рыбак рассказывает: их держали в сарае.", [("Рыбак", "их держали в сарае")]),
        ("Рыбаков не кормили, сообщила Ада Бренн в эфире радио.",
         [("Ада Бренн", "Рыбаков не кормили")]),
        ("Аресты он назвал «перегибами».", [(None, "Аресты он назвал «перегибами»")]),
        ("По подсчётам «Голоса порта», задержали сорок человек.",
         [("Голос порта", "задержали сорок человек")]),
        ("Представитель ООН по правам рыбаков Борис Хейл призвал освободить задержанных.",
         [("Борис Хейл", "освободить задержанных")]),
        ("Организация «Портовая сеть» требует расследования избиений.",
         [("Портовая сеть", "расследования избиений")]),
        ("Адвокат обвинила полицейских в пытках.", [("Адвокат", "полицейских в пытках")]),
        ("Пресс-секретарь Борис Хейл назвал действия полиции адекватными.",
         [("Борис Хейл", "действия полиции адекватными")]),
        ("В МВД Остраны эту информацию опровергли.", [("МВД Остраны", "эту информацию")]),
        ("Правозащитники зафиксировали 25 случаев пыток.",
         [("Правозащитники", "25 случаев пыток")]),
        ("Камера зафиксировала избиения рыбаков.", []),
        ("Борис Хейл (задержан 3 мая) рассказал о побоях.", [("Борис Хейл", "побоях")]),
        ("Рассказывает Борис Хейл: «Нас били всю дорогу».",
         [("Борис Хейл", "Нас били всю дорогу")]),
        ("Борис Хейл, рыбак: «Нас били всю дорогу».", [("Борис Хейл", "Нас били всю дорогу")]),
        ("Сам Хейл говорит, что шёл домой.", [("Хейл", "шёл домой")]),
        ("Ранее в МВД заявляли, что задержаны рыбаки.", [("МВД", "задержаны рыбаки")]),
        ("Как рассказали «Новому листку» очевидцы, омон бил людей.",
         [("очевидцы", "омон бил людей")]),
        ("Также о пытках рассказал врач Борис Хейл, который сидел в порту.",
         [("Борис Хейл", "пытках")]),
    ],
)  # fmt: skip
def test_what_is_said_ends_with_its_clause(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [(who, what) for who, _, what in said(text, "ru")] == expected


def test_the_deputy_named_after_a_role_is_a_person_and_a_colon_gives_him_the_words() -> None:
    text = "Депутат Борис Хейл: «Это преступление против народа»."
    assert said(text, "ru") == [("Борис Хейл", "direct", "Это преступление против народа")]


def test_an_outlet_that_cites_passes_on_what_the_source_says() -> None:
    text = "«Озеро» со ссылкой на адвоката Аду Бренн пишет, что рыбаков били."
    read = speech(text, "ru")
    speaker = read.utterances[0].speaker
    assert speaker is not None
    assert read.voices[speaker.voice].name == "Ада Бренн"
    assert [read.voices[n].name for n in read.utterances[0].relays] == ["Озеро"]


@pytest.mark.parametrize(
    ("text", "who", "told"),
    [
        ("Источник «Вечерней газеты» в полиции рассказал, что рыбаков били.",
         "Источник в полиции", "Вечерняя газета"),
        ("В пресс-службе полиции «Озеру» сообщили, что рыбаков отпустили.",
         "Пресс-служба полиции", "Озеро"),
    ],
)  # fmt: skip
def test_the_outlet_told_is_known_by_its_case(text: str, who: str, told: str) -> None:
    read = speech(text, "ru")
    (utterance,) = read.utterances
    assert utterance.speaker is not None
    assert utterance.told_to is not None
    assert read.voices[utterance.speaker.voice].name == who
    assert read.voices[utterance.told_to.voice].name == told


def test_a_turn_that_names_nobody_is_of_whoever_spoke_before_it() -> None:
    text = (
        "— Нас держали в сарае, — сказал Хейл обращаясь к суду.\n\n— Потом нас увезли в порт.\n\n"
        "Здесь Хейл замолчал.\n\n— Воды нам не давали.\n"
    )
    assert [who for who, _, _ in said(text, "ru")] == ["Хейл", "Хейл", "Хейл"]


@pytest.mark.parametrize(
    "answer", ["— Сколько вас было в этом сарае?", "— Нет."], ids=["a question", "a word"]
)
def test_a_question_or_a_word_may_be_anybodys(answer: str) -> None:
    text = f"— Нас держали в сарае, — сказал Хейл.\n\n{answer}\n\n— Потом увезли в порт.\n"
    assert [who for who, _, _ in said(text, "ru")] == ["Хейл", None, None]


def test_an_answer_to_a_question_is_not_of_the_one_who_asked() -> None:
    text = "— Где вас держали? — спросил Хейл.\n\n— В старом сарае у порта.\n"
    assert said(text, "ru")[1][0] is None
