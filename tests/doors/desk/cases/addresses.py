from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

WORK, PLAN = Permission.WORK_CASES, Permission.PLAN_JOURNEYS
CASE = {"case_id": "a" * 26}
ADDRESSES = {
    "cases:cases": Address(WORK),
    "cases:closed": Address(WORK),
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
    **{
        f"cases:{name}": Address(PLAN, {**CASE, "journey": "b" * 26})
        for name in ("tell", "tell-next", "hand-part", "end-part")
    },
    "cases:vetting": Address(WORK, CASE),
    "cases:vet-claim": Address(WORK, {**CASE, "claim": "b" * 26}),
    "cases:vet-signal": Address(WORK, CASE),
    "cases:supervision": Address(Permission.GRANT_CASES),
    "cases:instruments": Address(WORK),
    "cases:instrument": Address(Permission.GRANT_CASES, {"name": "none"}),
    "cases:risk": Address(WORK, CASE),
    "cases:raise-need": Address(WORK, CASE),
    "cases:lower-need": Address(WORK, CASE),
    "cases:approvals": Address(WORK, CASE),
    "cases:decide-approval": Address(WORK, {**CASE, "approval": "b" * 26}),
    "cases:tick": Address(PLAN, {**CASE, "journey": "b" * 26}),
    "cases:pathways": Address(WORK, CASE),
    "cases:pathway": Address(WORK, {**CASE, "pathway": "b" * 26}),
    "cases:pathway-deadline": Address(WORK, {**CASE, "pathway": "b" * 26}),
    "cases:pathway-done": Address(WORK, {**CASE, "pathway": "b" * 26}),
    "cases:pathway-slot": Address(PLAN, {**CASE, "pathway": "b" * 26}),
    "cases:traces": Address(WORK, CASE),
    "cases:trace-gone": Address(WORK, {**CASE, "trace": "b" * 26}),
    "cases:threats": Address(WORK, CASE),
    "cases:add-threat": Address(WORK, CASE),
    "cases:change-threat": Address(WORK, {**CASE, "threat": "b" * 26}),
    "cases:flags": Address(WORK, CASE),
    "cases:lift-flag": Address(WORK, {**CASE, "flag": "b" * 26}),
    "cases:threat-who": Address(WORK, {**CASE, "threat": "b" * 26}),
}
