from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.apps.watch.cast import new_box
from tests.apps.watch.mail import Mailroom, mailroom

from holdfast.apps.watch.records import Letterbox


@pytest.fixture
def box(site: Path) -> Letterbox:
    return new_box()


@pytest.fixture
def mail() -> Iterator[Mailroom]:
    with mailroom() as room:
        yield room
