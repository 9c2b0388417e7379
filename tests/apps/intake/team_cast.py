"""The cast of the team's side of the line: a watch, who is told, and a sender that notes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.team import own_notices
from holdfast.apps.intake.services.line import join_line
from holdfast.apps.intake.services.team import set_own_notices
from holdfast.apps.intake.services.telling import tell_watch
from holdfast.apps.intake.team.notices import By, NoticeKind, Quiet
from holdfast.apps.intake.team.records.settings import OwnNotices
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.watch.errors import AddressRefusedError, PostClosedError
from holdfast.apps.watch.post import Saying
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.services.founding import _new_box

ALL = tuple(NoticeKind)


@dataclass
class Mouth:
    """A way to tell: notes what was said where, refuses addresses, or takes nothing."""

    said: list[tuple[str, str]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    is_closed: bool = False
    after: Callable[[], None] = lambda: None

    def __call__(self, address: str, says: Saying) -> None:
        if self.is_closed:
            raise PostClosedError
        if address in self.refuses:
            raise AddressRefusedError
        self.said.append((address, says.text))
        self.after()

    def heard(self) -> list[tuple[str, str]]:
        """What was said since the last look."""
        said, self.said = self.said, []
        return said


def founded_watch(line: LineTeam) -> Letterbox:
    """The watch's key, as the team and the door know it."""
    box = _new_box(line.lead)
    tell_watch(actor=line.mira, clock=line.clock)
    return box


def told_at(
    actor: Actor,
    address: str = "mira@mail.example",
    *,
    kinds: tuple[NoticeKind, ...] = ALL,
    by: By = By.MAIL,
    quiet: Quiet | None = None,
) -> None:
    """A member says where they are told."""
    _, revision = own_notices(actor, actor.member)
    own = OwnNotices(member=actor.member, by=by, address=address, kinds=kinds, quiet=quiet)
    set_own_notices(actor=actor, own=own, revision=revision)


def nor(line: LineTeam) -> Actor:
    """One more who answers."""
    line.team.join("nor")
    join_line(actor=line.lead, member=line.team.unlocked["nor"].id)
    return at_work(line.team.back("nor"), Role.CASE_WORKER)
