from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

_TAKE, _ENTER = Permission.TAKE_TESTIMONY, Permission.ENTER_EXHIBITS
_TOLD, _KEPT = {"testimony_id": "none"}, {"exhibit_id": "none"}
ADDRESSES = {
    "archive:archive": Address(_TAKE),
    "archive:leaf": Address(_TAKE, {"number": "7"}),
    "archive:take": Address(_TAKE),
    "archive:testimony": Address(_TAKE, _TOLD),
    "archive:add": Address(_TAKE, _TOLD),
    "archive:reword": Address(_TAKE, {**_TOLD, "paragraph_id": "none"}),
    "archive:agree": Address(_TAKE, _TOLD),
    "archive:take-back": Address(_TAKE, _TOLD),
    "archive:who": Address(_TAKE, _TOLD),
    "archive:grant": Address(_TAKE, _TOLD),
    "archive:destroy": Address(Permission.SHRED_CASES, _TOLD),
    "archive:enter": Address(_ENTER, _TOLD),
    "archive:check-due": Address(_ENTER),
    "archive:exhibit": Address(_TAKE, _KEPT),
    "archive:download": Address(_TAKE, _KEPT),
    "archive:cleaned": Address(_TAKE, _KEPT),
    "archive:proof": Address(_TAKE, _KEPT),
    "archive:hand-over": Address(_ENTER, _KEPT),
    "archive:receive": Address(_ENTER, _KEPT),
    "archive:check": Address(_ENTER, _KEPT),
    "archive:copy": Address(_ENTER, _KEPT),
    "archive:discard": Address(_ENTER, _KEPT),
}
