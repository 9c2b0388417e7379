"""The record's numbers and kinds in plain English words, one place for each.

Invariants:
- A bound is never dropped: an open end is said ("at least"), an approximation too ("about").
- Until a person has judged it, a count of origins says "not yet reviewed".
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from holdfast.kernel.partial_date import PartialDate
from holdfast.methods.corroboration.record import (
    Figure,
    Form,
    Modality,
    Origins,
    SourceKind,
    Statement,
    StatementKind,
)

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
DOTS_AT_MOST = 20

SOURCE_KINDS = {
    SourceKind.WITNESS: "witness",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.OUTLET: "outlet",
    SourceKind.OFFICIAL: "official",
    SourceKind.UNKNOWN: "not known who",
}
STATEMENT_KINDS = {
    StatementKind.ALLEGATION: "allegation",
    StatementKind.DENIAL: "denial",
    StatementKind.CONFIRMATION: "confirmation",
    StatementKind.APPEAL: "appeal",
    StatementKind.FIGURE: "figure",
    StatementKind.ASSERTION: "assertion",
}
FORMS = {
    Form.DIRECT: "quoted",
    Form.INDIRECT: "reported speech",
    Form.MIXED: "partly quoted",
    Form.UNATTRIBUTED: "the outlet’s own words, nobody named",
}
MODALITIES = {
    Modality.STATED: "",
    Modality.REPORTED: "as hearsay",
    Modality.POSSIBLE: "as possible",
    Modality.DEMANDED: "as a demand",
    Modality.FUTURE: "as yet to come",
}


def number_word(count: int) -> str:
    """The number in a word up to twelve, in digits beyond."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """The count and its noun: `1 report`, `8 reports`, `1,204 reports`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def times(count: int) -> str:
    """How often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def origins_words(origins: Origins) -> str:
    """`5 origins (4–7)`, without the brackets where nothing is a judgement."""
    least_to_most = f" ({origins.min}–{origins.max})" if origins.min != origins.max else ""
    return counted(origins.count, "origin") + least_to_most


def reach_words(reports: int, origins: Origins) -> str:
    """`8 reports, 5 origins (4–7), not yet reviewed`."""
    judged = "reviewed by a person" if origins.reviewed else "not yet reviewed"
    return f"{counted(reports, 'report')}, {origins_words(origins)}, {judged}"


def report_dots(reports: int) -> str:
    """A hollow dot for each report; beyond `DOTS_AT_MOST` a last one of three points."""
    return "○" * min(reports, DOTS_AT_MOST) + ("…" if reports > DOTS_AT_MOST else "")


def origin_dots(origins: Origins) -> str:
    """A solid dot for each origin counted, a dotted one for each that might be one more."""
    solid = min(origins.count, DOTS_AT_MOST)
    dotted = min(max(origins.max - origins.count, 0), DOTS_AT_MOST - solid)
    cut = max(origins.max, origins.count) > DOTS_AT_MOST
    return "●" * solid + "◌" * dotted + ("…" if cut else "")


def amount(value: float) -> str:
    """A number with its thousands set apart, without an empty fraction."""
    return f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"


def bounds_words(figure: Figure) -> str:
    """The figure's bounds in words: `about 100`, `at least 3`, `15 to 30`."""
    low, high = figure.low, figure.high
    about = "about " if figure.approximate else ""
    if low is not None and high is not None:
        return about + (amount(low) if low == high else f"{amount(low)} to {amount(high)}")
    if low is not None:
        return f"at least {about}{amount(low)}"
    if high is not None:
        return f"at most {about}{amount(high)}"
    return about + amount(figure.value) if figure.value is not None else "no number given"


def against_words(groups: Sequence[Sequence[Statement]]) -> str:
    """`denied once, told 5 times` or `denied by 2 sources`, and other statements against.

    Somebody who denies in three ways is one who denies; what counts is in how many reports.
    """
    if not groups:
        return ""
    denials = [group for group in groups if group[0].kind is StatementKind.DENIAL]
    tellings = {(s.origin or s.chain[0], s.report) for group in denials for s in group}
    sources = {source for source, _ in tellings}
    words = []
    if denials:
        words.append("denied once" if len(sources) == 1 else f"denied by {len(sources)} sources")
        if len(tellings) > len(sources):
            words.append(f"told {times(len(tellings))}")
    if len(groups) > len(denials):
        words.append(f"{counted(len(groups) - len(denials), 'other statement')} against")
    return ", ".join(words)


def date_words(iso: str | None) -> str:
    """`3 April 2031`, `April 2031`, `2031`; empty for None; what cannot be read stays as it is."""
    if not iso:
        return ""
    try:
        date = PartialDate.parse(iso[:10])
    except ValueError:
        return iso
    month = calendar.month_name[date.month] if date.month else ""
    words = " ".join(str(part) for part in (date.day or "", month, date.year) if part)
    return f"around {words}" if date.is_approximate else words


def period_words(dates: Sequence[str]) -> str:
    """`March to May 2031`, from the first to the last ISO date; empty without a date."""
    readable = sorted(date[:7] for date in dates if date[:4].isdigit())
    if not readable:
        return ""
    first, last = readable[0], readable[-1]
    if first == last:
        return date_words(first)
    if first[:4] == last[:4] and len(first) == 7:
        return f"{date_words(first).split()[0]} to {date_words(last)}"
    return f"{date_words(first)} to {date_words(last)}"
