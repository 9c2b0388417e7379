import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from tests.doors.cli.console import Console

from holdfast.doors.cli import serve as serving
from holdfast.doors.cli.serve import Door, EndedError, ListenError, address_of, listening, serve


@pytest.mark.parametrize("where", ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"])
def test_an_address_that_others_reach_is_refused_unless_told(where: str) -> None:
    with pytest.raises(ListenError, match="Other machines"), listening(where, may_be_reached=False):
        pass


@pytest.mark.parametrize("where", ["8400", "desk.example:80", "127.0.0.1:x", "127.0.0.1:99999"])
def test_what_is_no_address_is_refused_in_words(where: str) -> None:
    with (
        pytest.raises(ListenError, match="Nothing was started"),
        listening(where, may_be_reached=True),
    ):
        pass


def test_an_address_in_use_is_refused_in_words() -> None:
    with listening("127.0.0.1:0", may_be_reached=False) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(ListenError, match="cannot be listened on"),
            listening(f"127.0.0.1:{port}", may_be_reached=False),
        ):
            pass


def test_a_socket_file_is_for_this_group_and_gone_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "desk.sock"
    with listening(f"unix:{path}", may_be_reached=False) as found:
        assert found.family is socket.AF_UNIX
        assert path.stat().st_mode & 0o777 == 0o660
    assert not path.exists()


def test_the_address_is_said_as_one_types_it() -> None:
    assert address_of("127.0.0.1:8400") == "http://127.0.0.1:8400/"
    assert address_of("unix:/run/desk.sock") == "unix:/run/desk.sock"


def test_no_access_log_is_asked_for() -> None:
    words = " ".join(serving.GUNICORN)
    assert "access" not in words and "--log-level critical" in words


def dummy(name: str, script: str, listening_at: socket.socket) -> Door:
    class Dummy(Door):
        def command(self) -> list[str]:
            return [sys.executable, "-c", script]

    return Dummy(name, "", listening_at)


def test_when_one_door_ends_the_other_is_stopped(tmp_path: Path) -> None:
    marks = tmp_path / "pid"
    stays = f"import os,time; open({str(marks)!r},'w').write(str(os.getpid())); time.sleep(60)"
    with listening("127.0.0.1:0", may_be_reached=False) as at:
        doors = [dummy("a", stays, at), dummy("b", "import time; time.sleep(1)", at)]
        with pytest.raises(EndedError, match="ended by itself"):
            serve(doors, os.environ)
    with pytest.raises(ProcessLookupError):
        os.kill(int(marks.read_text()), 0)


def test_the_desk_is_served_until_somebody_says_stop_and_says_nothing_of_visitors(
    console: Console,
) -> None:
    site = console.folder
    (site / "site.toml").write_text('installation = "' + "tervenia" + "a" * 18 + '"\n')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--data", str(site), "--desk", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "holdfast", *words],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    page = answer_of(f"http://127.0.0.1:{port}/you/log-in/")
    assert "Passphrase" in page
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said.splitlines()[0] == f"The desk: http://127.0.0.1:{port}/"
    assert said.splitlines()[-1] == "Stopped. Nothing stays open."
    assert "log-in" not in said and "GET" not in said


@pytest.mark.parametrize("alone", [True, False])
def test_the_lines_door_is_served_beside_the_desk_or_alone(console: Console, alone: bool) -> None:
    site = console.folder
    (site / "site.toml").write_text('installation = "' + "tervenia" + "a" * 18 + '"\n')
    console.say_as("lead", "line", "open")
    ports = []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
    both = ["--data", str(site), "--desk", f"127.0.0.1:{ports[0]}"]
    whence = ["--intake", str(site / "intake")] if alone else both
    process = subprocess.Popen(
        [sys.executable, "-m", "holdfast", "serve", *whence, "--source", f"127.0.0.1:{ports[1]}"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert "I am in danger now" in answer_of(f"http://127.0.0.1:{ports[1]}/")
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"The line: http://127.0.0.1:{ports[1]}/" in said.splitlines()
    assert ("The desk:" in said) is not alone


def test_a_folder_without_a_line_is_refused_in_words(console: Console, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", "serve", "--intake", str(tmp_path)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "There is no line in this folder." in done.stderr


def answer_of(address: str) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")
