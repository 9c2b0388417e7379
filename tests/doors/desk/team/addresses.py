from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

_ANSWER, _TAKE = Permission.ANSWER_CONTACTS, Permission.TAKE_TESTIMONY
_SHIFT, _CARD, _ONE = {"shift": "a" * 26}, {"card": "a" * 26}, {"interview": "a" * 26}
_ACTS = (
    "interview", "conditions", "confirm", "refuse", "met", "printed", "testimony", "once", "share",
)  # fmt: skip

ADDRESSES = {
    "team:team": Address(_ANSWER),
    "team:settings": Address(Permission.GRANT_CASES),
    "team:told": Address(_ANSWER),
    "team:rota": Address(_ANSWER),
    "team:offer": Address(_ANSWER, _SHIFT),
    "team:take-shift": Address(_ANSWER, _SHIFT),
    "team:drop": Address(_ANSWER, _SHIFT),
    "team:write": Address(_ANSWER),
    "team:hand-over": Address(_ANSWER, _CARD),
    "team:take": Address(_ANSWER, _CARD),
    "team:load": Address(Permission.GRANT_CASES),
    "team:press": Address(_TAKE),
    **{f"team:{name}": Address(_TAKE, _ONE) for name in _ACTS},
}
