"""The cast of the review desk's tests: those who judge the three reports of `reports.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.apps.archive.cast import CLOCK, Archive
from tests.apps.cast import at_work
from tests.apps.review.reports import DETAINED, TORTURED, record

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.rules import Use
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.review.queries.findings import FindingView
from holdfast.apps.review.queries.findings import finding as read_finding
from holdfast.apps.review.rules import FindingId, Side, StatementId
from holdfast.apps.review.services.bringing import Brought, bring_in
from holdfast.apps.review.services.founding import found_review
from holdfast.apps.review.services.joining import add_testimony
from holdfast.methods.corroboration.record import to_json

__all__ = ["DETAINED", "TORTURED", "Bench", "open_bench", "record"]


@dataclass(frozen=True)
class Bench:
    """A lead who documents and judges, the testimony of five paragraphs, and a desk."""

    archive: Archive
    lead: Actor

    def bring(self, *names: str) -> Brought:
        return bring_in(actor=self.lead, record_json=to_json(record(*names)), clock=CLOCK)

    def finding(self, which: FindingId = TORTURED) -> FindingView:
        return read_finding(self.lead, which, clock=CLOCK)

    def add_testimony(self, paragraph: int = 2, side: Side = Side.FOR) -> StatementId:
        """A paragraph of the testimony under the finding of torture, agreed to."""
        self.archive.agree(Use.ANALYSE, paragraph)
        return add_testimony(
            actor=self.lead,
            finding=TORTURED,
            testimony=self.archive.id,
            paragraph=self.archive.paragraphs[paragraph],
            side=side,
            clock=CLOCK,
        )


def open_bench(archive: Archive) -> Bench:
    roles = (Role.DOCUMENTER, Role.ANALYST, Role.COORDINATOR)
    lead = at_work(archive.lead, *roles)
    bench = Bench(replace(archive, lead=lead), lead)
    found_review(actor=lead)
    bench.bring()
    return bench
