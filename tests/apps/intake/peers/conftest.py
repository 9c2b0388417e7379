from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.apps.intake.peers.mail_house import MailHouse, mail_house


@pytest.fixture(scope="module")
def _mail_house() -> Iterator[MailHouse]:
    with TemporaryDirectory(prefix="mail") as folder, mail_house(Path(folder)) as found:
        yield found


@pytest.fixture
def house(_mail_house: MailHouse) -> Iterator[MailHouse]:
    """The mail house, empty again after each test."""
    yield _mail_house
    _mail_house.refuses.clear()
    _mail_house.defers.clear()
    _mail_house.refuses_content = ""
    _mail_house.empty()
