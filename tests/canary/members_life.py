"""The life of members in a process of its own: every secret that is drawn is told to TRACE.

`python -m tests.canary.members_life SITE TRACE [LEAK]`. It ends like a power cut. LEAK makes a build
that writes what a person typed to the log, which must be found out.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import Team, found_team  # noqa: E402
from tests.canary.markers import EVERYTHING  # noqa: E402

from holdfast.apps.accounts.gate import Attempt  # noqa: E402
from holdfast.apps.accounts.rules import Role  # noqa: E402
from holdfast.apps.accounts.services.directory import set_roles  # noqa: E402
from holdfast.apps.accounts.services.invitations import accept, confirm, invite  # noqa: E402
from holdfast.apps.accounts.services.leaving import end_membership  # noqa: E402
from holdfast.apps.accounts.services.login import log_in, open_member  # noqa: E402
from holdfast.apps.accounts.services.parking import Keeping, bring_back, travel  # noqa: E402
from holdfast.apps.accounts.services.passphrase import change_passphrase  # noqa: E402
from holdfast.apps.accounts.services.recovery_sheet import new_sheet, prove_sheet  # noqa: E402
from holdfast.apps.accounts.services.second_factor import (  # noqa: E402
    begin_second_factor,
    prove_second_factor,
)
from holdfast.apps.accounts.services.sessions import resume_session  # noqa: E402
from holdfast.apps.accounts.services.trustees import (  # noqa: E402
    ask_trustees,
    come_back,
    help_back,
    set_trustees,
)
from holdfast.apps.accounts.totp import as_typed, code_at, step_at  # noqa: E402
from holdfast.kernel.errors import HoldfastError  # noqa: E402
from holdfast.vault.recovery import read_printed  # noqa: E402

SECRETS: dict[str, list[str]] = {"text": [], "bytes": []}


def drawn(*secrets: str | bytes) -> None:
    for secret in secrets:
        if isinstance(secret, str):
            SECRETS["text"].append(secret)
        else:
            SECRETS["bytes"].append(secret.hex())


def live() -> None:
    """All that members do, with markers for their names and every secret noted down."""
    team = found_team("one", "two")
    join_by_a_name(team)
    opened = team.opened("canary")
    keys = opened.active.keys
    drawn(opened.root, keys.box, keys.signing, keys.keyring, keys.second_factor)
    drawn(bytes(opened.active.directory.key))
    sheet = new_sheet(opened)
    prove_sheet(opened, sheet)
    drawn(sheet, sheet.replace(" ", ""), read_printed(sheet))
    set_trustees(opened, [team.public("one"), team.public("two")], needed=2)
    sessions(team)
    asked = ask_trustees(team.people["canary"].alias, team.gate)
    drawn(asked.passphrase)
    for name in ("one", "two"):
        help_back(team.active(name), team.people["canary"].alias, asked.fingerprint)
    attempt = Attempt(team.people["canary"].alias, asked.passphrase)
    team.people["canary"].passphrase = come_back(attempt, team.gate)
    with_a_second_factor(team)
    set_roles(team.active("lead"), opened.active.id, [Role.ANALYST, Role.PUBLISHER])
    go_wrong(team)
    member = team.id("one")
    travel(team.active("one"), Keeping([team.public("lead"), team.public("two")]))
    bring_back(team.active("two"), member)
    bring_back(team.active("lead"), member)
    end_membership(team.active("lead"), member)
    drawn(*(person.passphrase for person in team.people.values()))


def join_by_a_name(team: Team) -> None:
    lead = team.active("lead")
    invitation = invite(lead, called=EVERYTHING, roles=[Role.ANALYST], gate=team.gate)
    accepted = accept(invitation.code, team.gate)
    confirm(lead, invitation.alias, accepted.fingerprint, introduce=lambda _: None, gate=team.gate)
    drawn(invitation.code, accepted.passphrase, read_printed(invitation.code))
    team.people["canary"] = type(team.people["lead"])(accepted.alias, accepted.passphrase)


def sessions(team: Team) -> None:
    cookie = log_in(team.people["canary"].attempt(), team.gate)
    team.clock.forward(minutes=5)
    resume_session(cookie, team.gate)
    half = cookie.partition(".")[2]
    drawn(half, team.gate.secret._half)
    team.people["canary"].passphrase = change_passphrase(team.opened("canary"), team.gate)
    drawn(team.people["canary"].passphrase)


def with_a_second_factor(team: Team) -> None:
    unlocked = team.active("canary").unlocked
    secret = begin_second_factor(unlocked)
    drawn(secret, as_typed(secret), as_typed(secret).replace(" ", ""))
    prove_second_factor(unlocked, code_at(secret, step_at(team.clock.now)), team.gate)


def go_wrong(team: Team) -> None:
    """Refusals, with markers at hand: told to the log and to standard error, as a door might."""
    lead = team.people["lead"]
    for act in (
        lambda: open_member(Attempt(EVERYTHING, EVERYTHING), team.gate),
        lambda: open_member(Attempt(lead.alias, EVERYTHING), team.gate),
        lambda: accept(EVERYTHING, team.gate),
        lambda: resume_session(EVERYTHING, team.gate),
        lambda: open_member(team.people["canary"].attempt(code=EVERYTHING), team.gate),
    ):
        try:
            act()
        except HoldfastError as error:
            logging.getLogger("holdfast.accounts").warning("%s", error)
            print(repr(error), repr(team.gate), file=sys.stderr)  # noqa: T201
        else:
            raise AssertionError("it should have been refused")


if __name__ == "__main__":
    where, trace_file, *leaks = sys.argv[1:]
    stage.stand(Path(where))
    live()
    for leak in leaks:
        logging.getLogger("holdfast.accounts").warning("%s: %s", leak, SECRETS["text"])
    Path(trace_file).write_text(json.dumps(SECRETS), "utf-8")
    os._exit(0)
