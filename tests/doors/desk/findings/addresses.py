from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

_READ, _JUDGE = Permission.READ_FINDINGS, Permission.JUDGE_REPORTS
_FINDING = {"finding_id": "none"}
_STATEMENT = {**_FINDING, "statement_id": "none"}
ADDRESSES = {
    "findings:findings": Address(_READ),
    "findings:found": Address(_JUDGE),
    "findings:bring": Address(_JUDGE),
    "findings:members": Address(_JUDGE),
    "findings:finding": Address(_READ, _FINDING),
    "findings:said": Address(_READ, {**_FINDING, "number": "1"}),
    "findings:against": Address(_READ, {**_FINDING, "number": "1"}),
    "findings:judge": Address(_JUDGE, _FINDING),
    "findings:figures": Address(_READ, {**_FINDING, "place": "1"}),
    "findings:testimony": Address(_READ, _FINDING),
    "findings:statement": Address(_READ, _STATEMENT),
    "findings:link": Address(_READ, _STATEMENT),
    "findings:undo": Address(_READ, {"link_id": "none"}),
}
