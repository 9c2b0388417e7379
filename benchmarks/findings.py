"""The review desk with 1,000 reports of ten statements each; an exhibit of 200 MiB."""

from __future__ import annotations

import os
import resource
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.keyring import stand
from benchmarks.report import print_figure
from holdfast.methods.corroboration.gathering.acts import Act
from holdfast.methods.corroboration.gathering.findings import make_findings
from holdfast.methods.corroboration.record import (
    FORMAT,
    Form,
    MadeWith,
    Modality,
    Record,
    Report,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    to_json,
)
from holdfast.methods.corroboration.spans import Span

if TYPE_CHECKING:
    from holdfast.apps.keyring.rules import Actor

REPORTS, A_REPORT, WITNESSES = 1_000, 10, 40
ACTS = {name: Act(name, name.capitalize(), is_harm=True) for name in ("torture", "detention")}
PIECES, PIECE_BYTES = 3_200, 64 * 1024


def main() -> int:
    """Print each figure. Returns 0: nothing here is held against a limit yet."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        stand(Path(folder) / "site")
        lead = _lead()
        _review(lead)
        _exhibit(lead)
    return 0


def _lead() -> Actor:
    from holdfast.apps.accounts.rules import Role  # noqa: PLC0415
    from holdfast.apps.accounts.services import create_member  # noqa: PLC0415
    from holdfast.apps.keyring.services.founding import found_site  # noqa: PLC0415
    from holdfast.vault.keys import random_root  # noqa: PLC0415

    return replace(found_site(create_member(random_root())), roles=frozenset(Role))


def _review(lead: Actor) -> None:
    from holdfast.apps.review.queries.findings import finding, findings  # noqa: PLC0415
    from holdfast.apps.review.services.bringing import bring_in  # noqa: PLC0415
    from holdfast.apps.review.services.founding import found_review  # noqa: PLC0415

    found_review(actor=lead)
    data = to_json(record())
    begun = perf_counter()
    bring_in(actor=lead, record_json=data)
    print_figure(f"bringing in {REPORTS:,} reports, {len(data) / 1e6:.1f} MB", _since(begun))
    begun = perf_counter()
    rows = findings(lead)
    print_figure(f"the list of {len(rows)} findings, counted anew", _since(begun))
    begun = perf_counter()
    finding(lead, rows[0].id)
    print_figure("one finding", _since(begun))


def _exhibit(lead: Actor) -> None:
    from holdfast.apps.archive.services.custody import check_fixity  # noqa: PLC0415
    from holdfast.apps.archive.services.exhibits import Collected, add_exhibit  # noqa: PLC0415
    from holdfast.apps.archive.services.testimony import (  # noqa: PLC0415
        Interview,
        Person,
        take_testimony,
    )

    interview = Interview("Vesna Lor", "Tervenian", "2031", "k7m-2xq")
    scope = take_testimony(actor=lead, interview=interview, person=Person("Irma Kasto"))
    facts = Collected("Film", "film.mp4", "k7m-2xq", "2031", "sent by the witness")
    piece = os.urandom(PIECE_BYTES)
    before, begun = _peak_mib(), perf_counter()
    pieces = (piece for _ in range(PIECES))
    exhibit = add_exhibit(actor=lead, scope=scope, facts=facts, pieces=pieces)
    print_figure("entering an exhibit of 200 MiB", _since(begun))
    print_figure("memory at its peak, beyond what stood before", f"{_peak_mib() - before:.0f} MiB")
    begun = perf_counter()
    check_fixity(actor=lead, exhibit=exhibit)
    print_figure("reading it again to its end", _since(begun))


def record() -> Record:
    """Invented reports: forty witnesses, whose words many outlets repeat."""
    sources = [
        *(Source(id=f"o{n}", name=f"Outlet {n}", kind=SourceKind.OUTLET) for n in range(50)),
        *(
            Source(id=f"w{n}", name=f"Witness {n}", kind=SourceKind.WITNESS)
            for n in range(WITNESSES)
        ),
    ]
    statements = [_statement(n, k) for n in range(REPORTS) for k in range(A_REPORT)]
    by_id = {source.id: source for source in sources}
    return Record(
        format=FORMAT,
        made_with=MadeWith(holdfast="0", lexicon="0"),
        reports=tuple(_report(n) for n in range(REPORTS)),
        sources=tuple(sources),
        statements=tuple(statements),
        figures=(),
        dates=(),
        places=(),
        passages=(),
        findings=tuple(make_findings(statements, figures=(), sources=by_id, acts=ACTS)),
        conflicts=(),
    )


def _report(n: int) -> Report:
    return Report(id=f"r{n}", path=f"{n}.txt", sha256=f"{n:064}", characters=3000, language="en")


def _statement(n: int, k: int) -> Statement:
    first = n % 100 * A_REPORT + k
    return Statement(
        id=f"q{n}-{k}",
        report=f"r{n}",
        spans=(Span(k * 200, k * 200 + 120),),
        text=f"They held us in room {first} for nine days and turned the handle. " * 2,
        kind=StatementKind.ALLEGATION,
        negated=False,
        modality=Modality.STATED,
        form=Form.DIRECT,
        speaker=None,
        told_to=None,
        chain=(f"o{n % 50}", f"w{first % WITNESSES}"),
        origin=f"w{first % WITNESSES}",
        same_as=None if n < 100 else f"q{n % 100}-{k}",
        confirmed_by=(),
        acts=("torture", "detention") if k % 2 else ("detention",),
    )


def _since(begun: float) -> str:
    return f"{perf_counter() - begun:.2f} s"


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
