from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

ADDRESSES = {
    "departures:board": Address(Permission.PLAN_JOURNEYS),
    "departures:still": Address(Permission.PLAN_JOURNEYS),
    "departures:leaf": Address(Permission.PLAN_JOURNEYS, {"number": 7}),
    "departures:told": Address(Permission.PLAN_JOURNEYS),
    "departures:settle": Address(Permission.PLAN_JOURNEYS),
    "departures:check-in": Address(
        Permission.PLAN_JOURNEYS, {"case_id": "a" * 26, "check_in": "b" * 26}
    ),
}
