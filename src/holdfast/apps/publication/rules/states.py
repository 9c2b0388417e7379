"""How far a release has come, and what may be done with it.

Invariants:
- draft -> checked -> signed once -> signed -> released -> recalled; every other step is refused in
  words. What was checked and signed and is changed is a draft again.
"""

from __future__ import annotations

from enum import StrEnum

from holdfast.apps.publication.errors import WrongStateError


class State(StrEnum):
    """How far a release has come. The text is sealed and never changes."""

    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED_ONCE = "signed once"
    SIGNED = "signed"
    RELEASED = "released"
    RECALLED = "recalled"


class Act(StrEnum):
    """What can be done with a release."""

    CHANGE = "change"
    CHECK = "check"
    SIGN = "sign"
    REOPEN = "reopen"
    RELEASE = "release"
    RECALL = "recall"


_S = State
_MOVES: dict[Act, dict[State, State]] = {
    Act.CHANGE: {_S.DRAFT: _S.DRAFT, _S.CHECKED: _S.DRAFT},
    Act.CHECK: {_S.DRAFT: _S.CHECKED, _S.CHECKED: _S.CHECKED, _S.SIGNED_ONCE: _S.SIGNED_ONCE},
    Act.SIGN: {_S.CHECKED: _S.SIGNED_ONCE, _S.SIGNED_ONCE: _S.SIGNED},
    Act.REOPEN: {_S.CHECKED: _S.DRAFT, _S.SIGNED_ONCE: _S.DRAFT, _S.SIGNED: _S.DRAFT},
    Act.RELEASE: {_S.SIGNED: _S.RELEASED},
    Act.RECALL: {_S.RELEASED: _S.RECALLED},
}
_WHY_NOT = {
    State.DRAFT: "It is a draft that has not been checked.",
    State.CHECKED: "It was checked, and nobody has signed it.",
    State.SIGNED_ONCE: "One person has signed it. It needs another.",
    State.SIGNED: "Two people have signed it.",
    State.RELEASED: "It was released. What was released is never changed.",
    State.RECALLED: "It was recalled.",
}
_NEXT = {
    State.DRAFT: "Check it first.",
    State.CHECKED: "Two publishers sign it next.",
    State.SIGNED_ONCE: "Let another publisher sign it, or take the signature back.",
    State.SIGNED: "Release it, or take the signatures back.",
    State.RELEASED: "Recall it, and draft a new one.",
    State.RECALLED: "Draft a new one.",
}


def moved(state: State, act: Act) -> State:
    """The state after an act. Raises WrongStateError in words where the act is not for it."""
    after = _MOVES[act].get(state)
    if after is None:
        raise WrongStateError(f"{_WHY_NOT[state]} Nothing was changed.", hint=_NEXT[state])
    return after


def may_move(state: State, act: Act) -> bool:
    """Whether an act is for a release in this state."""
    return state in _MOVES[act]
