from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

HELPER = {"helper_id": "a" * 26}
ADDRESSES = {
    "helpers:helpers": Address(Permission.WORK_CASES),
    "helpers:helper": Address(Permission.WORK_CASES, HELPER),
    "helpers:terms": Address(Permission.PLAN_JOURNEYS, HELPER),
}
