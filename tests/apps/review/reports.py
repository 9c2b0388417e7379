"""Three reports on Ostrana, as corroborate would read them; nothing here needs a site.

A wire quotes the Harbour Network; a station speaks with "Ilya" and a man it does not name; a paper
repeats both and has the governor deny it.
"""

from __future__ import annotations

from functools import cache

from holdfast.apps.review.rules import FindingId
from holdfast.methods.corroboration.gathering.acts import Act
from holdfast.methods.corroboration.gathering.findings import finding_id, make_findings
from holdfast.methods.corroboration.record import (
    FORMAT,
    Conflict,
    Figure,
    Form,
    MadeWith,
    Modality,
    Record,
    Relation,
    Report,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from holdfast.methods.corroboration.spans import Span

TORTURE = Act("torture", "Torture", True)
DETENTION = Act("detention", "People detained", True, counts=("detained",))
ACTS = {act.id: act for act in (TORTURE, DETENTION)}
TORTURED, DETAINED = (FindingId(finding_id(act)) for act in ACTS)

SOURCES = (
    Source(id="s-wire", name="Northern Wire", kind=SourceKind.OUTLET),
    Source(id="s-nine", name="Channel Nine", kind=SourceKind.OUTLET),
    Source(id="s-post", name="Morning Post", kind=SourceKind.OUTLET),
    Source(id="s-network", name="Harbour Network", kind=SourceKind.ORGANISATION),
    Source(id="s-ilya", name="Ilya", kind=SourceKind.WITNESS, pseudonym=True),
    Source(id="s-man", name="another man", kind=SourceKind.WITNESS, anonymous=True),
    Source(id="s-rhel", name="Tomas Rhel", kind=SourceKind.OFFICIAL),
)


def report(name: str, outlet: str, published: str) -> Report:
    return Report(
        id=name,
        path=f"{name}.txt",
        sha256=name * 8,
        characters=900,
        language="en",
        title=f"Ostrana, as {outlet} tells it",
        outlet=outlet,
        published=published,
    )


REPORTS = (
    report("r1", "Northern Wire", "2031-04-02"),
    report("r2", "Channel Nine", "2031-04-05"),
    report("r3", "Morning Post", "2031-04-07"),
)


def said(name: str, where: str, text: str, *chain: str, **more: object) -> Statement:
    start = 10 * int(name[1:])
    plain = Statement(
        id=name,
        report=where,
        spans=(Span(start, start + len(text)),),
        text=text,
        kind=StatementKind.ALLEGATION,
        negated=False,
        modality=Modality.STATED,
        form=Form.DIRECT,
        speaker=None,
        told_to=None,
        chain=chain,
        origin=chain[-1] if len(chain) > 1 else None,
        same_as=None,
        confirmed_by=(),
        acts=("torture", "detention"),
    )
    return _replaced(plain, more)


def _replaced(statement: Statement, more: dict[str, object]) -> Statement:
    fields = {name: getattr(statement, name) for name in statement.__struct_fields__}
    return Statement(**(fields | more))


WIRES = "They fixed wires to my hands and turned the handle."
STATEMENTS = (
    said("q1", "r1", "More than 100 men are held.", "s-wire", "s-network", acts=("detention",)),
    said("q2", "r1", "They are beaten and shocked.", "s-wire", "s-network"),
    said("q3", "r2", WIRES, "s-nine", "s-ilya"),
    said("q4", "r2", "They held us for nine days.", "s-nine", "s-man", acts=("detention",)),
    said("q5", "r3", WIRES, "s-post", "s-nine", "s-ilya", same_as="q3"),
    said("q6", "r3", "Two hundred are held in a camp.", "s-post", acts=("detention",)),
    said("q7", "r3", "There are no such people.", "s-post", "s-rhel", kind=StatementKind.DENIAL),
)


def counted(name: str, where: str, statement: str, low: float) -> Figure:
    return Figure(
        id=name,
        report=where,
        statement=statement,
        span=Span(0, 3),
        text=f"at least {low:.0f}",
        low=low,
        high=None,
        value=None,
        approximate=False,
        counts="detained",
        unit="persons",
    )


FIGURES = (counted("n1", "r1", "q1", 101), counted("n2", "r3", "q6", 200))


@cache
def record(*names: str) -> Record:
    """The record of these reports, or of all three, as the machine would make it."""
    wanted = names or tuple(report.id for report in REPORTS)
    here = {s.id for s in STATEMENTS if s.report in wanted} | {None}
    statements = tuple(
        s if s.same_as in here else _replaced(s, {"same_as": None})
        for s in STATEMENTS
        if s.id in here
    )
    figures = tuple(f for f in FIGURES if f.report in wanted)
    sources = {source.id: source for source in SOURCES}
    conflict = Conflict(
        counts="detained",
        figures=tuple(f.id for f in figures),
        relation=Relation.COMPATIBLE,
        why="All of these can be true at once.",
    )
    return Record(
        format=FORMAT,
        made_with=MadeWith(holdfast="0.1.0", lexicon="0" * 64),
        reports=tuple(r for r in REPORTS if r.id in wanted),
        sources=SOURCES,
        statements=statements,
        figures=figures,
        dates=(),
        places=(),
        passages=(),
        findings=tuple(make_findings(statements, figures=figures, sources=sources, acts=ACTS)),
        conflicts=(conflict,) if len(figures) > 1 else (),
    )
