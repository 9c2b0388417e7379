from pathlib import Path

from click.testing import CliRunner

from holdfast.apps.keyring.archives import About, Archive, Copied
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
