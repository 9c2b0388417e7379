"""Corrections applied to sources, statements and findings.

Invariants:
- What a person touched is marked as judged, and only that.
- Sources are corrected before statements, and both before anything is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from holdfast.methods.corroboration.record import (
    Finding,
    Modality,
    Origins,
    Party,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)

from .corrections import Correction, Fate, Outcome


class Desk:
    """Sources and statements under correction: read `sources`, `statements`, `outcomes`."""

    def __init__(self, sources: Iterable[Source], statements: Iterable[Statement]) -> None:
        self.sources = {source.id: source for source in sources}
        self.statements = {statement.id: statement for statement in statements}
        self.outcomes: list[Outcome] = []

    def apply(self, corrections: Sequence[Correction]) -> None:
        """Apply what concerns sources first, then statements, each in the order of the file."""
        for correction in corrections:
            if correction.id in self.sources:
                self._try(correction, _SOURCE_FIELDS)
        for correction in corrections:
            if correction.id in self.statements:
                self._try(correction, _STATEMENT_FIELDS)

    def find_source(self, name: str) -> Source | None:
        """The source with this id, or the only one with this name or alias."""
        if name in self.sources:
            return self.sources[name]
        wanted = name.casefold()
        found = [
            source
            for source in self.sources.values()
            if wanted in {source.name.casefold(), *(alias.casefold() for alias in source.aliases)}
        ]
        return found[0] if len(found) == 1 else None

    def replace_source(self, old: Source, new: Source) -> None:
        """Let `new` stand wherever `old` stood."""
        for statement in list(self.statements.values()):
            if old.id in (*statement.chain, *statement.confirmed_by):
                self.statements[statement.id] = _with_source(statement, old.id, new.id)
        aliases = {old.name, *old.aliases, *new.aliases} - {new.name}
        self.sources[new.id] = msgspec.structs.replace(new, aliases=tuple(sorted(aliases)))
        del self.sources[old.id]

    def _try(self, correction: Correction, fields: dict[str, Change]) -> None:
        if not correction.who or not correction.why:
            self._report(correction, Fate.NOT_UNDERSTOOD, "It does not say who and why.")
        elif correction.field not in fields:
            allowed = ", ".join(fields)
            self._report(correction, Fate.NOT_UNDERSTOOD, f"The field can be: {allowed}.")
        else:
            objection = fields[correction.field](self, correction)
            fate = Fate.NOT_UNDERSTOOD if objection else Fate.APPLIED
            self._report(correction, fate, objection)

    def _report(self, correction: Correction, fate: Fate, said: str) -> None:
        self.outcomes.append(Outcome(correction, fate, said))


Change = Callable[[Desk, Correction], str]  # returns an objection, or nothing


def _merge_source(desk: Desk, correction: Correction) -> str:
    other = desk.find_source(correction.value)
    if other is None or other.id == correction.id:
        return "The value must be the id or the full name of another source."
    desk.replace_source(desk.sources[correction.id], other)
    return ""


def _join_body(desk: Desk, correction: Correction) -> str:
    body = desk.find_source(correction.value)
    if body is None or body.id == correction.id:
        return "The value must be the id or the full name of another source."
    speaker = desk.sources[correction.id]
    desk.sources[speaker.id] = msgspec.structs.replace(speaker, member_of=body.id)
    for statement in list(desk.statements.values()):
        if statement.origin == speaker.id:
            _set_origin(desk, statement, body.id)
    return ""


def _rename(desk: Desk, correction: Correction) -> str:
    if not correction.value:
        return "The value must be a name."
    source = desk.sources[correction.id]
    aliases = tuple(sorted({*source.aliases, source.name} - {correction.value}))
    desk.sources[source.id] = msgspec.structs.replace(
        source, name=correction.value, aliases=aliases
    )
    return ""


def _set_source_kind(desk: Desk, correction: Correction) -> str:
    if correction.value not in {kind.value for kind in SourceKind}:
        return f"The value can be: {', '.join(SourceKind)}."
    source = desk.sources[correction.id]
    desk.sources[source.id] = msgspec.structs.replace(source, kind=SourceKind(correction.value))
    return ""


def _set_speaker(desk: Desk, correction: Correction) -> str:
    statement = desk.statements[correction.id]
    if correction.value == "none":
        chain = statement.chain[:1]
        _judge(desk, statement, speaker=None, origin=None, chain=chain)
        return ""
    source = desk.find_source(correction.value)
    if source is None:
        return "The value must be the id or the full name of a source, or none."
    span = None if statement.speaker is None else statement.speaker.span
    _judge(desk, statement, speaker=Party(source=source.id, span=span))
    body = source.member_of if source.kind is not SourceKind.WITNESS else None
    old = statement.speaker.source if statement.speaker else statement.origin
    links = [link for link in statement.chain if link not in (old, statement.origin)]
    chain = tuple(dict.fromkeys([*(links or statement.chain[:1]), source.id]))
    _judge(desk, desk.statements[correction.id], chain=chain, origin=source.id)
    _set_origin(desk, desk.statements[correction.id], body or source.id)
    return ""


def _set_statement_origin(desk: Desk, correction: Correction) -> str:
    source = desk.find_source(correction.value)
    if correction.value != "none" and source is None:
        return "The value must be the id or the full name of a source, or none."
    _set_origin(desk, desk.statements[correction.id], None if source is None else source.id)
    return ""


def _set_same_as(desk: Desk, correction: Correction) -> str:
    if correction.value == "none":
        _judge(desk, desk.statements[correction.id], same_as=None)
        return ""
    other = desk.statements.get(correction.value)
    if other is None or other.id == correction.id:
        return "The value must be the id of another statement, or none."
    _judge(desk, desk.statements[correction.id], same_as=other.same_as or other.id)
    return ""


def _set_kind(desk: Desk, correction: Correction) -> str:
    if correction.value not in {kind.value for kind in StatementKind}:
        return f"The value can be: {', '.join(StatementKind)}."
    kind = StatementKind(correction.value)
    _judge(desk, desk.statements[correction.id], kind=kind)
    return ""


def _set_modality(desk: Desk, correction: Correction) -> str:
    if correction.value not in {modality.value for modality in Modality}:
        return f"The value can be: {', '.join(Modality)}."
    _judge(desk, desk.statements[correction.id], modality=Modality(correction.value))
    return ""


def _set_negated(desk: Desk, correction: Correction) -> str:
    if correction.value not in ("yes", "no"):
        return "The value can be: yes, no."
    _judge(desk, desk.statements[correction.id], negated=correction.value == "yes")
    return ""


def _set_acts(desk: Desk, correction: Correction) -> str:
    _judge(desk, desk.statements[correction.id], acts=tuple(correction.value.split()))
    return ""


def _confirm(desk: Desk, correction: Correction) -> str:
    if correction.value != "yes":
        return "The value can be: yes."
    _judge(desk, desk.statements[correction.id])
    return ""


_SOURCE_FIELDS: dict[str, Change] = {
    "same_as": _merge_source,
    "member_of": _join_body,
    "name": _rename,
    "kind": _set_source_kind,
}
_STATEMENT_FIELDS: dict[str, Change] = {
    "speaker": _set_speaker,
    "origin": _set_statement_origin,
    "same_as": _set_same_as,
    "kind": _set_kind,
    "modality": _set_modality,
    "negated": _set_negated,
    "acts": _set_acts,
    "judged": _confirm,
}


def _judge(desk: Desk, statement: Statement, **changes: object) -> None:
    changes["judged"] = True
    desk.statements[statement.id] = msgspec.structs.replace(statement, **changes)


def _set_origin(desk: Desk, statement: Statement, origin: str | None) -> None:
    links = [link for link in statement.chain if link != origin]
    if origin is None:
        links = [link for link in links if link != statement.origin] or links[:1]
    _judge(
        desk,
        statement,
        origin=origin,
        chain=tuple(links if origin is None else [*links, origin]),
    )


def _with_source(statement: Statement, old: str, new: str) -> Statement:
    def swap(source: str) -> str:
        return new if source == old else source

    def swap_party(party: Party | None) -> Party | None:
        return None if party is None else Party(source=swap(party.source), span=party.span)

    return msgspec.structs.replace(
        statement,
        speaker=swap_party(statement.speaker),
        told_to=swap_party(statement.told_to),
        chain=tuple(dict.fromkeys(swap(link) for link in statement.chain)),
        origin=None if statement.origin is None else swap(statement.origin),
        confirmed_by=tuple(dict.fromkeys(swap(link) for link in statement.confirmed_by)),
        judged=True,
    )


_COUNT = re.compile(r"(\d+)(?:\s*\((\d+)\s*[-–]\s*(\d+)\))?")


def judge_findings(
    findings: Sequence[Finding], corrections: Sequence[Correction]
) -> tuple[list[Finding], list[Outcome]]:
    """Findings with the origins that a person counted: field `origins`, value `5` or `5 (4-7)`."""
    by_id = {finding.id: finding for finding in findings}
    outcomes = []
    for correction in corrections:
        if correction.id in by_id:
            origins = _judged_origins(by_id[correction.id].origins, correction)
            if origins is None:
                said = "The field is origins; the value is written 5 or 5 (4-7), with who and why."
                outcomes.append(Outcome(correction, Fate.NOT_UNDERSTOOD, said))
                continue
            judged = msgspec.structs.replace(by_id[correction.id], origins=origins)
            by_id[correction.id] = judged
            outcomes.append(Outcome(correction, Fate.APPLIED))
    return list(by_id.values()), outcomes


def _judged_origins(origins: Origins, correction: Correction) -> Origins | None:
    found = _COUNT.fullmatch(correction.value)
    if correction.field != "origins" or not found or not correction.who or not correction.why:
        return None
    count = int(found[1])
    least, most = (int(found[2]), int(found[3])) if found[2] else (count, count)
    if not least <= count <= most:
        return None
    return msgspec.structs.replace(origins, count=count, min=least, max=most, reviewed=True)
