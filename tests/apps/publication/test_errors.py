import pytest

from holdfast.apps.publication import errors
from holdfast.apps.publication.errors import LeakError, PublicationError


@pytest.mark.parametrize(
    "error",
    [e for e in PublicationError.__subclasses__() if e not in (LeakError, errors.WrongStateError)],
)
def test_each_says_what_happened_and_what_to_do(error: type[PublicationError]) -> None:
    raised = error()
    assert raised.message.endswith(".")
    assert raised.code.startswith("publication.")


def test_a_leak_names_the_places_and_none_twice() -> None:
    assert "(page 1, page 2)" in LeakError(["page 1", "page 2", "page 1"]).message
