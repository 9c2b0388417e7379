from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

PLACE = {"place_id": "a" * 26}
ADDRESSES = {
    "places:places": Address(Permission.WORK_CASES),
    "places:leaf": Address(Permission.WORK_CASES, {"number": 7}),
    "places:add": Address(Permission.PLAN_JOURNEYS),
    "places:place": Address(Permission.WORK_CASES, PLACE),
    "places:change": Address(Permission.PLAN_JOURNEYS, PLACE),
    "places:address": Address(Permission.WORK_CASES, PLACE),
    "places:known": Address(Permission.WORK_CASES, PLACE),
    "places:give": Address(Permission.GRANT_CASES, PLACE),
}
