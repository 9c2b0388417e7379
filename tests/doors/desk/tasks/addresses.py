from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

WORK = Permission.WORK_CASES
ADDRESSES = {
    "tasks:tasks": Address(WORK),
    "tasks:leaf": Address(WORK, {"number": 7}),
    "tasks:theirs": Address(WORK),
    "tasks:theirs-leaf": Address(WORK, {"number": 7}),
}
