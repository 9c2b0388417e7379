from __future__ import annotations

import pytest

from holdfast.methods.disclosure.errors import UnreadableDraftError, UnreadableSecretsError


@pytest.mark.parametrize("error", [UnreadableDraftError, UnreadableSecretsError])
def test_an_error_says_why_that_nothing_was_checked_and_what_to_give(
    error: type[UnreadableDraftError | UnreadableSecretsError],
) -> None:
    said = error("it is empty")
    assert "it is empty. Nothing was checked." in said.message
    assert said.hint.startswith("Give ")
