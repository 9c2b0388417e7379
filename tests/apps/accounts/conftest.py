from collections.abc import Callable
from pathlib import Path

import pytest
from tests.apps.accounts.cast import found_team


@pytest.fixture
def found(site: Path) -> Callable:
    """Found a team on an empty site: a lead, and a member for each name."""
    return found_team
