from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

VEHICLE = {"vehicle_id": "a" * 26}
ADDRESSES = {
    "vehicles:vehicles": Address(Permission.WORK_CASES),
    "vehicles:add": Address(Permission.PLAN_JOURNEYS),
    "vehicles:vehicle": Address(Permission.WORK_CASES, VEHICLE),
    "vehicles:change": Address(Permission.PLAN_JOURNEYS, VEHICLE),
    "vehicles:plate": Address(Permission.WORK_CASES, VEHICLE),
    "vehicles:give": Address(Permission.GRANT_CASES, VEHICLE),
}
