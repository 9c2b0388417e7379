"""Run a command beside a PostgreSQL cluster that is thrown away afterwards.

    python tools/with_postgres.py COMMAND [ARGUMENT ...]

The cluster listens on a socket in a folder of its own and on no network address, and runs as its
own system user (`postgres`) where this is started by root. COMMAND finds the connection words in
HOLDFAST_TEST_POSTGRES. Where PostgreSQL is not installed it says so, runs nothing and succeeds.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STORES = ("bodies", "keystore")


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).parent if named else None


def system_user() -> str | None:
    """Whom the cluster runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    pwd.getpwnam("postgres")
    return "postgres"


def run(words: list[str], folder: Path, user: str | None) -> None:
    """Run one of PostgreSQL's programs as its user, quietly."""
    subprocess.run(words, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)


def main(command: list[str]) -> int:
    """Start the cluster, run the command, stop the cluster. Returns the command's exit code."""
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not installed here: nothing was run. (apt-get install postgresql)")
        return 0
    user = system_user()
    with tempfile.TemporaryDirectory(prefix="holdfast-postgres-") as made:
        folder = Path(made)
        if user:
            shutil.chown(folder, user)
        folder.chmod(0o711)  # the tests reach the socket, not the data
        data = folder / "data"
        start = [str(programs / "initdb"), "-D", str(data), "-U", "holdfast", "-A", "trust"]
        run([*start, "-E", "UTF8", "--locale=C"], folder, user)
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
        run([*control, "-o", f"-k {folder} -c listen_addresses=''", "start"], folder, user)
        try:
            for store in STORES:
                create = [str(programs / "createdb"), "-h", str(folder), "-U", "holdfast", store]
                run(create, folder, user)
            words = f"host={folder} user=holdfast"
            return subprocess.run(
                command, check=False, env={**os.environ, "HOLDFAST_TEST_POSTGRES": words}
            ).returncode
        finally:
            run([*control, "-m", "immediate", "stop"], folder, user)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
