import pytest

from holdfast.apps.publication.errors import WrongStateError
from holdfast.apps.publication.rules.states import Act, State, may_move, moved

ALLOWED = {
    (State.DRAFT, Act.CHANGE): State.DRAFT,
    (State.CHECKED, Act.CHANGE): State.DRAFT,
    (State.DRAFT, Act.CHECK): State.CHECKED,
    (State.CHECKED, Act.CHECK): State.CHECKED,
    (State.SIGNED_ONCE, Act.CHECK): State.SIGNED_ONCE,
    (State.CHECKED, Act.SIGN): State.SIGNED_ONCE,
    (State.SIGNED_ONCE, Act.SIGN): State.SIGNED,
    (State.CHECKED, Act.REOPEN): State.DRAFT,
    (State.SIGNED_ONCE, Act.REOPEN): State.DRAFT,
    (State.SIGNED, Act.REOPEN): State.DRAFT,
    (State.SIGNED, Act.RELEASE): State.RELEASED,
    (State.RELEASED, Act.RECALL): State.RECALLED,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_step_that_is_not_allowed_is_refused_in_words(state: State, act: Act) -> None:
    after = ALLOWED.get((state, act))
    assert may_move(state, act) is (after is not None)
    if after is not None:
        assert moved(state, act) is after
        return
    with pytest.raises(WrongStateError, match="Nothing was changed") as refused:
        moved(state, act)
    assert refused.value.hint
