import pytest

from holdfast.apps.casework.rules.names import as_known, as_typed


@pytest.mark.parametrize("typed", ["Mill  Quarter", " mill quarter ", "MILL\tQUARTER"])
def test_case_and_spaces_make_no_other_word(typed: str) -> None:
    assert as_typed(typed) == "mill quarter"
    assert as_known(typed, ["North", "Mill Quarter"]) == "Mill Quarter"


def test_what_nobody_used_before_is_kept_in_single_spaces() -> None:
    assert as_known(" Mill  Quater ", ["Mill Quarter"]) == "Mill Quater"
    assert (as_known("  ", [""]), as_typed("  ")) == ("", "")
