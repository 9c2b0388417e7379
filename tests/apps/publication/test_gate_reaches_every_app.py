"""No kind of record that says who somebody is may be out of the gate's sight."""

import re

from tests.canary.markers import sealable_kinds

from holdfast.apps.keyring.records import Identifying
from holdfast.apps.publication.reach import load_every_kind

load_every_kind()

TELLING = re.compile(r"^(?:real_|other_)?names?$|phone|address|^host$|^who$|^reach$|document|birth")
HARMLESS = {
    "casework.address_opening": "who opened an address, not the address",
    "casework.threat": "by what a threat reaches somebody: words of a list",
    "publication.names_shown": "that names were shown, not which",
}


def test_every_record_with_a_field_that_names_somebody_declares_its_identifiers() -> None:
    silent = {
        kind.KIND: [name for name in kind.__struct_fields__ if TELLING.search(name)]
        for kind in sealable_kinds()
        if not issubclass(kind, Identifying) and kind.KIND not in HARMLESS
    }
    assert {kind: names for kind, names in silent.items() if names} == {}


def test_the_rooms_that_know_people_are_in_its_sight() -> None:
    seen = {kind.KIND for kind in sealable_kinds() if issubclass(kind, Identifying)}
    assert {
        "archive.witness",
        "casework.identity",
        "casework.address",
        "casework.helper_identity",
        "casework.known",
        "casework.threat_identity",
        "intake.caller",
        "watch.notice_address",
    } <= seen
