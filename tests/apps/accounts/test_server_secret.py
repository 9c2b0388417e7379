import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.apps.accounts.server_secret import SERVER_SECRET, ServerSecret, random_half


def test_a_key_needs_both_halves_and_the_session():
    one, two, half = ServerSecret(), ServerSecret(), random_half()
    keys = {
        one.session_key("a", half),
        one.session_key("b", half),
        one.session_key("a", random_half()),
        two.session_key("a", half),
    }
    assert len(keys) == 4
    assert one.session_key("a", half) in keys


@given(st.binary(max_size=64).filter(lambda half: len(half) != 32))
def test_a_half_of_another_size_is_refused(half):
    with pytest.raises(ValueError, match="32 bytes"):
        SERVER_SECRET.session_key("a", half)


def test_a_secret_is_not_shown_and_does_not_leave_its_process():
    secret = ServerSecret()
    assert secret._half.hex() not in repr(secret)
    with pytest.raises(TypeError):
        copy.deepcopy(secret)
