"""Kinds of source."""

from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.speech.kinds import (
    head_of,
    is_body_name,
    kind_of,
    kind_of_name,
    kind_of_role,
)
from holdfast.methods.corroboration.speech.members import Member


def test_last_role_noun_is_the_head() -> None:
    assert head_of(["kremlin", "spokesman"]) == "spokesman"
    assert head_of(["blue", "door"]) is None


def test_names_of_bodies_tell_their_kind() -> None:
    assert kind_of_name(("harbour", "network")) is SourceKind.ORGANISATION
    assert kind_of_name(("daily", "harbour")) is SourceKind.OUTLET
    assert kind_of_name(("ministry", "justice")) is SourceKind.OFFICIAL
    assert kind_of_name(("ada", "brenn")) is SourceKind.UNKNOWN
    assert is_body_name(["karsk", "gazette"])


def test_roles_tell_their_kind() -> None:
    assert kind_of_role("survivor") is SourceKind.WITNESS
    assert kind_of_role("spokesman") is SourceKind.OFFICIAL
    assert kind_of_role("gardener") is SourceKind.UNKNOWN


def test_office_outweighs_other_roles() -> None:
    member = Member(0, "Boris Hale", ("boris", "hale"), heads={"father", "minister"})
    assert kind_of(member) is SourceKind.OFFICIAL
