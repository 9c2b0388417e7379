"""The accounts' tests import the tables at their heads, so Django is set up before they are read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.apps import stage

stage.template()


@pytest.fixture
def found(site: Path) -> Callable:
    """Found a team on an empty site: a lead, and a member for each name."""
    from tests.apps.accounts.cast import found_team

    return found_team
