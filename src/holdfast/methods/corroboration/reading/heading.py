"""Title, outlet and date of a report that is nothing but text, from its first and last lines.

Invariants:
- What the text does not say is None. A wrong outlet would be a source that does not exist.
- Labelled lines ("Outlet: ...") come before shapes; shapes before the notice at the end.
- A date needs its year; a copyright's year is not a date.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from holdfast.methods.corroboration.spans import Span

from .dates import date_beside, date_of, date_of_line, labelled_date
from .lines import Line, lines_of

_HEAD_LINES = 14
_DATE_LINES = 40
_LONGEST_TITLE = 220
_SHORTEST_PARAGRAPH = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """What the text says of itself."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None


_FIELDS = {
    "title": "title headline заголовок название titel titre título",
    "outlet": "outlet publisher publication newspaper site sitename website издание сми газета "
    "источник source medium média",
    "published": "date published pubdate publicationdate дата опубликовано datum fecha",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_OTHER_FIELDS = frozenset(
    "author by url link language lang tags section автор ссылка язык layout slug categories id "
    "description place location city agency retrieved accessed byline".split()
)
_LABELLED = re.compile(r"\**([A-Za-zА-Яа-яЁёé_-]{2,16}(?: [Dd]ate)?)\**\s*:\**\s+(\S.*)")
_FENCE = re.compile(r"(?:---|\+\+\+)\s*")
_MARKDOWN_TITLE = re.compile(r"#{1,2}\s+(.+?)\s*#*")
_CAPITAL = r"[A-ZА-ЯЁÀ-Þ][\w.’'&-]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:of|the|and|for|de|la|&|{_CAPITAL})){{0,5}}"
_COPYRIGHT = re.compile(
    rf"(?:(?i:все права защищены)[.,]?\s*)?(?:©|(?i:\(c\)|copyright\b))\s*"
    rf"(?:©|\([cC]\))?\s*(?:by\s+)?"
    rf"(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by\s+)?"
    rf"(?P<name>«[^«»]{{2,60}}»|[А-ЯЁ][\w-]+(?:\s+[\w-]+){{0,3}}?"
    rf"|(?:The\s+)?{_NAME}(?:\s*\([^()]{{2,60}}\))?)"
    r"(?:,?\s*(?:\d{4}|Inc|Ltd|LLC|GmbH)\b.*|[.,]?\s*(?:(?i:all rights|все права).*)?)"
)
_BYLINE = re.compile(
    rf"[Bb]y\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}(?:\s*[/|]\s*|\s+for\s+(?:the\s+)?|,\s+)"
    rf"(?P<name>{_NAME})"
)
_BY_NAME = re.compile(rf"[Bb]y\s+{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}")
_DESK = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}\s+(?:News|Radio|Television|TV|Times|Post|Press|Online|"
    rf"World Service|Agency)),\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}"
)
_POST = re.compile(
    rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}),\s+(?:in|on|at|near|from)\s.{{3,40}}"
)
_IN_A_TOWN = re.compile(rf"(?P<name>{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}),\s+{_CAPITAL}")
_OF_A_DAY = re.compile(
    r"(?:the\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+"
    r"(?!morning|afternoon|evening|night|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)[a-z]{4,}",
    re.IGNORECASE,
)
_NOT_AN_OUTLET = re.compile(
    r"\b(?:staff|correspondent|reporter|editor|writer|contributor|photographer|author|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"all rights|reserved|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-яё.’' /-]{{1,40}}(?:,\s*[^()\n–—]{{2,40}})?\s*"
    rf"\((?P<name>{_NAME})\)\s*(?:[–—-]|--)\s"
)
_DATELINE_DATE = re.compile(
    rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,3}},\s*(?P<date>[^()\n–—:;]{{6,40}}?)\s*"
    rf"(?:(?:\((?:{_NAME})\)|/[^/\n]{{2,30}}/)\s*(?:[–—-]|--)\s|\s(?:[–—]|--)\s|(?:[–—]|--|\. -)\s)"
)
_BRACKETED_DATELINE = re.compile(
    rf"\({_CAPITAL}(?:[\s/,]+{_CAPITAL}){{0,4}},\s*(?P<date>[^()\n]{{6,40}}?)\)\s*(?:[–—-]|--)\s"
)
_NOT_OF_THE_NAME = re.compile(
    r"\s*[–—-]\s+(?:for )?immediate release.*$"
    r"|^(?:an? )?(?:\w+ )?(?:report|story|feature) by (?:the )?(?=[A-Z])",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?:[–—]|--|/|\()\s*(?P<name>{_NAME})\s*[/)]?")
