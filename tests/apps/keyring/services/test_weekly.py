from dataclasses import replace
from pathlib import Path

import pytest
from tests.apps.accounts.cast import HandClock
from tests.apps.accounts.cast import gate as a_gate
from tests.apps.keyring.cast import Case, Note, Team, open_case

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.keyring.copy_errors import UnprovenCopyError
from holdfast.apps.keyring.drills import Proof, note_proof
from holdfast.apps.keyring.errors import LayerInUseError, LostLayerError
from holdfast.apps.keyring.layers import layer_numbers, layer_path
from holdfast.apps.keyring.models import MemberWrap, UnitWrap
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.services import weekly
from holdfast.apps.keyring.services.membership import found
from holdfast.apps.keyring.services.recovery import recover


def layers_in_use() -> set[int]:
    return {n for t in (UnitWrap, MemberWrap) for n in t.objects.values_list("layer", flat=True)}


def test_a_turn_brings_every_row_under_the_new_key(team: Team, case: Case) -> None:
    assert weekly.turn_layer() == 2
    assert layers_in_use() == {2}
    assert read(team.back("lead"), case.said, Note)
    assert layer_numbers() == [1, 2]


def test_a_copy_from_before_the_turn_opens_nothing_once_the_old_key_is_destroyed(
    team: Team, case: Case
) -> None:
    old = {w.pk: (bytes(w.sealed), w.layer) for w in UnitWrap.objects.all()}
    weekly.turn_layer()
    note_proof(site_folder(), Proof(2, 1, "", "2031-W14"))
    weekly.destroy_layer(1)
    assert layer_numbers() == [2]
    for pk, (sealed, layer) in old.items():
        UnitWrap.objects.filter(pk=pk).update(sealed=sealed, layer=layer)
    with pytest.raises(LostLayerError):
        read(team.back("lead"), case.said, Note)


def test_a_key_that_still_covers_rows_or_is_the_newest_is_not_destroyed(
    team: Team, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LayerInUseError):
        weekly.destroy_layer(1)
    monkeypatch.setattr(weekly, "finish_turn", lambda: None)
    weekly.turn_layer()
    with pytest.raises(LayerInUseError):
        weekly.destroy_layer(1)
    assert layer_numbers() == [1, 2]


def test_an_old_key_is_destroyed_only_after_a_restore_from_a_later_copy_was_verified(
    team: Team,
) -> None:
    weekly.turn_layer()
    with pytest.raises(UnprovenCopyError):
        weekly.destroy_layer(1)
    note_proof(site_folder(), Proof(1, 1, "", "2031-W14"))
    with pytest.raises(UnprovenCopyError):
        weekly.destroy_layer(1)
    assert layer_numbers() == [1, 2]
    note_proof(site_folder(), Proof(2, 1, "", "2031-W14"))
    weekly.destroy_layer(1)
    assert layer_numbers() == [2]


def test_a_turn_that_was_cut_off_is_finished_at_the_next_start(
    team: Team, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weekly, "_BATCH", 1)
    turned = []

    def some(original: object = weekly._turn_some) -> bool:
        if len(turned) == 2:
            raise KeyboardInterrupt
        turned.append(1)
        return original()

    monkeypatch.setattr(weekly, "_turn_some", some)
    with pytest.raises(KeyboardInterrupt):
        weekly.turn_layer()
    assert layers_in_use() == {1, 2}
    assert read(team.back("lead"), case.said, Note)
    open_case(team.lead)
    monkeypatch.undo()
    recover()
    assert layers_in_use() == {2}


def test_a_site_without_layers_has_nothing_to_finish(site: Path) -> None:
    weekly.finish_turn()
    with pytest.raises(LostLayerError):
        weekly.destroy_layer(1)
    assert not layer_path(1).exists()


def test_only_who_makes_backups_destroys_a_weekly_key(site: Path) -> None:
    gate = a_gate(HandClock())
    active = found(gate).active
    weekly.turn_layer()
    note_proof(site_folder(), Proof(2, 1, "", "2031-W14"))
    with pytest.raises(NotPermittedError):
        weekly.retire_layer(replace(active, roles=frozenset({Role.CASE_WORKER})), 1)
    assert layer_numbers() == [1, 2]
    weekly.retire_layer(active, 1)
    assert layer_numbers() == [2]
