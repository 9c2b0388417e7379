import json
import signal
import threading
from functools import partial

import pytest
from click.testing import CliRunner

from holdfast.doors.cli.estimate import _stopping_at_interrupt, estimate
from holdfast.methods import estimation
from holdfast.methods.estimation import LatentClassSettings, presentation
from holdfast.rendering.folder import MARKER

TABLE = """A,B,C,count
1,0,0,60
0,1,0,50
0,0,1,70
1,1,0,20
1,0,1,25
0,1,1,22
1,1,1,10
"""
FIELDS = "{collected: books, referrals: none known, period: 2031, missed: nobody known}"
DESCRIPTION = f"lists:\n  A: {FIELDS}\n  B: {FIELDS}\n  C: {FIELDS}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "table.csv").write_text(TABLE)
    (tmp_path / "lists.yaml").write_text(DESCRIPTION)
    return tmp_path


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    """The same command with a sampler that runs briefly."""
    short = partial(LatentClassSettings, draws=200, warm_up=200, scouts=1, scout_draws=100)
    monkeypatch.setattr(estimation, "LatentClassSettings", short)


def run(folder, *arguments):
    return CliRunner().invoke(estimate, [str(folder / "table.csv"), *arguments])


def test_json_is_the_contract_and_nothing_else(folder):
    done = run(folder, "--method", "decomposable", "--json")
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert data["format"] == "holdfast-estimate/1"
    assert data["methods"][0]["verdict"] == "refused"
    assert data["methods"][0]["estimate"] is None


def test_described_lists_get_a_number_in_words(folder):
    done = run(folder, "--method", "independence", "--describe", str(folder / "lists.yaml"))
    assert done.exit_code == 0
    assert "independence: usable" in done.stdout
    assert "Assumes:" in done.stdout
    assert "88 %" in done.stdout


def test_a_refusal_is_an_answer_and_says_why(folder):
    done = run(folder, "--method", "decomposable", "--method", "independence")
    assert done.exit_code == 0
    assert done.stdout.count("refused") == 2
    assert "not described" in done.stdout
    assert "not to be quoted" in done.stdout


def test_methods_come_in_their_own_order_whatever_was_typed(folder):
    done = run(folder, "--method", "independence", "--method", "decomposable", "--json")
    names = [entry["method"] for entry in json.loads(done.stdout)["methods"]]
    assert names == ["decomposable", "independence"]


def test_the_latent_class_sampler_runs_with_its_options(folder):
    done = run(
        folder, "--method", "latent-class", "--chains", "2", "--classes", "2", "--seed", "7",
        "--json",
    )  # fmt: skip
    data = json.loads(done.stdout)["methods"][0]
    assert data["settings"]["classes"] == 2
    assert data["settings"]["seed"] == 7
    assert data["diagnostics"]["chains"] == 2


def test_results_are_written_to_the_folder_asked_for(folder):
    out = folder / "out"
    done = run(folder, "--method", "independence", "-o", str(out))
    assert done.exit_code == 0
    assert {"index.html", "estimate.pdf", "estimate.json", "estimates.csv", "captures.csv"} <= {
        path.name for path in out.iterdir()
    }
    assert f"Open {out / 'index.html'}" in done.stderr
    assert json.loads((out / "estimate.json").read_text())["sensitivity"]


def test_a_file_where_the_folder_should_be_is_refused_before_anything_runs(folder):
    done = run(folder, "--method", "independence", "-o", str(folder / "lists.yaml"))
    assert done.exit_code == 2
    assert "was not made by Holdfast" in done.stderr
    assert (folder / "lists.yaml").read_text() == DESCRIPTION


def test_a_folder_that_holds_the_input_is_never_replaced(folder):
    (folder / MARKER).write_text("")
    done = run(folder, "--method", "independence", "-o", str(folder))
    assert done.exit_code == 2
    assert "holds your input" in done.stderr
    assert (folder / "table.csv").read_text() == TABLE


def test_a_disk_that_refuses_is_said_in_words(folder, monkeypatch):
    def full(*_):
        raise OSError

    monkeypatch.setattr(presentation, "deliver", full)
    done = run(folder, "--method", "independence", "-o", str(folder / "out"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("text", ["", "A,B\n1,0\n", "A,B,count\n1,0,-4\n", "A,count\n1,3\n"])
def test_bad_input_exits_with_two_and_no_number(folder, text):
    (folder / "table.csv").write_text(text)
    done = run(folder, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr


def test_an_interrupt_asks_to_stop_and_a_second_one_ends():
    stop = threading.Event()
    with _stopping_at_interrupt(stop):
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_strata_are_estimated_apart_and_summed(folder):
    rows = [line.rsplit(",", 1) for line in TABLE.splitlines()[1:]]
    lines = [f"{marks},{place},{count}" for place in ("north", "south") for marks, count in rows]
    (folder / "table.csv").write_text("A,B,C,place,count\n" + "\n".join(lines) + "\n")
    done = run(folder, "--method", "independence", "--strata", "place", "--json")
    data = json.loads(done.stdout)
    assert data["table"]["seen"] == 514
    assert [entry["name"] for entry in data["strata"]] == ["north", "south", "(all)"]


def test_draws_of_linkages_are_pooled(folder):
    line = '{"lists": ["A", "B"], "counts": {"10": 40, "01": 50, "11": 20}}\n'
    (folder / "draws.jsonl").write_text(line * 3)
    done = CliRunner().invoke(
        estimate, [str(folder / "draws.jsonl"), "--method", "independence", "--json"]
    )
    assert json.loads(done.stdout)["methods"][0]["settings"]["linkages"] == 3