_SITE = re.compile(rf"(?P<title>.{{15,}}?)\s+\|\s+(?P<name>{_NAME})")
_MASTHEAD = re.compile(rf"(?:(?:The|La|Le|El|Der|Die|Das)\s+)?{_CAPITAL}(?:\s+[\w.&’'-]+){{0,4}}")
_NAME_AND_DATE = re.compile(r"(?P<before>[^|•·\n]+?)\s*(?:[|•·,]|\s[–—-])\s+(?P<after>[^|•·\n]+)")
_PIECES = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_OF_THIS = re.compile(r"\bthis (?:article|story|report|page|piece|statement|text)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"^(?:(?:written|posted|reported) )?by\b|\bon$|\b\d+[ -]min(?:ute)?s?(?: read)?$", re.IGNORECASE
)
_PUNCTUATION = " ,|/–—-()[]:•·"
_CAPITALS = re.compile(
    rf"{_CAPITAL}(?:(?:[,/|]?\s+|\s*[/|–—-]\s*)(?:of|the|and|for|de|la|&|{_CAPITAL})){{0,9}}"
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_OUTLET_WORD = re.compile(
    r"[«»\"]|газет|вестник|листок|радио|агентств|телеканал|журнал|новости\s|правда|курьер|ведомости|"
    r"известия|обозрени|хроник|служба|издание|портал|пресс",
    re.IGNORECASE,
)
_SECTIONS = frozenset(
    "политика,общество,новости,в мире,мир,в стране,экономика,происшествия,культура,спорт,главное,"
    "мнения,регионы,власть,статьи,интервью,видео,фото,главные новости,лента новостей,репортаж,"
    "силовые структуры,права человека,репортажи,расследования,истории,криминал".split(",")
)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def read_heading(text: str, *, is_furniture: Callable[[Line], bool]) -> Heading:
    """What `text` says of its title, outlet and date.

    `is_furniture` knows the page's lines: none of them is the headline, though one may give the
    date or the outlet.
    """
    above = lines_of(text[:6000])[:_DATE_LINES]
    head = above[:_HEAD_LINES]
    foot = lines_of(text[-1500:])[-6:]
    labelled, rest = _labelled(head)
    masthead = _masthead(rest)
    title, site = _titled(
        [line for line in rest if masthead is None or not _is_name(line.words, masthead)],
        is_furniture,
    )
    return Heading(
        title=labelled.title or title,
        outlet=labelled.outlet or site or masthead or _outlet(head, foot),
        published=labelled.published
        or _published([*rest, *above[_HEAD_LINES:]], is_furniture)
        or next(filter(None, map(_labelled_date, foot)), None),
    )


def label_lines(lines: Sequence[Line]) -> tuple[int, ...]:
    """The indices of the lines at the very top that are labels ("Date: ..."), but for the title."""
    return tuple(i for i, line in enumerate(_labels(lines)) if _label_of(line) != "title")


def title_label(lines: Sequence[Line]) -> Span | None:
    """The words "Title:" before a labelled title, which are no words of the report."""
    for line in _labels(lines):
        if _label_of(line) == "title":
            return Span(line.span.start, line.span.start + line.words.index(":") + 1)
    return None


def _labels(lines: Sequence[Line]) -> Sequence[Line]:
    head = lines[:_HEAD_LINES]
    return head[: len(head) - len(_labelled(head)[1])]


def _label_of(line: Line) -> str | None:
    """The field that the line fills, "" for one that is of no use here, None for no label."""
    label = _LABELLED.fullmatch(line.words)
    if label is None:
        return None
    name = label[1].lower().replace("_", "").replace("-", "").split()[0]
    return _FIELD_OF.get(name, "" if name in _OTHER_FIELDS else None)


def _labelled(head: Sequence[Line]) -> tuple[Heading, Sequence[Line]]:
    """The fields that stand one a line at the very top, fenced or not, and the lines below."""
    is_fenced = bool(head) and _FENCE.fullmatch(head[0].words) is not None
    found = Heading()
    for index, line in enumerate(head[is_fenced:], start=int(is_fenced)):
        if is_fenced and _FENCE.fullmatch(line.words):
            return found, head[index + 1 :]
        field = _label_of(line)
        if field is None and not is_fenced:
            return found, head[index:]
        if field:
            value = line.words.partition(":")[2].strip(" *")
            found = _with(found, field, value.strip("\"'"))
    return (Heading(), head) if is_fenced else (found, ())


def _with(heading: Heading, field: str, value: str) -> Heading:
    if field == "published":
        return replace(heading, published=heading.published or date_of(value))
    if field == "outlet":
        is_name = len(value) <= 80 and _LINK.search(value) is None
        return replace(heading, outlet=heading.outlet or (value if is_name else None))
    return replace(heading, title=heading.title or value)


def _titled(
    head: Sequence[Line], is_furniture: Callable[[Line], bool]
) -> tuple[str | None, str | None]:
    """The headline, and the outlet where the headline ends in " | Outlet"."""
    short: str | None = None
    for index, line in enumerate(head):
        if is_furniture(line) or _is_russian_date(line.words):
            continue
        if marked := _MARKDOWN_TITLE.fullmatch(line.words):
            return marked[1], None
        if not _is_headline(line) or not _has_body_below(head, index):
            break
        if len(line.words.split()) >= 4:
            site = _SITE.fullmatch(line.words)
            return (site["title"], site["name"]) if site else (line.words, None)
        short = short or line.words
    return short, None


def _is_russian_date(words: str) -> bool:
    return _CYRILLIC.search(words) is not None and date_of_line(words) is not None


def _is_headline(line: Line) -> bool:
    words = line.words
    if len(words) > _LONGEST_TITLE or len(words.split()) < 2 or words[-1] in ",;:":
        return False
    if line.ends_sentence() and words[-1] not in "?!" and not _is_title_case(words):
        return False
    if _LINK.search(words) or _DATELINE.match(words) or _BYLINE.match(words):
        return False
    first = words.lstrip("\"“«„'‘[(*")[:1]
    is_spoken = words[:1] in '"“«„' and words[-1:] in '"”»“'
    return (first.isupper() or first.isdigit()) and not is_spoken


def _is_title_case(words: str) -> bool:
    """Whether Most Words Stand Like These, as only headlines do."""
    long = [word for word in words.split() if len(word.strip("\"“”‘’'.,:")) > 3]
    return len(long) > 3 and sum(not word.islower() for word in long) * 5 >= len(long) * 4


def _has_body_below(head: Sequence[Line], index: int) -> bool:
    """A headline stands above something longer that is written in sentences."""
    limit = min(len(head[index].words), 150)
    return any(len(line.words) > limit and line.ends_sentence() for line in head[index + 1 :]) or (
        len(head) == _HEAD_LINES
    )


def _published(head: Sequence[Line], is_furniture: Callable[[Line], bool]) -> str | None:
    """The first date above or right below the first paragraph; further down, one with a label."""
    paragraphs = 0
    for line in head:
        is_long = line.ends_sentence() and len(line.words) > _SHORTEST_PARAGRAPH
        paragraphs += is_long and not is_furniture(line)
        if found := _labelled_date(line) or (_date_in(line) if paragraphs < 2 else None):
            return found
    return None


def _date_in(line: Line) -> str | None:
    """The date of a line of the head: alone, in one of its pieces, or beside a name."""
    pieces = _PIECES.split(line.words) if len(line.words) < 120 else ()
    for piece in (line.words, *pieces):
        if found := date_of_line(piece):
            return found
    return (
        _date_beside_a_name(line.words)
        or _date_of_dateline(line.words)
        or _date_beside_capitals(line)
    )


def _date_beside_capitals(line: Line) -> str | None:
    """The date of "By Ada Keller 4 April 2031" or "4 April 2031 Press Release"."""
    found = None if line.ends_sentence() else date_beside(line.words)
    if found is None:
        return None
    date, words = found
    beside = _BESIDE.sub("", words).strip(_PUNCTUATION)
    return date if not beside or _CAPITALS.fullmatch(beside) else None


def _labelled_date(line: Line) -> str | None:
    """The date behind a label, or in "This report was published on ..."."""
    is_label = not line.ends_sentence() or _OF_THIS.search(line.words) is not None
    return labelled_date(line.words) if is_label else None


def _date_of_dateline(words: str) -> str | None:
    """The date of "TOWN, 4 April 2031 (Agency) - ", "(Town, 4 April 2031) - " and the like."""
    for shape in (_DATELINE_DATE, _BRACKETED_DATELINE):
        if (dateline := shape.match(words)) and (date := date_of(dateline["date"])):
            return date
    dateline = _DATELINE.match(words)
    return date_of_line(words[dateline.end() :]) if dateline else None


def _date_beside_a_name(words: str) -> str | None:
    """The date of "Morning Post, 4 April 2031", whatever the case of the name's later words."""
    for found in _NAME_AND_DATE.finditer(words) if len(words) < 90 else ():
        for name, date in ((found["before"], found["after"]), (found["after"], found["before"])):
            if _MASTHEAD.fullmatch(name) and (iso := date_of_line(date)):
                return iso
    return None


def _masthead(head: Sequence[Line]) -> str | None:
    """The outlet as a cutting shows it: its name above, before or behind the date, at the top."""
    top = _NOT_OF_THE_NAME.sub("", head[0].words) if len(head) > 2 else ""
    if top and _is_section(top, head[1].words):
        return None
    if _MASTHEAD.fullmatch(top) and date_of_line(head[1].words):
        return _named(top)
    for above, line in itertools.pairwise(head[:4]):
        if _MASTHEAD.fullmatch(above.words) and _BRACKETED_DATELINE.match(line.words):
            return _named(above.words)
    for above, line in itertools.pairwise(head[1:4]):
        if (town := _IN_A_TOWN.fullmatch(above.words)) and date_of_line(line.words):
            return _named(town["name"])
    for line in head[:3]:
        for found in _NAME_AND_DATE.finditer(line.words) if len(line.words) < 90 else ():
            before, after = found["before"], found["after"]
            for name, date in ((before, after), (after, before)):
                if date_of_line(date) and _MASTHEAD.fullmatch(name):
                    return None if _is_section(name, date) else _named(name)
    return None


def _is_section(above: str, date: str) -> bool:
    """Whether a Russian page puts its section there ("В мире"), as it does above a clock's time.

    A name in marks, or one that holds a noun for outlets, is the outlet's all the same.
    """
    if _CYRILLIC.search(above) is None or _OUTLET_WORD.search(above) is not None:
        return False
    return _CLOCK.search(date) is not None or above.lower() in _SECTIONS


def _outlet(head: Sequence[Line], foot: Sequence[Line]) -> str | None:
    for line in head:
        if (found := _BYLINE.fullmatch(line.words)) and (name := _named(found["name"])):
            return name
    for above, line in itertools.pairwise(head):
        desk = _DESK.fullmatch(line.words) or _POST.fullmatch(line.words)
        if desk and _BY_NAME.fullmatch(above.words):
            return _named(desk["name"])
    for line in (*reversed(foot), *head):
        found = _COPYRIGHT.fullmatch(line.words) if len(line.words) <= 200 else None
        if found and (name := _named(found["name"])):
            return name
    for line in head:
        if found := _DATELINE.match(line.words):
            return _named(found["name"])
    last = foot[-1].words if foot else ""
    signed = _SIGNED.fullmatch(last) if len(last) <= 40 else None
    return _named(signed["name"]) if signed else None


def _is_name(words: str, name: str) -> bool:
    return name in words and _named(words) == name


def _named(name: str) -> str | None:
    bare = _NOT_OF_THE_NAME.sub("", name).strip(" .,«»")
    if _OF_A_DAY.fullmatch(bare):
        return bare  # "The Sunday Ledger"
    is_none = not bare or bare.startswith(("By ", "by ")) or _NOT_AN_OUTLET.search(bare)
    return None if is_none else bare
