from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

LEG = {"case_id": "a" * 26, "journey": "b" * 26, "leg": "0"}
ADDRESSES = {
    "plan:plan": Address(Permission.PLAN_JOURNEYS),
    "plan:case": Address(Permission.PLAN_JOURNEYS, {"case_id": "a" * 26}),
    "plan:search": Address(Permission.PLAN_JOURNEYS),
    "plan:stop": Address(Permission.PLAN_JOURNEYS),
    "plan:rides": Address(Permission.PLAN_JOURNEYS),
    "plan:ride": Address(Permission.PLAN_JOURNEYS, LEG),
}
