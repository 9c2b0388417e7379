from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

_ANSWER = Permission.ANSWER_CONTACTS
_ONE = {"conversation": "a" * 26}
_ACTS = (
    "conversation", "call-again", "answer", "note", "take", "give-back", "hand-over", "danger",
    "move", "put-away", "more", "later", "bring-back", "lose", "found-again", "hostile",
    "confirm-hostile", "undo-hostile", "merge", "part", "not-reached", "seen", "insert",
)  # fmt: skip
_REPLY = {"reply": "c" * 26}

ADDRESSES = {
    "line:inbox": Address(_ANSWER),
    "line:shelf": Address(_ANSWER, {"shelf": "mine"}),
    "line:leaf": Address(_ANSWER, {"shelf": "mine", "number": 7}),
    "line:call": Address(_ANSWER),
    "line:take-in": Address(_ANSWER),
    "line:earlier": Address(_ANSWER, {**_ONE, "number": 1}),
    "line:whole": Address(_ANSWER, {**_ONE, "message": "b" * 26}),
    "line:file": Address(_ANSWER, {**_ONE, "file": "b" * 26}),
    "line:cleaned": Address(_ANSWER, {**_ONE, "file": "b" * 26}),
    "line:heard-safe": Address(Permission.PLAN_JOURNEYS, {"conversation_id": "a" * 26}),
    "line:heard-without-word": Address(Permission.PLAN_JOURNEYS, {"conversation_id": "a" * 26}),
    **{f"line:{name}": Address(_ANSWER, _ONE) for name in _ACTS},
    "line:link": Address(Permission.WORK_CASES, _ONE),
    "line:call-backs": Address(_ANSWER),
    "line:aside": Address(_ANSWER, {"tray": "quarantine"}),
    "line:skim": Address(_ANSWER, {"tray": "hostile"}),
    "line:saved": Address(_ANSWER),
    "line:saved-add": Address(_ANSWER),
    "line:saved-change": Address(_ANSWER, _REPLY),
    "line:saved-sign": Address(Permission.GRANT_CASES, _REPLY),
    "line:saved-retire": Address(_ANSWER, _REPLY),
    "line:asked": Address(Permission.GRANT_CASES),
    "line:shortcuts": Address(_ANSWER),
    "line:shortcuts-switch": Address(_ANSWER),
}
