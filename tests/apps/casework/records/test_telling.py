import datetime as dt

from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.intake.rules import ErrandKind
from holdfast.apps.keyring.records import decode, encode

NOON = dt.datetime(2031, 3, 3, 12, 0, tzinfo=dt.UTC)


def test_a_handed_part_keeps_neither_half_of_what_opens_it() -> None:
    part = HandedPart(
        journey="j", leg=1, kind=ErrandKind.GUESTS, alias="Otter", conversation="c", until=NOON,
        by="m", at=NOON,
    )  # fmt: skip
    assert decode(encode(part), HandedPart) == part
    assert not {"code", "linked", "said", "words"} & set(HandedPart.__struct_fields__)
