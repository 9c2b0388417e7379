"""Negation and modality belong to the clause of the act."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.acts import find_acts
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.record import Modality
from holdfast.methods.corroboration.spans import Span

from .marked import lexicon


def _read(text: str, language: str = "en") -> dict[str, tuple[bool, Modality]]:
    found = find_acts(read_prose(text, language=language), Span(0, len(text)), lexicon())
    return {act.act: (act.negated, act.modality) for act in found}


@pytest.mark.parametrize(
    ("text", "negated", "stated"),
    [
        ("She was not arrested.", {"detention"}, set()),
        ("She was not arrested, and they beat her.", {"detention"}, {"beating"}),
        ("They were not arrested or beaten.", {"detention", "beating"}, set()),
        ("They were not fed and were beaten.", set(), {"deprivation", "beating"}),
        ("They were not fed and beaten.", set(), {"deprivation", "beating"}),
        ("No one in the town was beaten.", {"beating"}, set()),
        ("No one was arrested, but two men were beaten.", {"detention"}, {"beating"}),
        ("There were no organised mass arrests.", {"mass-round-up"}, set()),
        ("No reason for the arrest was given.", set(), {"detention"}),
        ("They fired without warning, killing nine.", set(), {"killing"}),
        ("He was never once tortured.", {"torture"}, set()),
        ("The arrests never happened.", {"detention"}, set()),
        ("It is not true that men were tortured.", {"torture"}, set()),
        ("It cannot be denied that men were tortured.", set(), {"torture"}),
        ("He was no longer detained.", set(), {"detention"}),
        ("Police avoided arrests.", {"detention"}, set()),
        ("They don't beat prisoners.", {"beating"}, set()),
    ],
)
def test_a_negation_reaches_its_clause_and_no_further(
    text: str, negated: set[str], stated: set[str]
) -> None:
    read = _read(text)
    assert {act for act, (is_negated, _) in read.items() if is_negated} >= negated
    assert not any(read[act][0] for act in stated)
    assert stated | negated <= set(read)


@pytest.mark.parametrize(
    ("text", "act", "modality"),
    [
        ("He may be killed.", "killing", Modality.POSSIBLE),
        ("He was detained in May.", "detention", Modality.STATED),
        ("She is at risk of arrest.", "detention", Modality.POSSIBLE),
        ("If arrested, he calls.", "detention", Modality.POSSIBLE),
        ("They allegedly beat the men.", "beating", Modality.REPORTED),
        ("Ten were arrested for allegedly reading aloud.", "detention", Modality.STATED),
        ("Ten were arrested for allegedly torturing prisoners.", "torture", Modality.REPORTED),
        ("Ten were arrested, with reports of torture.", "detention", Modality.STATED),
        ("Ten were arrested, with reports of torture.", "torture", Modality.REPORTED),
        ("They were allegedly arrested for alleged theft.", "detention", Modality.REPORTED),
        ("They were beaten, it has been reported that.", "beating", Modality.REPORTED),
        ("Claims of torture spread.", "torture", Modality.REPORTED),
        ("They will arrest him.", "detention", Modality.FUTURE),
        ("They are going to arrest him.", "detention", Modality.FUTURE),
        ("He spoke about torture.", "torture", Modality.STATED),
        ("The torture must stop, stop the torture.", "torture", Modality.DEMANDED),
        ("He was beaten and may be killed.", "beating", Modality.STATED),
        ("He was beaten and may be killed.", "killing", Modality.POSSIBLE),
    ],
)
def test_modality_is_that_of_the_acts_own_clause(text: str, act: str, modality: Modality) -> None:
    assert _read(text)[act][1] is modality


@pytest.mark.parametrize(
    ("text", "act", "negated"),
    [
        ("Его не задержали.", "detention", True),
        ("Никто не был избит.", "beating", True),
        ("Пыток не было.", "torture", True),
        ("Власти отрицают, что людей пытали.", "torture", True),
        ("Его не только избили.", "beating", False),
        ("Им не давали спать и угрожали.", "threat", False),
    ],
)
def test_russian_negation_reaches_its_clause(text: str, act: str, *, negated: bool) -> None:
    assert _read(text, "ru")[act][0] is negated
