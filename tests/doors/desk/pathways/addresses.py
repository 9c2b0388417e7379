from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

PROGRAMME = {"programme_id": "a" * 26}
ADDRESSES = {
    "pathways:programmes": Address(Permission.WORK_CASES),
    "pathways:add": Address(Permission.PLAN_JOURNEYS),
    "pathways:programme": Address(Permission.WORK_CASES, PROGRAMME),
    "pathways:change": Address(Permission.PLAN_JOURNEYS, PROGRAMME),
    "pathways:verify": Address(Permission.WORK_CASES, PROGRAMME),
}
