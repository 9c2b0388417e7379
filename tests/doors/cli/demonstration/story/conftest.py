"""A story before its first day, built once a process; each test goes on in a copy of the house."""

from collections.abc import Iterator

import pytest
from tests.apps import stage

stage.prepare()

from tests.journeys.simulator.house import Founded, founded, told  # noqa: E402

from holdfast.doors.cli.demonstration.story.stage import Story  # noqa: E402


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founded]:
    with founded(tmp_path_factory.mktemp("story")) as made:
        yield made


@pytest.fixture
def story(house: Founded) -> Iterator[Story]:
    with told(3, house) as made:
        yield made
