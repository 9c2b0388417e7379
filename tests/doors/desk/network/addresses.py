from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

WORK, PLAN = Permission.WORK_CASES, Permission.PLAN_JOURNEYS
HELPER = {"helper_id": "a" * 26}
ADDRESSES = {
    "network:network": Address(WORK),
    "network:add": Address(PLAN),
    "network:helper": Address(WORK, HELPER),
    "network:change": Address(PLAN, HELPER),
    "network:who": Address(WORK, HELPER),
    "network:give": Address(Permission.GRANT_CASES, HELPER),
    "network:vetting": Address(WORK, HELPER),
    "network:vet-claim": Address(WORK, {**HELPER, "claim": "b" * 26}),
    "network:vet-signal": Address(WORK, HELPER),
    "network:vet-numbers": Address(WORK, HELPER),
}
