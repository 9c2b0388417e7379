import subprocess
import sys

CHILD = """
import resource, subprocess, sys
from holdfast.project.memory import refuse_core_dumps
refuse_core_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE))
ask = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
subprocess.run([sys.executable, "-c", ask], check=True)
"""


def test_no_image_of_memory_is_written_by_a_crash_of_the_process_or_a_child():
    done = subprocess.run(
        [sys.executable, "-uc", CHILD], capture_output=True, text=True, env={"PYTHONPATH": "src"}
    )
    assert done.stdout.splitlines() == ["(0, 0)", "(0, 0)"], done.stderr
