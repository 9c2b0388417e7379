import pytest
from tests.doors.desk.archive.cast import Told, take
from tests.doors.desk.findings.cast import bring
from tests.doors.desk.stage import Desk


@pytest.fixture
def told(desk: Desk) -> Told:
    """A documenter who also judges, a testimony, and three reports on the review desk."""
    made = take(desk)
    made.worker.post("/findings/found/")
    bring(made.worker)
    return made
