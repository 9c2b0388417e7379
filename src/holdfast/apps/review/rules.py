"""How people judge what a machine gathered, as values and pure functions.

Invariants:
- A machine's count and a person's judgement never stand in one another's place.
- A judgement has a person, a day and a reason; the latest of each person counts.
- Where two people differ, it is open; what nobody judged is said to be judged by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

import msgspec

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.keyring.rules import Actor, RecordId, require
from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.record import (
    Form,
    Modality,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)

from .errors import ReasonMissingError

FindingId = NewType("FindingId", str)
StatementId = NewType("StatementId", str)
LinkId = NewType("LinkId", RecordId)


class Verdict(StrEnum):
    """What a person says of a finding. The text is sealed and never changes."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does not hold"
    OPEN = "open"


class StatementVerdict(StrEnum):
    """What a person says of a statement under a finding."""

    BELONGS = "belongs here"
    OTHER_EVENT = "about another event"
    MISATTRIBUTED = "misattributed"
    NOT_SAID = "does not say this"


class Side(StrEnum):
    """Whether a paragraph of testimony speaks for a finding or against it."""

    FOR = "for"
    AGAINST = "against"


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One person's judgement of a finding."""

    verdict: Verdict
    reason: str
    by: str
    day: str


class StatementJudgement(msgspec.Struct, frozen=True, kw_only=True):
    """One person's judgement of a statement under a finding."""

    statement: str
    verdict: StatementVerdict
    reason: str
    by: str
    day: str


class FromTestimony(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of testimony under a finding. Its words stay in the archive.

    `until` is the last day on which it may be held against what others say; empty without an end.
    """

    testimony: str
    paragraph: str
    changed_name: str
    language: str
    side: Side
    by: str
    day: str
    until: str = ""

    @property
    def id(self) -> StatementId:
        """The id of the statement that this paragraph is under a finding."""
        return StatementId(derived_id("t", self.testimony, self.paragraph))


class CountedBefore(msgspec.Struct, frozen=True, kw_only=True):
    """What a person had counted in a record before it was brought in."""

    count: int
    least: int
    most: int
    day: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where people's judgement stands: None where nobody judged, or where they differ."""

    verdict: Verdict | StatementVerdict | None = None
    people: int = 0

    @property
    def differ(self) -> bool:
        """Whether people judged and do not agree."""
        return self.verdict is None and self.people > 0

    @property
    def has_second(self) -> bool:
        """Whether a second person judged the same."""
        return self.verdict is not None and self.people > 1


def standing(judgements: Iterable[Judgement | StatementJudgement]) -> Standing:
    """The latest judgement of each person, taken together."""
    latest = {judgement.by: judgement.verdict for judgement in judgements}
    verdicts = set(latest.values())
    agreed = verdicts.pop() if len(verdicts) == 1 else None
    return Standing(agreed, len(latest))


def set_aside(judgements: Sequence[StatementJudgement]) -> dict[str, StatementVerdict]:
    """The statements that people agree do not belong under the finding, and why."""
    found: dict[str, StatementVerdict] = {}
    for statement in dict.fromkeys(judgement.statement for judgement in judgements):
        said = standing(j for j in judgements if j.statement == statement).verdict
        if isinstance(said, StatementVerdict) and said is not StatementVerdict.BELONGS:
            found[statement] = said
    return found


def checked_reason(reason: str) -> str:
    """The reason as it is kept. Raises ReasonMissingError."""
    if not reason.strip():
        raise ReasonMissingError
    return reason.strip()


def require_documenting(actor: Actor) -> None:
    """Return where the actor may bring testimony and press together. Raises NotPermittedError.

    Whoever takes testimony knows who the witness is; whoever judges reports weighs what it means.
    """
    if not may(actor.roles, Permission.TAKE_TESTIMONY):
        require(actor, Permission.JUDGE_REPORTS)


# ------------------------------------------------------------ a testimony among the sources


def witness_source(testimony: str, changed_name: str) -> Source:
    """The person of a testimony as a source, under their changed name."""
    return Source(
        id=derived_id("s", "testimony", testimony),
        name=changed_name,
        kind=SourceKind.WITNESS,
        pseudonym=True,
    )


def testimony_statement(told: FromTestimony, act: str, text: str) -> Statement:
    """A paragraph of testimony as a statement whose origin is the person who gave it."""
    source = witness_source(told.testimony, told.changed_name).id
    return Statement(
        id=told.id,
        report="",
        spans=(),
        text=text,
        kind=StatementKind.ALLEGATION if told.side is Side.FOR else StatementKind.DENIAL,
        negated=False,
        modality=Modality.STATED,
        form=Form.DIRECT,
        speaker=None,
        told_to=None,
        chain=(source,),
        origin=source,
        same_as=None,
        confirmed_by=(),
        acts=(act,),
        judged=True,
    )
