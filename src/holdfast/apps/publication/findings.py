"""A finding of the review in the sentences that may leave.

Invariants:
- Of the press its published words and outlets leave; of testimony, only that people speak whose
  testimony stands in the same release: their words leave as paragraphs, with their own consent.
- Who stands behind a pseudonym of the press is not told, also where the review knows it.
- Whose count it is stands beside it, with its bounds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from holdfast.apps.review.queries.findings import FindingView, ShownStatement
from holdfast.methods.corroboration.record import Origins, Report


def sentences_of(view: FindingView, *, released: Collection[str]) -> tuple[str, ...]:
    """What is said of a finding: its count, its grounds, and what denies it.

    `released` are the testimonies that stand in the release: of others nobody learns.
    """
    said = [s for s in view.said if s.testimony is None]
    denied = [s for s in view.denied if s.testimony is None]
    heard = {s.testimony.testimony for s in view.said if s.testimony is not None}
    told = len(heard.intersection(released))
    return (
        _counted(view.row.origins, is_judged=view.row.person is not None),
        *([_testified(told)] if told else []),
        *_quoted(said),
        *(f"Denied: {quoted}" for quoted in _quoted(denied)),
    )


def _counted(origins: Origins, *, is_judged: bool) -> str:
    many = f"{origins.count} independent origin{'' if origins.count == 1 else 's'}"
    bounds = "" if origins.min == origins.max else f" (between {origins.min} and {origins.max})"
    whose = "as people judged it" if is_judged else "as a machine counts, judged by nobody yet"
    return f"{many}{bounds}, {whose}."


def _testified(many: int) -> str:
    if many == 1:
        return "One person who gave testimony to us is among those who say it."
    return f"{many} people who gave testimony to us are among those who say it."


def _quoted(statements: Iterable[ShownStatement]) -> Iterator[str]:
    for shown in statements:
        more = f", and {shown.others} more" if shown.others else ""
        yield f"\u201c{shown.text}\u201d ({_where(shown.report)}{more})"


def _where(report: Report | None) -> str:
    if report is None:
        return "no report"
    known = [report.outlet or "outlet unknown", report.published or ""]
    return ", ".join(part for part in known if part)
