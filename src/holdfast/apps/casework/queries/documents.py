"""What documents ask for: their end, what is due with them, and journeys that need them.

Invariants: pure; words name kinds and days, no number and nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseState
from holdfast.apps.casework.rules.documents import GONE, Renewal, lacks, reminder
from holdfast.apps.casework.rules.journeys import ENDED

from .asked import Due, TaskKind
from .files import CaseFile


def of_documents(file: CaseFile, now: dt.datetime) -> Iterator[Due]:
    """What is due with the documents of an open case."""
    if file.case.state is CaseState.CLOSED:
        return
    for document in (stored.value for stored in file.all(Document)):
        yield from _of_end(document, now.date())
        if document.action and document.action_by is not None:
            yield _due(document.action_by, f"{document.kind}: {document.action}")
        if document.is_for_travel:
            yield from _of_journeys(document, file)


def _of_end(document: Document, today: dt.date) -> Iterator[Due]:
    if document.expires is None or document.renewal is Renewal.NOT_SOUGHT:
        return
    by = reminder(document.expires, today)
    if document.holder in GONE or by is None:
        return
    says = f"{document.kind}: valid until {document.expires}"
    if document.alerts_home is Answer.YES:
        says = f"{says}. Applying for a new one would alert home"
    yield _due(by, says)


def _of_journeys(document: Document, file: CaseFile) -> Iterator[Due]:
    for journey in (stored.value for stored in file.all(Journey)):
        if journey.state not in ENDED:
            leaves_at, ends_on = journey.legs[0].leaves_at, journey.legs[-1].arrives_at.date()
            for lack in lacks(document.holder, document.expires, ends_on):
                says = f"{document.kind} {lack}: the journey needs it"
                yield Due(leaves_at, TaskKind.DOCUMENT, says)


def _due(by: dt.date, says: str) -> Due:
    at = dt.datetime.combine(by, dt.time(12), tzinfo=dt.UTC)
    return Due(at, TaskKind.DOCUMENT, says)
