"""What belongs to the page is told from the report; in doubt it stays text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.document import FurnitureKind as Kind
from holdfast.methods.corroboration.reading.furniture import find_furniture, is_furniture_line
from holdfast.methods.corroboration.reading.heading import read_heading
from holdfast.methods.corroboration.reading.lines import lines_of


def found(text: str, *, title: str | None = None, language: str = "en") -> list[tuple[Kind, str]]:
    furniture = find_furniture(text, title=title, language=language)
    return [(each.kind, each.span.of(text)) for each in furniture]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share", Kind.NAVIGATION),
        ("ShareNews & Opinion", Kind.NAVIGATION),
        ("Facebook Twitter WhatsApp", Kind.NAVIGATION),
        ("Sign in", Kind.NAVIGATION),
        ("Sign up for our daily newsletter", Kind.NAVIGATION),
        ("Tags: raids, police, Velmar", Kind.NAVIGATION),
        ("3 min read", Kind.NAVIGATION),
        ("By Anna Brodt and Lev Ostrin, Velmar Herald", Kind.BYLINE),
        ("(Reporting by Ada Kolm; editing by Tom Vree)", Kind.BYLINE),
        ("14 March 2031", Kind.BYLINE),
        ("Last updated on 15 March 2031", Kind.BYLINE),
        ("Related | Court frees two editors", Kind.RELATED),
        ("Read more: Court frees two editors", Kind.RELATED),
        ("Watch the full report from Channel Nine below.", Kind.RELATED),
        ("0 comments. Please sign in to comment.", Kind.COMMENTS),
        ("© 2031 Border Post. All rights reserved.", Kind.NOTICE),
        ("By continuing to use our site, you agree to our Terms of Use.", Kind.NOTICE),
        ("This website uses cookies to improve your visit.", Kind.NOTICE),
        ("Ivo Lant/Northwire", Kind.CAPTION),
        ("[Featured Image by Ivo Lant/Northwire]", Kind.CAPTION),
    ],
)
def test_a_line_of_the_page_is_furniture(line: str, kind: Kind) -> None:
    text = f"The men were taken at night.\n{line}\nThey have not been seen since."
    assert found(text) == [(kind, line)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Поделиться", Kind.NAVIGATION),
        ("Читайте также: Суд освободил двух редакторов", Kind.RELATED),
        ("Фото: Иво Лант / Северная сеть", Kind.CAPTION),
        ("Автор: Анна Бродт", Kind.BYLINE),
        ("14 марта 2031, 10:22", Kind.BYLINE),
        ("3 комментария", Kind.COMMENTS),
        ("© 2031 Велмарский вестник. Все права защищены.", Kind.NOTICE),
    ],
)
def test_a_line_of_a_russian_page_is_furniture(line: str, kind: Kind) -> None:
    text = f"Мужчин увезли ночью.\n{line}"
    assert found(text, language="ru") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the raids, the exchange said.",
        "By Ramadan nobody was left in the cells, she said.",
        "Photos by the Herald show beaten men.",
        "*The name has been changed to protect the person's identity.",
        "Background: the police raided the same street in 2029.",
        "Join us in demanding justice, the group said.",
        "“Follow us,” the policemen said.",
        "Three men died",
        "He can only watch what happens below.",
        "Comments by the minister caused anger abroad.",
        "Northwire/Border Post reporters were beaten at the gate, the paper said on Monday.",
    ],
)
def test_what_may_be_evidence_stays_text(line: str) -> None:
    assert found(f"The men were taken at night.\n{line}\nThey have not been seen since.") == []


def test_furniture_glued_to_the_end_of_a_paragraph_is_cut_off() -> None:
    text = (
        "The men were taken at night.Read more: How it began\n"
        "Nobody knows where they are.Photo: Ivo Lant\n"
        "“They beat us,” he said.Share\nThe ministry denied it3 Comments"
    )
    assert found(text) == [
        (Kind.RELATED, "Read more: How it began"),
        (Kind.CAPTION, "Photo: Ivo Lant"),
        (Kind.NAVIGATION, "Share"),
        (Kind.COMMENTS, "3 Comments"),
    ]


def test_a_sentence_that_only_points_to_a_link_is_furniture_and_its_neighbours_are_not() -> None:
    text = "A petition has 90,000 signatures. You can sign it here. The ministry did not answer."
    assert found(text) == [(Kind.RELATED, "You can sign it here.")]


def test_the_links_below_their_heading_are_furniture_up_to_the_next_sentence() -> None:
    text = "He left.\nRelated stories\nCourt frees two editors\nMinister in Sarnia\nHe came back."
    assert [words for _, words in found(text)] == text.splitlines()[1:4]


def test_a_statement_below_a_heading_of_links_stays_text() -> None:
    text = "He left.\nRelated\nThe spokesman said: “There were no raids.”"
    assert found(text) == [(Kind.RELATED, "Related")]


def test_what_readers_wrote_below_a_report_is_no_evidence() -> None:
    text = "One.\nTwo is a sentence.\nThree.\nFour.\n2 Comments\nThey deserved it.\nShame on them."
    assert [words for _, words in found(text)] == text.splitlines()[4:]


def test_the_headline_stays_and_its_repetition_does_not() -> None:
    text = "Raids in Velmar\n\nThe men were taken at night.\n\nRaids in  VELMAR"
    assert found(text, title="Raids in Velmar") == [(Kind.REPEATED, "Raids in  VELMAR")]


def test_labels_above_a_text_are_furniture_but_for_the_title() -> None:
    text = "Outlet: Border Post\nTitle: Raids go on\nDate: 2031-03-14\n\nThe men were taken."
    assert [words for _, words in found(text)] == [
        "Outlet: Border Post",
        "Title:",
        "Date: 2031-03-14",
    ]


def test_a_line_is_known_by_its_own_words_alone() -> None:
    share, text = lines_of("Share\nThe men were taken.")
    assert is_furniture_line(share, "en") and not is_furniture_line(text, "en")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from("Share|He left.|Photo: X|“No,” he said.|Related|A|\n|  ".split("|")))
)
def test_spans_are_sorted_disjoint_trimmed_and_not_empty(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    spans = [each.span for each in find_furniture(text, title=None, language="en")]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "“No,” he said." not in [span.of(text) for span in spans] or "Related" in text


@pytest.mark.parametrize(
    "line", ["x " * 150 + "!", "By " + "A-B " * 79 + "!", "x" + " " * 310 + "y", "A." * 150 + "/"]
)
def test_no_line_costs_more_than_its_length(line: str) -> None:
    text = f"{line}\n" * 20
    started = time.perf_counter()
    found(text)
    read_heading(text, is_furniture=lambda line: False)
    assert time.perf_counter() - started < 2  # a pattern that doubles its work a word takes years


def test_a_line_of_a_million_characters_is_looked_at_only_at_its_end() -> None:
    text = "He was beaten and " * 60_000 + "left.Share"
    assert found(text) == [(Kind.NAVIGATION, "Share")]
