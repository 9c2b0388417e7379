import hashlib
import io
import tarfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.keyring.archives import (
    About,
    Archive,
    Copied,
    about,
    check_tables,
    lacking,
    unpack,
    verify,
)
from holdfast.apps.keyring.copy_errors import (
    CopyError,
    DamagedCopyError,
    NewerCopyError,
    NotACopyError,
    OlderReleaseCopyError,
    WrongPartError,
)

ABOUT = About(
    part=Copied.KEYS,
    installation="a" * 26,
    week="2031-W14",
    tree_size=7,
    tree_root="00",
    tables=["keyring.0001_initial"],
    layers=[3],
)


def made(folder: Path, *, of: About = ABOUT, name: str = "keystore.sqlite3") -> Path:
    source, path = folder / "source", folder / "copy"
    source.write_bytes(b"sealed" * 300)
    with path.open("wb") as file:
        archive = Archive(file, of)
        archive.add(name, source)
        archive.finish()
    return path


def resealed(path: Path, change: object) -> Path:
    """A copy altered by somebody who writes a new last line as well."""
    data = path.read_bytes()
    data = change(data[: data.rindex(b"HOLDFAST-COPY")])
    path.write_bytes(data + f"HOLDFAST-COPY 1 {hashlib.sha256(data).hexdigest()}\n".encode())
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("copy")).read_bytes()


def test_a_copy_is_verified_and_taken_out_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path)
    found, digest = verify(path, Copied.KEYS)
    assert found == ABOUT == about(path)
    assert len(digest) == 64
    assert unpack(path, tmp_path / "out") == 1
    assert (tmp_path / "out" / "keystore.sqlite3").read_bytes() == b"sealed" * 300


def test_an_ordinary_tar_reads_a_copy(tmp_path: Path) -> None:
    with tarfile.open(made(tmp_path)) as tar:
        assert tar.getnames() == ["copy.json", "keystore.sqlite3", "digests.json"]


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_flipped_bit_and_every_cut_is_refused(
    whole: bytes, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "altered"
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    for altered in (bytes(flipped), whole[:at]):
        path.write_bytes(altered)
        with pytest.raises(CopyError):
            verify(path, Copied.KEYS)


def test_damage_is_told_from_a_file_that_is_no_copy(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_bytes(whole[:600] + b"?" + whole[601:])
    with pytest.raises(DamagedCopyError):
        verify(path, Copied.KEYS)
    for other in (b"", b"holiday pictures", whole[:-20], whole + b"more"):
        path.write_bytes(other)
        with pytest.raises(NotACopyError):
            verify(path, Copied.KEYS)


def test_a_copy_of_a_newer_form_or_of_newer_tables_is_refused(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_bytes(whole.replace(b"HOLDFAST-COPY 1 ", b"HOLDFAST-COPY 2 "))
    with pytest.raises(NewerCopyError):
        verify(path, Copied.KEYS)
    with pytest.raises(NewerCopyError):
        check_tables(ABOUT, [])
    with pytest.raises(OlderReleaseCopyError):
        check_tables(ABOUT, [*ABOUT.tables, "keyring.0002_later"])
    check_tables(ABOUT, ABOUT.tables)


def test_a_copy_from_before_a_store_of_the_line_and_the_watch_is_taken_and_says_so() -> None:
    later = [*ABOUT.tables, "intake.0001_initial", "watch.0001_initial"]
    check_tables(ABOUT, later)
    assert lacking(ABOUT) == ("intake", "watch")
    whole = msgspec.structs.replace(ABOUT, tables=later)
    assert lacking(whole) == ()
    with pytest.raises(OlderReleaseCopyError):
        check_tables(whole, [*later, "intake.0002_later"])


def test_the_other_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongPartError):
        verify(made(tmp_path), Copied.BODIES)


@pytest.mark.parametrize(
    "name", ["../keystore.sqlite3", "/keystore.sqlite3", "epoch/1.key", "bodies.sqlite3", "files/x"]
)
def test_a_name_that_no_site_has_is_never_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(DamagedCopyError):
        unpack(made(tmp_path, name=name), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_link_in_a_copy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "copy"
    with tarfile.open(path, "w") as tar:
        head = tarfile.TarInfo("copy.json")
        content = msgspec.json.encode(ABOUT)
        head.size = len(content)
        tar.addfile(head, io.BytesIO(content))
        link = tarfile.TarInfo("keystore.sqlite3")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        tar.addfile(link)
    with path.open("ab") as file:
        file.write(b"HOLDFAST-COPY 1 ")
    resealed(path, lambda data: data)
    with pytest.raises(DamagedCopyError):
        unpack(path, tmp_path / "out")


def test_an_exchanged_entry_is_refused_even_under_a_new_last_line(tmp_path: Path) -> None:
    path = resealed(made(tmp_path), lambda data: data.replace(b"sealed", b"forged"))
    verify(path, Copied.KEYS)
    with pytest.raises(DamagedCopyError):
        unpack(path, tmp_path / "out")


def test_copies_are_ordered_by_the_ledger_then_by_the_weekly_key() -> None:
    later = msgspec.structs.replace(ABOUT, tree_size=8, layers=[1])
    turned = msgspec.structs.replace(ABOUT, layers=[3, 4])
    assert ABOUT.age < turned.age < later.age
