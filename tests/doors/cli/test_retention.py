from pathlib import Path

from click.testing import CliRunner
from tests.apps.keyring.cast import open_case
from tests.apps.keyring.expiring import receive
from tests.doors.cli.copying import Desk

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.keyring.archives import About, Archive, Copied
from holdfast.apps.keyring.queries.bodies import search
from holdfast.doors.cli.main import cli


def place(folder: Path, name: str, *, week: str, size: int, site: str = "a") -> None:
    about = About(
        part=Copied.KEYS, installation=site * 26, week=week, tree_size=size, tree_root="", tables=[]
    )
    with (folder / name).open("wb") as file:
        Archive(file, about).finish()


def say(folder: Path) -> str:
    done = CliRunner().invoke(cli, ["retention", "--copies", str(folder)])
    assert done.exit_code == 0, done.output
    return done.output


def test_old_copies_are_named_the_newest_two_are_not_and_nothing_is_destroyed(
    tmp_path: Path,
) -> None:
    for size, name in enumerate(["z-oldest", "y-middle", "x-newest"]):
        place(tmp_path, name, week="2020-W10", size=size + 9)
    (tmp_path / "holiday.jpg").write_bytes(b"not a copy")
    shown = say(tmp_path)
    assert "2020-W10  copy of keys  z-oldest" in shown
    assert not any(name in shown for name in ("middle", "newest\n2", "holiday"))
    assert len(list(tmp_path.iterdir())) == 4


def test_the_newest_of_one_site_are_kept_whatever_another_site_has(tmp_path: Path) -> None:
    for size in range(3):
        place(tmp_path, f"ours-{size}", week="2020-W10", size=size)
    place(tmp_path, "theirs", week="2019-W10", size=1, site="b")
    shown = say(tmp_path)
    assert "ours-0" in shown
    assert "theirs" not in shown


def test_an_empty_folder_has_nothing_past_its_age(tmp_path: Path) -> None:
    assert "Nothing is past its age." in say(tmp_path)


def test_records_past_their_age_are_shown_by_kind_and_week_and_only_that(desk: Desk) -> None:
    case = open_case(desk.lead(), said="Irma Sand")
    receive(desk.lead(), case)
    desk.console.premises.clock.forward(weeks=10)
    done = desk.run("retention", by="lead")
    assert done.exit_code == 0, done.output
    assert "Past their age: 2031-W14  test.message  1" in done.output
    assert "Kept: test.message for 4 weeks" in done.output
    assert "without it no head of the ledger is signed" in done.output
    assert "Nothing was destroyed." in done.output
    assert not any(word in done.output for word in ("Irma", "zvezdanka", case.scope))


def test_records_are_destroyed_after_a_yes_by_who_may(desk: Desk) -> None:
    case = open_case(desk.lead())
    receive(desk.lead(), case)
    desk.console.premises.clock.forward(weeks=10)
    say, console = ("retention", "--destroy"), desk.console
    assert isinstance(desk.run(*say, by="lead", typed="y").exception, NotPermittedError)
    alias = console.people["lead"][0]
    console.say_as("lead", "member", "roles", alias, "keyholder", "operator", "coordinator")
    refused = desk.run(*say, by="lead", typed="n")
    assert refused.exit_code == 1
    assert len(search(desk.lead(), "zvezdanka")) == 1
    done = desk.run(*say, by="lead", typed="y")
    assert "Destroyed: 1 records in 1 units" in done.output, done.output
    assert search(desk.lead(), "zvezdanka") == []


def test_copies_are_never_destroyed_here(tmp_path: Path) -> None:
    asked = ["retention", "--copies", str(tmp_path), "--destroy"]
    assert CliRunner().invoke(cli, asked).exit_code == 2
