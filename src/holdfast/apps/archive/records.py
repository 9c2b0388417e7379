"""What the archive seals.

Invariants:
- Who the witness is stands in `Witness` alone, under the identity key of the testimony's scope.
- An exhibit's file is written once. A copy to work on is an exhibit of its own.
- `EndedCard` lies in the team's scope, for all to heed: opaque ids, no name and no word.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded

from .rules import Account, Copy, Custody, Paragraph, Step, Use


class Testimony(Sealable, frozen=True, kw_only=True):
    """What somebody said, under a changed name. `taken` is a date, perhaps partial, or a week."""

    KIND = "archive.testimony"
    KEPT = UntilShredded("what somebody agreed to be kept ends when they take it back, not by age")
    changed_name: str
    language: str
    taken: str
    taken_by: str
    account: Account
    circumstances: str = ""
    repeat_reason: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


class Witness(Sealable, frozen=True, kw_only=True):
    """Who it was. `case` is an opaque id of the casework, or empty."""

    KIND = "archive.witness"
    KEPT = UntilShredded("it is needed to ask them, and to keep their name out of what leaves")
    real_name: str
    other_names: tuple[str, ...] = ()
    case: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves, each as kind and text."""
        names = [("person", self.real_name), *(("nickname", name) for name in self.other_names)]
        return tuple((kind, name) for kind, name in names if name)


class Opening(Sealable, frozen=True, kw_only=True):
    """That a member looked who the witness is, and why."""

    KIND = "archive.opening"
    KEPT = UntilShredded("who looked at a name is told as long as the name is there")
    by: str
    day: str
    reason: str


class Exhibit(Sealable, frozen=True, kw_only=True):
    """A file and what is known of it. While it is arriving, `file` is empty."""

    KIND = "archive.exhibit"
    KEPT = UntilShredded("an exhibit is worth nothing once its record is gone")
    title: str
    file_name: str
    collected_by: str
    collected: str
    where_from: str
    tool: str
    context: str
    copy: Copy
    copy_of: str
    entered_by: str
    entered: str
    file: str = ""
    sha256: str = ""
    size_bytes: int = 0
    event: str = ""


class CustodyAct(Sealable, frozen=True, kw_only=True):
    """Something that happened to an exhibit, counted from 1. `event` names its signed entry."""

    KIND = "archive.custody_act"
    KEPT = UntilShredded("custody has no gap")
    exhibit: str
    number: int
    step: Custody
    day: str
    by: str
    to: str = ""
    said: str = ""
    holds: bool = True
    event: str = ""


class EndedUse(msgspec.Struct, frozen=True, kw_only=True):
    """One use of one paragraph that was ended by this step and not agreed to again."""

    paragraph: str
    use: Use
    step: Step


class EndedCard(Sealable, frozen=True, kw_only=True):
    """What may no longer be done with a testimony, as every member of the team may know it."""

    KIND = "archive.ended_card"
    KEPT = UntilShredded("what was taken back is heeded for ever")
    testimony: str
    uses: tuple[EndedUse, ...]
