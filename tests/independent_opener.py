"""What a member's root and the whole disk open, by a script that imports nothing of Holdfast.

Written from docs/guide/vault-format.md and docs/guide/store-format.md with PyNaCl and sqlite3
alone. It asks no column who may read what: it tries every key that it has on every row there is.

    python -m tests.independent_opener BODIES KEYSTORE EPOCH FILES INSTALLATION MEMBER

The root is read from standard input, in hex, and keys kept from earlier after it. Prints JSON:
plaintexts (hex) of records and SHA-256 of files, by id.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from tests.vault.second_opener import derived, open_file, open_grant, open_value

FILE, KEY, EPOCH, RECORD = 2, 3, 9, 1
REFUSALS = (AssertionError, CryptoError, KeyError, IndexError)


class Disk:
    """The tables and folders of a site, as bytes."""

    def __init__(self, bodies: Path, keystore: Path, epoch: Path, files: Path) -> None:
        self.bodies = sqlite3.connect(f"file:{bodies}?mode=ro", uri=True)
        self.keystore = sqlite3.connect(f"file:{keystore}?mode=ro", uri=True)
        self.layers = {int(path.stem): path.read_bytes() for path in epoch.glob("*.key")}
        self.files = files

    def close(self) -> None:
        self.bodies.close()
        self.keystore.close()

    def rows(self, store: str, table: str, *columns: str) -> list[tuple]:
        query = f"SELECT {', '.join(columns)} FROM {table}"
        return list(getattr(self, store).execute(query))


class Opener:
    """All that opens, from one root."""

    def __init__(self, disk: Disk, installation: str, member: str, root: bytes) -> None:
        self.disk, self.installation, self.member, self.root = disk, installation, member, root
        box = derived(root, "x25519")
        verifying, _ = sodium.crypto_sign_seed_keypair(derived(root, "ed25519"))
        self.mine = {"recipient_box": sodium.crypto_scalarmult_base(box)}
        self.mine["recipient_signing"] = verifying
        self.scopes = {
            row[0]: row[1:]
            for row in disk.rows("bodies", "keyring_scopekey", "id", "scope", "part")
        }
        members = disk.rows("bodies", "accounts_memberrow", "id", "box_public", "signing_public")
        self.members = {row[0]: row[2] for row in members}

    def context(self, kind: int, record: str, scope: str, epoch: int, version: int) -> dict:
        return {
            "installation": self.installation,
            "kind": kind,
            "record": record,
            "scope": scope,
            "epoch": epoch,
            "version": version,
        }

    def uncovered(self, wrap: str, scope_key: str, layer: int, sealed: bytes) -> bytes:
        context = self.context(EPOCH, wrap, scope_key, layer, 0)
        return open_value(sealed, self.disk.layers[layer], context)

    def scope_keys(self) -> Iterator[bytes]:
        """Every key of a scope that the root opens, granted or kept."""
        columns = ("id", "scope_key", "granter", "epoch", "layer", "sealed")
        for wrap, scope_key, granter, epoch, layer, sealed in self.disk.rows(
            "keystore", "keyring_memberwrap", *columns
        ):
            with contextlib.suppress(*REFUSALS):
                inner = self.uncovered(wrap, scope_key, layer, sealed)
                scope, part = self.scopes[scope_key]
                if inner.startswith(b"HG1"):
                    context = {
                        "installation": self.installation,
                        "scope": scope,
                        "part": part,
                        "grant": wrap,
                        "granter": granter,
                        "granter_signing": self.members[granter],
                        "recipient": self.member,
                        "epoch": epoch,
                        **self.mine,
                    }
                    yield open_grant(inner, self.root, context)
                else:
                    context = self.context(KEY, f"{wrap}/{part}", scope, epoch, 0)
                    yield open_value(inner, derived(self.root, "keyring"), context)

    def unit_keys(self, scope_keys: list[bytes]) -> Iterator[bytes]:
        """Every key of a unit that one of these opens."""
        columns = ("id", "scope_key", "unit", "key_epoch", "under_epoch", "layer", "sealed")
        for wrap, scope_key, unit, key_epoch, under_epoch, layer, sealed in self.disk.rows(
            "keystore", "keyring_unitwrap", *columns
        ):
            for key in scope_keys:
                with contextlib.suppress(*REFUSALS):
                    inner = self.uncovered(wrap, scope_key, layer, sealed)
                    scope, part = self.scopes[scope_key]
                    place = self.context(KEY, f"{unit}/{part}", scope, under_epoch, key_epoch)
                    yield open_value(inner, key, place)

    def everything(self, known: list[bytes]) -> dict[str, dict[str, str]]:
        """What opens: with the root, and with keys that were kept from earlier (`known`)."""
        scope_keys = [*self.scope_keys(), *known]
        keys = [*self.unit_keys(scope_keys), *known]
        return {
            "keys": {str(n): key.hex() for n, key in enumerate(scope_keys + keys)},
            "records": dict(self.records(keys)),
            "files": dict(self.sealed_files(keys)),
        }

    def records(self, keys: list[bytes]) -> Iterator[tuple[str, str]]:
        columns = ("id", "scope_key", "epoch", "revision", "body")
        for record, scope_key, epoch, revision, body in self.disk.rows(
            "bodies", "keyring_recordbody", *columns
        ):
            for key in keys:
                with contextlib.suppress(*REFUSALS):
                    place = self.context(RECORD, record, self.scopes[scope_key][0], epoch, revision)
                    yield record, open_value(body, key, place).hex()

    def sealed_files(self, keys: list[bytes]) -> Iterator[tuple[str, str]]:
        rows = self.disk.rows("bodies", "keyring_filebody", "id", "scope_key", "epoch")
        for file, scope_key, epoch in rows:
            sealed = (self.disk.files / file).read_bytes()
            for key in keys:
                with contextlib.suppress(*REFUSALS):
                    place = self.context(FILE, file, self.scopes[scope_key][0], epoch, 1)
                    yield file, hashlib.sha256(open_file(sealed, key, place)).hexdigest()


def main(arguments: list[str]) -> None:
    *paths, installation, member = arguments
    root, *known = (bytes.fromhex(line) for line in sys.stdin.read().split())
    disk = Disk(*(Path(path) for path in paths))
    print(json.dumps(Opener(disk, installation, member, root).everything(known)))  # noqa: T201
    disk.close()
    ours = sorted(name for name in sys.modules if name.split(".")[0] in {"holdfast", "django"})
    assert not ours, ours


if __name__ == "__main__":
    main(sys.argv[1:])
