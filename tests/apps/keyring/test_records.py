from typing import ClassVar

import msgspec
import pytest

from holdfast.apps.keyring.errors import NewerRecordError, WrongTypeError
from holdfast.apps.keyring.records import (
    Sealable,
    decode,
    encode,
    is_kind,
    kind_and_week,
    kind_of,
    known_kinds,
)


class First(Sealable, frozen=True, kw_only=True):
    KIND = "test.person"
    name: str


class Third(Sealable, frozen=True, kw_only=True):
    KIND = "test.person"
    SCHEMA = 3
    UPGRADES: ClassVar = {
        1: lambda fields: {"names": [fields["name"]]},
        2: lambda fields: {**fields, "age": None},
    }
    names: list[str]
    age: int | None


class Other(Sealable, frozen=True, kw_only=True):
    KIND = "test.personal"
    name: str


def test_a_record_reads_back_as_it_was() -> None:
    value = First(name="Ирма")
    assert decode(encode(value), First) == value


def test_an_older_record_is_brought_to_the_newest_version_step_by_step() -> None:
    assert decode(encode(First(name="Irma")), Third) == Third(names=["Irma"], age=None)


def test_a_newer_record_is_refused() -> None:
    with pytest.raises(NewerRecordError):
        decode(encode(Third(names=[], age=1)), First)


@pytest.mark.parametrize(
    "plain",
    [
        encode(Other(name="x")),
        b"",
        b"\x00",
        msgspec.msgpack.encode(("test.person", 1)),
        msgspec.msgpack.encode(("test.person", 1, {"name": "x", "unknown": 1})),
        msgspec.msgpack.encode(("test.person", 1, {})),
    ],
)
def test_what_is_not_a_record_of_the_kind_is_refused(plain: bytes) -> None:
    with pytest.raises(WrongTypeError):
        decode(plain, First)


def test_an_older_record_without_its_fields_is_refused() -> None:
    with pytest.raises(WrongTypeError):
        decode(msgspec.msgpack.encode(("test.person", 1, {})), Third)


def test_a_kind_that_begins_like_another_is_another() -> None:
    assert kind_of(encode(Other(name="x"))) == "test.personal"
    assert not is_kind(encode(Other(name="x")), First)
    assert is_kind(encode(First(name="x")), First)
    assert is_kind(encode(Third(names=[], age=1)), First)


def test_the_week_it_was_saved_in_stands_beside_the_kind_and_an_older_form_has_none() -> None:
    assert kind_and_week(encode(First(name="x"), week="2031-W14")) == ("test.person", "2031-W14")
    older = msgspec.msgpack.encode(("test.person", 1, {"name": "x"}))
    assert kind_and_week(older) == ("test.person", "")
    assert decode(older, First) == First(name="x")


def test_every_kind_that_was_imported_is_known_by_its_name() -> None:
    assert known_kinds()["test.personal"] is Other


def test_what_shows_a_record_shows_its_kind_and_nothing_of_it() -> None:
    assert repr(First(name="Irma")) == "<test.person>"
    assert str([First(name="Irma")]) == "[<test.person>]"
