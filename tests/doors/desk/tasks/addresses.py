from tests.doors.desk.addresses import Address

from holdfast.apps.accounts.rules import Permission

ADDRESSES = {"tasks:tasks": Address(Permission.WORK_CASES)}
