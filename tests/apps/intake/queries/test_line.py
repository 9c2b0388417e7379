import re

import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam
from tests.apps.keyring.cast import found_team

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.errors import LineClosedError
from holdfast.apps.intake.queries.line import is_open, line_id, the_line, who_answers


def test_the_lines_record_has_one_opaque_id(line: LineTeam) -> None:
    assert re.fullmatch("[a-z2-7]{26}", line_id())
    assert the_line(line.mira).id == the_line(line.lead).id == line_id()


def test_before_it_is_opened_there_is_no_line(site) -> None:
    lead = at_work(found_team().lead, Role.KEYHOLDER)
    assert not is_open()
    with pytest.raises(LineClosedError):
        who_answers(lead)


def test_whether_there_is_a_line_is_no_secret(line: LineTeam) -> None:
    assert is_open()
    assert set(who_answers(line.mira)) == {line.lead.member, line.mira.member}
