from holdfast.apps.casework.records.threats import PretextNote, Threat, ThreatIdentity
from holdfast.apps.casework.rules.threats import Pretext, PretextState


def test_the_name_of_a_persecutor_is_kept_out_of_releases() -> None:
    identity = ThreatIdentity(
        threat="t", names=("Goran Kasto",), phones=("+999",), address="Quay 2"
    )
    assert identity.identifiers() == (
        ("person", "Goran Kasto"),
        ("phone", "+999"),
        ("address", "Quay 2"),
    )
    assert not hasattr(Threat(word="the uncle"), "identifiers")


def test_a_pretext_nobody_wrote_of_is_none() -> None:
    note = PretextNote(Pretext.EXIT_BAN, PretextState.SUSPECTED)
    threat = Threat(word="the unit", pretexts=(note,))
    assert threat.state_of(Pretext.EXIT_BAN) is PretextState.SUSPECTED
    assert threat.state_of(Pretext.THEFT) is PretextState.NONE
