"""The date that a line gives, when the whole line is a date.

Invariants:
- Every word of the line must be understood; a date inside a sentence is no date here.
- `03/04/2017` and 03-04-2017 name two days, so only their year is taken.
- The answer is ISO, perhaps partial ("2017-05-10", "2017-05"); a line without a year gives nothing.
"""

from __future__ import annotations

import datetime as dt
import re

_ENGLISH = "january february march april may june july august september october november december"
_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_RUSSIAN_PLAIN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_MONTHS = {
    name: number
    for names in (_ENGLISH, _RUSSIAN, _RUSSIAN_PLAIN)
    for number, name in enumerate(names.split(), start=1)
}
_MONTHS |= {name[:3]: _MONTHS[name] for name in _ENGLISH.split()} | {"sept": 9}
_MONTHS |= {name[:3]: _MONTHS[name] for name in _RUSSIAN.split()} | {"сент": 9, "нояб": 11}

_PUBLISHED = (
    r"(?<!\w)(?:(?:first |originally |story |article |web )?(?:published|publication date"
    r"|publish date|posted)|pubdate"
    r"|date(?:line|d)?(?: (?:published|posted|of publication|created))?)"
    r"(?: on| at)?"
)
_LABEL = re.compile(
    rf"(?:{_PUBLISHED}|(?<!\w)(?:time|created|issued|released|uploaded|added|filed"
    r"|for immediate release)(?: on| at)?"
    r"|опубликовано|дата(?: публикации)?|размещено)\s*[:\-–—]?\**\s+",
    re.IGNORECASE,
)
_PLAIN_LABEL = re.compile(rf"{_PUBLISHED}\s*[:\-–—]?\s+", re.IGNORECASE)
_DECORATION = " \t*_[]"
_PLACE = re.compile(r"[A-ZА-ЯЁ][\w.’'-]+(?: [A-ZА-ЯЁ][\w.’'-]+){0,3},\s+(?=[\w\d])")
_LATER = re.compile(r"[\s|,;(/]*(?:last )?(?:updated|modified|edited|обновлено)\b.*", re.IGNORECASE)
_BY = re.compile(r"\s+by\s+[\w .’'-]{2,40}$", re.IGNORECASE)
_TIME = re.compile(
    r"(?:\b(?:at|в)\s+)?\b(?:\d{1,2}(?:[:.h]\d{2}){1,2}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?"
    r"|\d{1,2}\s*[ap]\.?m\b\.?)(?:\s*[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:[A-Z]{1,4}T|UTC|GMT|MSK|МСК|мск)\b(?:\s*[+-]\d{1,2}(?::?\d{2})?)?")
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс|года?)\b\.?"
    r"|\bг\.",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?")
_POINTED = re.compile(r"\b(\d{1,2})\.(0?[1-9]|1[0-2])\.(\d{4})\b")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_DAY_FIRST = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+)?(?:of\s+)?([^\W\d_]+)\.?,?[\s-]+(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?"
_WHOLE = re.compile(
    rf"(?<![\w/.-])(?:(?:{_WEEKDAY.pattern}),?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.?(?:\s+of)?[\s-]+{_MONTH}\b\.?,?[\s-]+\d{{4}}"
    rf"|{_MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}([/.])\d{1,2}\1\d{4})(?![\w/-])"
    rf"(?:,?\s+(?:(?:at|-|–)\s+)?{_CLOCK}(?:\s+(?-i:[A-Z]{{1,4}}T|UTC|GMT|MSK))?)?",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)
LONGEST_LINE = 90


def date_of_line(line: str) -> str | None:
    """The date in ISO form, perhaps partial, if `line` is nothing but a date; otherwise None."""
    if len(line) > LONGEST_LINE or not any(letter.isdigit() for letter in line):
        return None
    bare = _LABEL.sub("", line.strip(_DECORATION), count=1).lstrip(_DECORATION)
    if _LATER.match(bare):
        return None
    bare = _BY.sub("", _LATER.sub("", bare))
    return date_of(bare) or date_of(_PLACE.sub("", bare, count=1))


def labelled_date(line: str) -> str | None:
    """The date that follows a label such as "Published on", whatever else stands in the line."""
    for label in _PLAIN_LABEL.finditer(line):
        whole = _WHOLE.match(line, label.end())
        if whole is not None and (date := date_of(whole[0])):
            return date
    return None


def date_beside(line: str) -> tuple[str, str] | None:
    """The one whole date that a line begins or ends with, and the words that stand beside it."""
    if len(line) > LONGEST_LINE or _LATER.search(line):
        return None
    found = [whole for whole in _WHOLE.finditer(line) if date_of(whole[0]) is not None]
    if len(found) != 1:
        return None
    before, after = line[: found[0].start()].strip(), line[found[0].end() :].strip()
    date = date_of(found[0][0])
    return None if date is None or (before and after) else (date, before or after)


def is_update_line(line: str) -> bool:
    """Whether `line` says when the page was changed, which is not when the report was published."""
    return len(line) <= LONGEST_LINE and line[-1:] != "." and _LATER.match(line) is not None


def date_of(words: str) -> str | None:
    """The date in ISO form that `words`, without any label, consist of; otherwise None."""
    bare = _POINTED.sub(r"\3-\2-\1", words.strip(), count=1)
    whole = _ISO.fullmatch(bare)
    if whole is None:
        for noise in (_TIME, _ZONE, _WEEKDAY):
            bare = noise.sub(" ", bare)
        bare = " ".join(bare.split()).strip(" ,|-–—()•·+/")
        bare = bare.removeprefix("on ")
        whole = _ISO.fullmatch(bare)
    if whole is not None:
        return _iso(whole[1], whole[2], whole[3])
    return _slashed(bare) or _worded(bare)


def _slashed(bare: str) -> str | None:
    found = _SLASHED.fullmatch(bare)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    if first > 12:
        return _iso(year, found[3], found[1])
    if second > 12:
        return _iso(year, found[1], found[3])
    return _iso(year, found[1], found[3]) if first == second else year


def _worded(bare: str) -> str | None:
    if found := _MONTH_FIRST.fullmatch(bare):
        name, day = found[1], found[2]
    elif found := _DAY_FIRST.fullmatch(bare):
        name, day = found[2], found[1]
    else:
        return None
    month = _MONTHS.get(name.lower())
    return None if month is None else _iso(found[3], month, day)


def _iso(year: str, month: str | int, day: str | None) -> str | None:
    if int(year) not in _YEARS:
        return None
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else f"{date:%Y-%m}"
