import pytest

from holdfast.apps.accounts.limits import LIMITS, Act


@pytest.mark.parametrize("act", Act)
def test_every_act_says_what_it_does_and_what_it_does_not(act):
    limits = LIMITS[act]
    for text in (limits.does, limits.does_not):
        assert len(text) > 40
        assert text.endswith(".")
    assert limits.does != limits.does_not


def test_no_text_promises_safety():
    said = " ".join(f"{limits.does} {limits.does_not}" for limits in LIMITS.values()).lower()
    assert not any(word in said for word in ("guarantee", "100 %", "impossible", "completely"))
