"""Title, outlet and date are taken where a text states them, and nowhere else."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.reading.furniture import is_furniture_line
from holdfast.methods.corroboration.reading.heading import (
    Heading,
    label_lines,
    read_heading,
    title_label,
)
from holdfast.methods.corroboration.reading.lines import lines_of

TITLE = "Police round up dozens in Velmar"
PROSE = (
    "Dozens of men were taken from their homes in Velmar, the capital of Tervenia, on Monday "
    "night, relatives told the paper."
)


def heading(text: str) -> Heading:
    return read_heading(text, is_furniture=lambda line: is_furniture_line(line, "en"))


def test_a_line_above_a_longer_paragraph_is_the_title() -> None:
    assert heading(f"{TITLE}\n\n{PROSE}").title == TITLE
    assert heading(f"\ufeffNews & Opinion\r\n{TITLE}\r\n{PROSE}").title == TITLE


def test_a_headline_in_title_case_may_end_in_a_full_stop() -> None:
    title = "Secret Prison Found Near the Border, Rights Group Says."
    assert heading(f"{title}\n\n{PROSE}").title == title


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"{PROSE}\n\n{TITLE}",
        "They were taken at night.\n\n" + PROSE,
        "“They beat us”\n\n" + PROSE,
        "",
        "word",
    ],
)
def test_a_text_without_a_headline_has_no_title(text: str) -> None:
    assert heading(text).title is None


def test_labels_and_front_matter_are_believed_first() -> None:
    labels = (
        "Outlet: Border Post\nDate: 3 May 2031\nTitle: Raids go on\nSource: https://b.example/a"
    )
    expected = Heading(title="Raids go on", outlet="Border Post", published="2031-05-03")
    assert heading(f"{labels}\n\n{TITLE}\n\n{PROSE}") == expected
    fenced = '---\ntitle: "Raids go on"\noutlet: Border Post\ndate: 2031-05-03\nlayout: post\n---\n'
    assert heading(f"{fenced}# Another\n\n{PROSE}") == expected
    russian = "Издание: Border Post\nДата: 3 мая 2031\nЗаголовок: Raids go on\n\n"
    assert heading(russian + PROSE) == expected


def test_a_markdown_heading_is_the_title() -> None:
    assert heading(f"# {TITLE}\n\n{PROSE}").title == TITLE


def test_a_line_that_is_a_date_is_the_date_and_the_first_one_counts() -> None:
    text = f"{TITLE}\nMay 10 2031 10:16 AM EST\nMay 31 2033 6:31 PM EST\n{PROSE}"
    assert heading(text).published == "2031-05-10"
    assert heading(f"{TITLE}\nBy Anna Brodt | 3 May 2031\n{PROSE}").published == "2031-05-03"
    assert heading(f"{TITLE}\nUpdated 3 May 2031\n{PROSE}").published is None
    assert heading(f"{TITLE}\n{PROSE}\n{PROSE}\nMost viewed\n3 May 2029").published is None
    assert heading(f"{TITLE}\n{PROSE} It was 3 May 2031.").published is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{TITLE}\nBy Ada Brenn\nLake Radio, Velmar\n{PROSE}", "Lake Radio"),
        (f"{TITLE}\n{PROSE}\n© 2031 BPT (Border Post Tervenia). All rights reserved.", "BPT"),
        (f"{TITLE}\n{PROSE}\nCopyright 2031 The Border Post", "The Border Post"),
        (f"{TITLE}\n{PROSE}\nВсе права защищены © 2031 Велмарский вестник", "Велмарский вестник"),
        (f"{TITLE}\nBy Anna Brodt / Border Post\n{PROSE}", "Border Post"),
        (f"{TITLE} | Border Post\n{PROSE}", "Border Post"),
        (f"VELMAR, April 3 (Northwire) — {PROSE}", "Northwire"),
        (f"{PROSE}\n— Northwire", "Northwire"),
    ],
)
def test_an_outlet_is_named_where_the_text_names_it(text: str, outlet: str) -> None:
    assert (heading(text).outlet or "").startswith(outlet)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\nBy Anna Brodt, Staff Writer\n{PROSE}",
        f"{TITLE}\nBy Anna Brodt\n{PROSE}",
        f"{TITLE}\n{PROSE}\n© 2031. All rights reserved.",
        f"{TITLE}\n{PROSE}\n© 2031",
        f"{TITLE}\nAccording to Northwire, it went on.\n{PROSE}",
    ],
)
def test_an_outlet_that_is_not_named_is_none(text: str) -> None:
    assert heading(text).outlet is None


def test_a_dateline_with_its_year_gives_the_date() -> None:
    assert heading(f"VELMAR, April 3, 2031 (Northwire) — {PROSE}").published == "2031-04-03"
    assert heading(f"VELMAR, April 3 (Northwire) — {PROSE}").published is None


@pytest.mark.parametrize(
    "opening",
    [
        "VELMAR, April 3, 2031 (Northwire) - ",
        "VELMAR, Tervenia (Northwire) - 3 April 2031\n\n",
        "(Velmar, April 3, 2031) – ",
    ],
)
def test_a_dateline_of_another_shape_gives_the_date(opening: str) -> None:
    assert heading(f"{TITLE}\n\n{opening}{PROSE}").published == "2031-04-03"


def test_a_name_above_a_dateline_in_brackets_is_the_outlet() -> None:
    text = f"{TITLE}\n\nLake Rights Watch\n(Velmar, April 3, 2031) – {PROSE}"
    assert heading(text).outlet == "Lake Rights Watch"


def test_a_date_behind_a_name_of_small_words_is_the_date() -> None:
    text = f"{TITLE}\n\nВечерний вестник, 5 апреля 2031 года\n\n{PROSE}"
    assert heading(text).published == "2031-04-05"


def test_label_lines_leave_the_title_out() -> None:
    lines = lines_of(f"Date: 2031\nTitle: Raids go on\nURL: https://b.example\n\n{PROSE}")
    assert label_lines(lines) == (0, 2)


@pytest.mark.parametrize(
    ("top", "outlet"),
    [
        ("Evening Ledger\n11 April 2031", "Evening Ledger"),
        ("Вечерний вестник\n5 апреля 2031 года", "Вечерний вестник"),
        ("Freedom Digest, 25 April 2031", "Freedom Digest"),
        ("12/04/2031 | The Daily Comet", "The Daily Comet"),
        ("The Sunday Comet\n13 April 2031", "The Sunday Comet"),
        ("“We read by candle”\n\nLake Letters, Velmar\n13 April 2031", "Lake Letters"),
        ("By Ada Brenn\nLTV World, on the Velmar border\n\n13 April 2031", "LTV World"),
        ("The Weekend Magazine — 20 April 2031", "The Weekend Magazine"),
        ("Lake Rights Watch - for immediate release\n11 April 2031", "Lake Rights Watch"),
        ("A report by Weekend Magazine · 20 April 2031", "Weekend Magazine"),
    ],
)
def test_a_masthead_beside_the_date_is_the_outlet(top: str, outlet: str) -> None:
    assert heading(f"{top}\n\n{TITLE}\n\n{PROSE}").outlet == outlet


def test_a_masthead_is_not_the_title() -> None:
    top = "The Weekend Magazine\n20 April 2031\n\nThe road out"
    assert heading(f"{top}\n\n{PROSE}").title == "The road out"


@pytest.mark.parametrize(
    "top",
    [
        "Velmar, in the spring",
        "Monday, 3 April 2031",
        "Sunday morning\n3 April 2031",
        "We were held",
    ],
)
def test_a_line_that_is_no_masthead_gives_no_outlet(top: str) -> None:
    assert heading(f"{top}\n\n{TITLE}\n\n{PROSE}").outlet is None


def test_the_label_of_the_title_is_apart_from_it() -> None:
    label = title_label(lines_of("Date: 2031-03-14\nTitle: Raids go on\n\nThey were taken."))
    assert label is not None
    assert label.of("Date: 2031-03-14\nTitle: Raids go on") == "Title:"
    assert title_label(lines_of("They were taken.")) is None


def test_a_place_below_the_byline_is_no_outlet() -> None:
    assert heading(f"{TITLE}\nBy Ada Brenn\nHarbour Street, Velmar\n{PROSE}").outlet is None


@pytest.mark.parametrize(
    "line",
    [
        "date 2031-08-14 ",
        "date 2031-08-14 10:12",
        "Published 14 August 2031",
        "Story published: Aug 14, 2031",
        "August 14, 2031 / 9:14 AM / Lomnik Wire",
        "Aug. 14, 2031, 9:14 AM EDT / Source: Lomnik Wire",
        "14/08/2031 - 10:12",
        "2031-08-14T10:12:00+03:00",
        "By Ada Keller, 14 Aug 2031 10:12 GMT",
        "By Ada Keller on August 14, 2031",
        "By Ada Keller Updated August 15, 2031 Published August 14, 2031",
        "By ADA KELLER Lomnik Wire August 14, 2031, 10:12 AM",
        "PRESS RELEASE 14 August 2031",
        "August 14, 2031 12:00AM EDT Available In English",
        "August 14, 2031 3 min read",
    ],
)
def test_the_head_of_a_page_gives_its_date_in_many_forms(line: str) -> None:
    assert heading(f"{line}\n{TITLE}\n\n{PROSE}\n\n{PROSE}").published == "2031-08-14"
    assert heading(f"{TITLE}\n\n{line}\n\n{PROSE}\n\n{PROSE}").published == "2031-08-14"


@pytest.mark.parametrize(
    "line",
    [
        "Updated August 14, 2031",
        "Timeline of the raids since August 14, 2031",
        "Men held after the march of August 14, 2031",
        "August 14, 2031 was the worst day",
    ],
)
def test_a_date_in_the_words_of_the_head_is_not_the_page_s(line: str) -> None:
    assert heading(f"{TITLE}\n\n{line}\n\n{PROSE}\n\n{PROSE}").published is None


def test_a_labelled_date_counts_further_down_and_at_the_foot() -> None:
    body = "\n\n".join([PROSE] * 4)
    assert heading(f"{TITLE}\n{PROSE}\n{PROSE}\nPublished 3 May 2031\n{body}").published == (
        "2031-05-03"
    )
    signed = "This report was published on 3 May 2031 at 10:12."
    assert heading(f"{TITLE}\n\n{body}\n\n{signed}").published == "2031-05-03"
    told = "The Network published on 3 May 2031 a list of all who had been taken from the town."
    assert heading(f"{TITLE}\n\n{body}\n\n{told}").published is None


def test_a_byline_is_no_outlet() -> None:
    assert heading(f"{TITLE}\nBy Ada Keller, 14 Aug 2031\n\n{PROSE}\n\n{PROSE}").outlet is None


_RUSSIAN_TITLE = "Полиция задержала сорок монахов в Велмаре"
_RUSSIAN_PROSE = (
    "Полиция задержала в Велмаре сорок монахов и увезла их в порт, рассказали их родственники, "
    "которые ждут у ворот."
)


@pytest.mark.parametrize(
    ("top", "outlet"),
    [
        ("Соседние страны\n14:05, 28 января 2031", None),
        ("Политика\n28 янв. 2031", None),
        ("Общество, 28 янв. 2031, 14:05", None),
        ("Вечерний листок\n28.01.2031", "Вечерний листок"),
        ("Вестник порта\n28.01.2031 14:05", "Вестник порта"),
    ],
)
def test_the_section_of_a_russian_page_is_no_outlet(top: str, outlet: str | None) -> None:
    found = heading(f"{top}\n\n{_RUSSIAN_TITLE}\n\n{_RUSSIAN_PROSE}\n")
    assert found.outlet == outlet
    assert found.published == "2031-01-28"


def test_a_russian_date_is_no_title() -> None:
    text = f"Соседние страны\n14:05, 28 января 2031\n\n{_RUSSIAN_TITLE}\n\n{_RUSSIAN_PROSE}\n"
    assert heading(text).title == _RUSSIAN_TITLE
