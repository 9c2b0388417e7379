import inspect

from holdfast.apps.review import errors


def test_every_refusal_says_that_nothing_was_lost_and_has_a_code_of_its_own() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    ours = [kind for kind in kinds if issubclass(kind, errors.ReviewError)]
    said = [kind().message for kind in ours]
    assert len({kind.code for kind in ours}) == len(ours) >= 8
    assert all("Nothing" in text or "not added twice" in text for text in said)
