"""The article of a web page, through trafilatura.

Invariants:
- Nothing is fetched: trafilatura is given the page as text and calls no address.
- A page too deep or too large for its parser is stripped of its tags instead, and says so.
- Dates come from what the page declares, not from a search for anything like a date.
"""

from __future__ import annotations

import html
import re
from typing import Any

from .encodings import decode
from .extract import Extract, one_line
from .limits import PAGE_CHARACTERS, PAGE_DEPTH, PAGE_TAGS

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,500}>([^<]{1,1000})<", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)[^<>]*?(/?)>")
_EMPTY = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr".split()
)
_HIDDEN = re.compile(
    r"<(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!\[CDATA\[",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|title|head|body)\b[^<>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_HEAD = 20_000
_DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2099-12-31",
}

TOO_DEEP = (
    "The page is too deeply nested or too large to tell the article from the rest; all its words "
    "were taken. Save the article alone as text for a better reading."
)
NO_ARTICLE = (
    "No article was recognised in the page; all its words were taken. "
    "Save the article alone as text for a better reading."
)
EMPTY_PAGE = "The page holds no text. It may have been saved before its text was loaded."


def read_page(data: bytes, *, url: str | None = None, charset: str | None = None) -> Extract:
    """The article in the page `data`: its text, title, site name and date of publication."""
    declared = charset or _declared(data)
    decoded = decode(data, declared=declared)
    if not decoded.text:
        return Extract(problems=(decoded.problem or EMPTY_PAGE,))
    page = _without_own_entities(decoded.text.lstrip("\ufeff"))
    extract = _stripped(page, TOO_DEEP) if _is_too_much(page) else _article(page, url)
    problems = (*((decoded.problem,) if decoded.problem else ()), *extract.problems)
    return Extract(
        text=extract.text,
        title=extract.title,
        outlet=extract.outlet,
        published=extract.published,
        language=_language(page),
        problems=problems,
    )


def _without_own_entities(page: str) -> str:
    """The page with a plain document type: one of its own may define entities, or fetch them."""
    return _DOCTYPE.sub("<!DOCTYPE html>", page[:_HEAD], count=1) + page[_HEAD:]


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", errors="replace") if found else None


def _language(page: str) -> str | None:
    found = _LANGUAGE.search(page[:_HEAD])
    return found[1].lower() if found else None


def _article(page: str, url: str | None) -> Extract:
    import trafilatura  # noqa: PLC0415  (a third of a second that folders of plain text need not pay)

    found: Any = trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if found is None or not (text := (found.text or "").strip()):
        return _stripped(page, NO_ARTICLE)
    return Extract(
        text=text,
        title=one_line(found.title),
        outlet=_spaced(one_line(found.sitename), page),
        published=found.date,
    )


def _spaced(name: str | None, page: str) -> str | None:
    """The site's name as its title writes it, where only a handle or an address gave it."""
    titled = _TITLE.search(page[:_HEAD])
    if name is None or " " in name or titled is None:
        return name
    bare = name.partition(".")[0].casefold()
    for piece in re.split(r"\s+[-–—|:·»]\s+", html.unescape(titled[1])):
        if "".join(piece.split()).casefold() == bare:
            return one_line(piece)
    return name


def _is_too_much(page: str) -> bool:
    if len(page) > PAGE_CHARACTERS:
        return True
    depth = tags = 0
    for tag in _TAG.finditer(page):
        tags += 1
        if tag[3] or tag[2].lower() in _EMPTY:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > PAGE_DEPTH or tags > PAGE_TAGS:
            return True
    return False


def _stripped(page: str, problem: str) -> Extract:
    found = _TITLE.search(page[:100_000])
    bare = _ANY_TAG.sub(" ", _BREAK.sub("\n", _HIDDEN.sub(" ", page)))
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    text = "\n".join(line for line in lines if line)
    title = one_line(html.unescape(found[1])) if found else None
    return Extract(text=text, title=title, problems=(problem if text else EMPTY_PAGE,))
