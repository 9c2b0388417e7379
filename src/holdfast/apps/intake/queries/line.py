"""The line's own record: its keys, and the scope that all of its conversations stand in.

Invariants: who holds no grant to the line's scope learns only whether there is a line.
"""

from __future__ import annotations

import base64
import hashlib

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.intake.errors import LineClosedError
from holdfast.apps.intake.place import FILE_NAME, intake_folder
from holdfast.apps.intake.records import Line
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.bodies import Stored, read
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, RecordId


def line_id() -> RecordId:
    """The id of the one record of the line, the same for every member of this installation."""
    digest = hashlib.blake2b(f"line/{installation()}".encode(), digest_size=16).digest()
    return RecordId(base64.b32encode(digest).decode().rstrip("=").lower())


def the_line(actor: Actor) -> Stored[Line]:
    """The line, opened. Raises LineClosedError (there is none), NotGrantedError."""
    if not is_open():
        raise LineClosedError
    return read(actor, line_id(), Line)


def is_open() -> bool:
    """Whether this site has a line with a door."""
    return (intake_folder() / FILE_NAME).is_file()


def who_answers(actor: Actor) -> list[MemberId]:
    """The members who can read the line; empty for somebody who cannot."""
    return holders(actor, the_line(actor).scope, Part.CONTENT)
