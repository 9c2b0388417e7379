import importlib
import pkgutil

from holdfast.apps.casework import errors
from holdfast.apps.casework.errors.general import CaseworkError, ExpiredGrantError
from holdfast.apps.casework.errors.journeys import BadPlanError


def _all_kinds() -> list[type[CaseworkError]]:
    for module in pkgutil.iter_modules(errors.__path__, f"{errors.__name__}."):
        importlib.import_module(module.name)
    waiting, kinds = [CaseworkError], []
    while waiting:
        found = waiting.pop().__subclasses__()
        kinds += found
        waiting += found
    return kinds


def test_every_refusal_says_what_to_do_next_and_has_a_code_of_its_own() -> None:
    kinds = _all_kinds()
    assert len(kinds) > 60
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind().hint.endswith(".") for kind in kinds)


def test_a_refusal_may_say_what_was_wrong_in_its_own_words() -> None:
    assert "until a day that is past" in ExpiredGrantError().message
    assert BadPlanError("Leg 1.").message == "Leg 1."
