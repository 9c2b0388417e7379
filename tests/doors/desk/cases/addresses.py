from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

WORK, PLAN = Permission.WORK_CASES, Permission.PLAN_JOURNEYS
CASE = {"case_id": "a" * 26}
ADDRESSES = {
    "cases:cases": Address(WORK),
    "cases:closed": Address(WORK),
    "cases:leaf": Address(WORK, {"number": 1}),
    "cases:closed-leaf": Address(WORK, {"number": 1}),
    "cases:open": Address(Permission.OPEN_CASES),
    "cases:hand-over": Address(Permission.GRANT_CASES),
    "cases:case": Address(WORK, CASE),
    "cases:why": Address(WORK, {**CASE, "part": "content"}),
    "cases:change": Address(WORK, CASE),
    "cases:fact": Address(WORK, CASE),
    "cases:identity": Address(WORK, CASE),
    "cases:close": Address(WORK, CASE),
    "cases:reopen": Address(WORK, CASE),
    "cases:aftercare": Address(WORK, CASE),
    "cases:shred": Address(WORK, CASE),
    "cases:access": Address(WORK, CASE),
    "cases:end-access": Address(Permission.GRANT_CASES, CASE),
    "cases:place": Address(PLAN, CASE),
    "cases:end-stay": Address(PLAN, {**CASE, "stay": "b" * 26}),
    "cases:plan": Address(PLAN, CASE),
    "cases:journey": Address(PLAN, {**CASE, "journey": "b" * 26}),
    "cases:move": Address(PLAN, {**CASE, "journey": "b" * 26}),
}
