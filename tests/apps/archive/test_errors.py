import inspect

from holdfast.apps.archive import errors


def test_every_refusal_says_what_became_of_the_material_and_has_a_code_of_its_own() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    ours = [kind for kind in kinds if issubclass(kind, errors.ArchiveError)]
    said = [kind().message.lower() for kind in ours]
    assert len({kind.code for kind in ours}) == len(ours) >= 8
    assert all(any(w in text for w in ("nothing", "safe", "not entered", "n't")) for text in said)
