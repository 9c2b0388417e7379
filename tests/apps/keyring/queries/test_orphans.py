import pytest
from tests.apps.keyring.cast import Case, Team

from holdfast.apps.keyring.models import FileBody, MemberWrap, RecordBody, Unit, UnitWrap
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.orphans import left_over_and_missing
from holdfast.apps.keyring.services.files import store_file

LEFT, LOST = "check.orphan_keys", "check.missing_keys"


def test_of_a_whole_site_nothing_is_counted(team: Team, case: Case) -> None:
    store_file(team.lead, case.content, [b"x"])
    (files_folder() / "arriving.part").touch()
    assert left_over_and_missing() == []


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda c: UnitWrap.objects.filter(unit=c.content).delete(), LOST),
        (lambda c: MemberWrap.objects.first().delete(), LOST),
        (lambda c: Unit.objects.filter(pk=c.content).delete(), LEFT),
        (lambda c: (files_folder() / FileBody.objects.get().pk).unlink(), "check.missing_files"),
        (lambda c: (files_folder() / "nobody").touch(), "check.orphan_files"),
    ],
)
def test_what_is_missing_or_left_over_is_counted_without_keys(
    team: Team, case: Case, spoil: object, code: str
) -> None:
    store_file(team.lead, case.content, [b"x"])
    RecordBody.objects.filter(unit=case.content).delete()
    spoil(case)
    assert [(count.many, count.error.code) for count in left_over_and_missing()] == [(1, code)]
