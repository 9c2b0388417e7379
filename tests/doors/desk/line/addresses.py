from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

_ANSWER = Permission.ANSWER_CONTACTS
_ONE = {"conversation": "a" * 26}
_ACTS = (
    "conversation", "call-again", "answer", "note", "take", "give-back", "hand-over", "danger",
    "move", "put-away",
)  # fmt: skip

ADDRESSES = {
    "line:inbox": Address(_ANSWER),
    "line:shelf": Address(_ANSWER, {"shelf": "mine"}),
    "line:leaf": Address(_ANSWER, {"shelf": "mine", "number": 1}),
    "line:call": Address(_ANSWER),
    "line:take-in": Address(_ANSWER),
    "line:file": Address(_ANSWER, {**_ONE, "file": "b" * 26}),
    "line:cleaned": Address(_ANSWER, {**_ONE, "file": "b" * 26}),
    "line:heard-safe": Address(Permission.PLAN_JOURNEYS, {"conversation_id": "a" * 26}),
    **{f"line:{name}": Address(_ANSWER, _ONE) for name in _ACTS},
}
