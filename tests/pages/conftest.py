from collections.abc import Iterator

import pytest
from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS


@pytest.fixture(autouse=True)
def desk_settings() -> Iterator[None]:
    with override_settings(**DESK_SETTINGS):
        yield
