"""Of a web page the article is read, and nothing is fetched."""

from __future__ import annotations

import socket

import pytest

from holdfast.methods.corroboration.reading.pages import EMPTY_PAGE, TOO_DEEP, read_page


def test_the_article_is_read_with_what_the_page_says_of_it(
    page: str, body: tuple[str, ...]
) -> None:
    extract = read_page(page.encode())
    assert all(paragraph in extract.text for paragraph in body)
    assert "cookies" not in extract.text and "World" not in extract.text
    assert extract.title == "Police in Velmar round up dozens after night raids"
    assert (extract.outlet, extract.published) == ("Velmar Herald", "2031-03-14")
    assert (extract.language, extract.problems) == ("en", ())


def test_the_charset_that_the_page_declares_is_believed(page: str) -> None:
    russian = page.replace("utf-8", "windows-1251").replace("Dozens of men", "Десятки мужчин")
    ascii_only = russian.replace("“", "&ldquo;").replace("”", "&rdquo;")
    assert "Десятки мужчин" in read_page(ascii_only.encode("cp1251")).text


def test_a_site_known_by_its_handle_is_named_as_its_title_names_it(page: str) -> None:
    handle = page.replace('property="og:site_name" content="Velmar Herald"', "x")
    handle = handle.replace("<head>", '<head><meta name="twitter:site" content="@velmarherald">')
    assert read_page(handle.encode()).outlet == "Velmar Herald"


def test_linked_data_gives_outlet_and_date() -> None:
    data = (
        '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Raids in Velmar go on",'
        '"datePublished":"2031-03-14T08:00:00Z","dateModified":"2032-01-01",'
        '"publisher":{"@type":"Organization","name":"Border Post"}}'
    )
    text = "<p>The raids went on for a third night, people in the old town said on Friday.</p>" * 5
    page = f"<html><head><script type='application/ld+json'>{data}</script></head><body><article>"
    extract = read_page(f"{page}{text}</article></body></html>".encode())
    assert (extract.outlet, extract.published) == ("Border Post", "2031-03-14")


def test_a_copyright_year_is_no_date_of_publication(page: str) -> None:
    start = page.index('<meta property="article:published_time"')
    bare = page[:start] + page[page.index("</head>") :]
    bare = bare.replace("All rights", "© 2031 All rights")
    assert read_page(bare.encode()).published is None


def test_a_hundred_thousand_nested_elements_do_no_harm() -> None:
    deep = "<html><body>" + "<div>" * 100_000 + "They were held here." + "</div>" * 100_000
    extract = read_page(deep.encode())
    assert (extract.text, extract.problems) == ("They were held here.", (TOO_DEEP,))


@pytest.mark.parametrize("junk", ["<!--" * 50_000, "<script>" * 50_000, "", "<html></html>"])
def test_a_page_without_text_says_so(junk: str) -> None:
    extract = read_page(junk.encode())
    assert (extract.text, extract.problems) == ("", (EMPTY_PAGE,))


def test_entities_of_a_page_s_own_are_not_resolved_and_no_address_is_called(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise AssertionError("a page was asked for")

    monkeypatch.setattr(socket.socket, "connect", refusing)
    monkeypatch.setattr(socket, "getaddrinfo", refusing)
    own = (
        '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">'
        '<!ENTITY far SYSTEM "https://far.example/x">]>'
    )
    hostile = page.replace("<!DOCTYPE html>", own).replace("<p>Dozens", "<p>&secret;&far; Dozens")
    extract = read_page(hostile.replace("<nav>", "<img src='https://far.example/i'><nav>").encode())
    assert "Dozens of men" in extract.text
    assert "root:" not in extract.text
