"""Findings: an act, what is said for it and against it, and from how many origins.

Invariants:
- What is demanded, feared for the future or negated is not said for a harm.
- A denial that names no act stands against the harms that its own passage speaks of.
- A finding's id is its act's, so that corrections survive a rerun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.record import (
    Figure,
    Finding,
    Modality,
    Origins,
    Source,
    Statement,
    StatementKind,
)

from .acts import Act
from .origins import count_origins

_SAYS_IT_HAPPENED = frozenset({Modality.STATED, Modality.REPORTED, Modality.POSSIBLE})
_REACH = 700  # code points before a denial in which it may find what it denies
_REACH_AFTER = 175


def make_findings(
    statements: Sequence[Statement],
    *,
    figures: Sequence[Figure],
    sources: Mapping[str, Source],
    acts: Mapping[str, Act],
) -> list[Finding]:
    """One finding an act that is spoken of, harms with the most origins first."""
    leaders = leaders_of(statements)
    denied = _denied(statements, acts)
    findings = []
    for act in acts.values():
        about = [s for s in statements if act.id in s.acts]
        said = [s for s in about if _speaks_for(s, act)]
        against = [s for s in statements if act.id in denied[s.id]]
        if said or against:
            aside = [s for s in about if s not in said and s not in against]
            origins = count_origins(said, leaders=leaders, sources=sources, setting_aside=aside)
            findings.append(_finding(act, said, against, origins, figures))
    return sorted(findings, key=lambda f: _weight(f, acts))


def finding_id(act: str) -> str:
    """The id of the finding of an act."""
    return derived_id("f", act)


def leaders_of(statements: Sequence[Statement]) -> dict[str, Statement]:
    """For each statement the first with the same words."""
    by_id = {statement.id: statement for statement in statements}
    return {s.id: by_id.get(s.same_as, s) if s.same_as else s for s in statements}


def _speaks_for(statement: Statement, act: Act) -> bool:
    if not act.is_harm:
        return statement.kind is not StatementKind.DENIAL or act.is_denial
    return (
        not statement.negated
        and statement.kind not in (StatementKind.DENIAL, StatementKind.APPEAL)
        and statement.modality in _SAYS_IT_HAPPENED
    )


def _denied(statements: Sequence[Statement], acts: Mapping[str, Act]) -> dict[str, set[str]]:
    """For each statement the harms that it denies."""
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    denied: dict[str, set[str]] = {}
    for statement in statements:
        harms = {act for act in statement.acts if act in acts and acts[act].is_harm}
        is_denial = statement.kind is StatementKind.DENIAL
        if is_denial and not harms:
            harms = _harms_before(statement, by_report[statement.report], acts)
        denied[statement.id] = harms if is_denial or statement.negated else set()
    for statement in statements:
        if statement.same_as and statement.kind is StatementKind.DENIAL:
            shared = denied[statement.id] | denied.get(statement.same_as, set())
            denied[statement.id] = shared
            denied[statement.same_as] = shared
    return denied


def _harms_before(
    denial: Statement, neighbours: Sequence[Statement], acts: Mapping[str, Act]
) -> set[str]:
    """The harms of the statement nearest before the denial, or else right after it."""
    start = denial.spans[0].start
    found: dict[int, set[str]] = {}
    for other in neighbours:
        distance = start - other.spans[0].start
        harms = {act for act in other.acts if act in acts and acts[act].is_harm}
        if other is not denial and harms and -_REACH_AFTER <= distance <= _REACH:
            found.setdefault(distance if distance >= 0 else _REACH - distance, harms)
    return found[min(found)] if found else set()


def _finding(
    act: Act,
    said: Sequence[Statement],
    against: Sequence[Statement],
    origins: Origins,
    figures: Sequence[Figure],
) -> Finding:
    return Finding(
        id=finding_id(act.id),
        act=act.id,
        title=act.title,
        statements=tuple(s.id for s in said),
        against=tuple(s.id for s in against),
        reports=len({s.report for s in (said or against)}),
        origins=origins,
        figures=tuple(f.id for f in figures if f.counts in act.counts),
    )


def _weight(finding: Finding, acts: Mapping[str, Act]) -> tuple[bool, int, int, str]:
    is_response = not acts[finding.act].is_harm
    return (is_response, -finding.origins.count, -finding.reports, finding.title)
