"""The cast of the vault's tests: an installation, a case, and the members who hold it."""

from __future__ import annotations

import json
from pathlib import Path

from holdfast.vault.envelope import Context, Kind, Plaintext, SymmetricKey
from holdfast.vault.grants import GrantContext
from holdfast.vault.keys import MemberKeys, Root, member_keys

VECTORS = Path(__file__).parent.parent / "vectors" / "vault"
KEY = SymmetricKey(bytes(range(32)))
OTHER_KEY = SymmetricKey(bytes(range(1, 33)))
TEXT = Plaintext("Ирма said the road past Ostrelle is watched.".encode())
LEAD: MemberKeys = member_keys(Root(b"lead".ljust(32, b".")))
MEMBER: MemberKeys = member_keys(Root(b"member".ljust(32, b".")))
OUTSIDER: MemberKeys = member_keys(Root(b"outsider".ljust(32, b".")))


def place(**changes: object) -> Context:
    """Where the tests' record stands, with what a test changes about it."""
    fields = {
        "installation": "inst-tervenia",
        "kind": Kind.RECORD,
        "record": "record-7",
        "scope": "case-3",
        "epoch": 2,
        "version": 5,
    }
    return Context(**{**fields, **changes})


def gift(**changes: object) -> GrantContext:
    """What the tests' lead gives the member, with what a test changes about it."""
    fields = {
        "installation": "inst-tervenia",
        "scope": "case-3",
        "part": "content",
        "grant": "grant-1",
        "granter": "lead",
        "granter_public": LEAD.public,
        "recipient": "member",
        "recipient_public": MEMBER.public,
        "epoch": 2,
    }
    return GrantContext(**{**fields, **changes})


def vectors(name: str) -> list[dict]:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
