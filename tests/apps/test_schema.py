"""Every column of every store is declared in docs/guide/store-format.md, and is what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connections
from tests.apps import stage
from tests.apps.keyring.cast import Note, found_team, give, open_case

from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.heads import sign_head
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.writing import writing

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "store-format.md"
KINDS = {
    "opaque id", "ISO week", "ciphertext", "public key", "signature", "digest", "revision", "epoch",
    "tree index", "label", "constant", "alias", "lock", "grant", "key", "letter",
}  # fmt: skip
OPAQUE = re.compile(r"[a-z2-7]{26}")
Column = tuple[str, str, str]


def declared() -> dict[Column, str]:
    rows = re.findall(
        r"^\| (bodies|keystore|intake|watch) \| (\w+) \| (\w+) \| ([\w ]+) \|",
        PAGE.read_text("utf-8"),
        re.MULTILINE,
    )
    return {(store, table, column): kind for store, table, column, kind in rows}


def standing() -> set[Column]:
    found = set()
    for store in stage.STORES:
        connection = connections[store]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                for column in connection.introspection.get_table_description(cursor, table):
                    found.add((store, table, column.name))
    return found


def values(column: Column) -> list:
    store, table, name = column
    with connections[store].cursor() as cursor:
        cursor.execute(f'SELECT "{name}" FROM "{table}"')
        return [bytes(v) if isinstance(v, memoryview) else v for (v,) in cursor.fetchall()]


def live(said: str, named: str, event: str, content: bytes) -> None:
    """The same acts, whatever is said in them."""
    team = found_team()
    case = open_case(team.lead, said=said, named=named)
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    with writing(team.lead) as write:
        save(write, case.said, Note(text=said, place=named), revision=1)
        add(write, case.identity, Note(text=named))
        enter_event(write, case.content, {"kind": event, "size_bytes": len(content)})
    store_file(team.lead, case.content, [content])
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    sign_head(team.lead)
    assert len(list(find(team.lead, Note))) == 3
    assert read(team.lead, case.said, Note).value.text == said


def test_every_column_is_declared_and_every_declaration_is_a_column(site: Path) -> None:
    assert standing() == set(declared())
    assert set(declared().values()) <= KINDS


@pytest.mark.skipif(bool(stage.POSTGRES), reason="one engine is enough")
def test_an_undeclared_column_is_noticed(site: Path) -> None:
    with connections["bodies"].cursor() as cursor:
        cursor.execute("ALTER TABLE keyring_unit ADD COLUMN name text")
    assert standing() - set(declared()) == {("bodies", "keyring_unit", "name")}


def test_every_value_is_of_its_declared_kind(site: Path) -> None:
    live("The road is watched.", "Irma", "exhibit", b"x" * 1000)
    for column, kind in declared().items():
        for value in values(column):
            if kind == "opaque id":
                assert OPAQUE.fullmatch(value), column
            elif kind == "ISO week":
                assert re.fullmatch(r"(\d{4}-W\d{2})?", value), column
            elif kind == "ciphertext":
                assert value.startswith(b"HF1"), column
                assert len(value) in {609, 2145, 8289, 32865}, column
            elif kind == "letter":
                assert value.startswith(b"HP1"), column
                assert len(value) - 83 in {609, 2145, 8289, 32865}, column
            elif kind in {"digest", "public key"}:
                assert len(value) % 32 == 0, column
            elif kind in {"revision", "epoch", "tree index"}:
                assert isinstance(value, int), column


def shape(folder: Path) -> dict:
    """How many rows each table has, how long each value is, how large each file."""
    lengths = {
        column: sorted(len(v) if isinstance(v, bytes | str) else v for v in values(column))
        for column in declared()
        if column[1] not in {"django_migrations", "ledger_subtree"}
    }
    sizes = sorted(path.stat().st_size for path in (folder / "files").iterdir())
    return {"lengths": lengths, "files": sizes}


def test_the_same_acts_with_other_content_of_one_size_class_look_the_same() -> None:
    shapes = []
    for words in (
        ("The road is watched.", "Irma", "exhibit", b"x" * 1000),
        ("", "Ирма Оравец, 1994", "тест" * 20, b""),
    ):
        with stage.folder() as folder:
            site = stage.stand(folder / "site")
            live(*words)
            shapes.append(shape(site))
            stage.leave()
    assert shapes[0] == shapes[1]
