"""Writing down what somebody agrees to, and what they take back.

Invariants:
- Both are acts in the paragraph's history; neither is ever removed.
- Taking back needs no reason, no revision and no waiting: it is saved over whatever stands.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

import msgspec

from holdfast.apps.archive.errors import NoSuchParagraphError
from holdfast.apps.archive.records import Testimony
from holdfast.apps.archive.rules import (
    Agreement,
    ConsentAct,
    TestimonyId,
    Use,
    acts_of,
    withdrawal,
)
from holdfast.apps.keyring.rules import Actor
from holdfast.kernel.clock import Clock, utc_now

from .testimony import change_testimony


class Every(Enum):
    """All paragraphs of a testimony, whichever there are when it is saved."""

    PARAGRAPH = "every paragraph"


Chosen = Collection[str] | Every


def give_consent(
    *,
    actor: Actor,
    testimony: TestimonyId,
    paragraphs: Collection[str],
    agreement: Agreement,
    revision: int,
) -> None:
    """An agreement about paragraphs as they were read at `revision`: it is about those words.

    Raises NotPermittedError, NotGrantedError, ConsentFormError, IncompleteError,
    NoSuchParagraphError, EditConflictError, StoreError.
    """
    acts = acts_of(agreement, by=actor.member)
    change_testimony(
        actor, testimony, lambda said: _with_acts(said, paragraphs, acts), revision=revision
    )


def withdraw_consent(
    *,
    actor: Actor,
    testimony: TestimonyId,
    paragraphs: Chosen,
    use: Use,
    audience: str = "",
    clock: Clock = utc_now,
) -> None:
    """Take back the agreement to a use, for one audience or for all.

    Taking back `Use.KEEP` ends every other use with it; destroying the words is a step of its own
    (`testimony.shred_testimony`). Raises NotPermittedError, NotGrantedError, NoSuchParagraphError,
    StoreError.
    """
    act = withdrawal(use, by=actor.member, day=clock().date(), audience=audience)
    change_testimony(actor, testimony, lambda said: _with_acts(said, paragraphs, (act,)))


def _with_acts(said: Testimony, chosen: Chosen, acts: tuple[ConsentAct, ...]) -> Testimony:
    known = {paragraph.id for paragraph in said.paragraphs}
    wanted = known if isinstance(chosen, Every) else set(chosen)
    if not wanted or not wanted <= known:
        raise NoSuchParagraphError
    paragraphs = tuple(
        msgspec.structs.replace(p, acts=(*p.acts, *acts)) if p.id in wanted else p
        for p in said.paragraphs
    )
    return msgspec.structs.replace(said, paragraphs=paragraphs)
