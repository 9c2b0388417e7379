from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

ADDRESSES = {
    "plan:plan": Address(Permission.PLAN_JOURNEYS),
    "plan:case": Address(Permission.PLAN_JOURNEYS, {"case_id": "a" * 26}),
}
