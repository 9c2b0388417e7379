import os
import subprocess
import sys
from pathlib import Path

from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import found_team
from tests.apps.keyring.copying import name_site

LIMIT = "print(resource.getrlimit(resource.RLIMIT_CORE))"
CHILD = f"""
import resource, subprocess, sys
from holdfast.project.memory import refuse_core_dumps
refuse_core_dumps()
{LIMIT}
subprocess.run([sys.executable, "-c", "import resource; {LIMIT}"], check=True)
"""
DESK = f"import resource; import holdfast.project.wsgi_desk; {LIMIT}"


def said_by(program: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-uc", program], capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src", **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_no_image_of_memory_is_written_by_a_crash_of_the_process_or_a_child() -> None:
    assert said_by(CHILD) == ["(0, 0)", "(0, 0)"]


@on_sqlite
def test_nor_by_the_desk_whoever_starts_it(site: Path) -> None:
    """The source process is looked at in test_source_process."""
    name_site(site)
    found_team()
    stage.leave()
    assert said_by(DESK, HOLDFAST_DATA=str(site)) == ["(0, 0)"]
