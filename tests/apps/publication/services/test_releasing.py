import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.publication.cast import FILE, House

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.archive.rules import Use
from holdfast.apps.archive.services.consent import withdraw_consent
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.publication.errors import (
    AlteredReleaseError,
    IncompleteReleaseError,
    LeakError,
    WithdrawnConsentError,
    WrongStateError,
)
from holdfast.apps.publication.queries import stored_release
from holdfast.apps.publication.records import Release
from holdfast.apps.publication.rules.parts import Words
from holdfast.apps.publication.rules.states import State
from holdfast.apps.publication.services import releasing
from holdfast.apps.publication.services.releasing import (
    Package,
    let_out,
    package,
    recall,
    write_package,
    zipped,
)
from holdfast.methods.custody import verifier
from holdfast.rendering.pdf_text import pdf_texts


def out(house: House) -> Package:
    return let_out(actor=house.lead, release=house.id, revision=house.revision, clock=CLOCK)


def test_what_leaves_is_the_listed_files_and_no_other(house: House, tmp_path: Path) -> None:
    house.ready()
    write_package(out(house), tmp_path / "out")
    found = {
        str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file()
    }
    assert found == {
        ".holdfast-record",
        "README.txt",
        "proofs/exhibit-1.proof.json",
        "proofs/release.json-1.proof.json",
        "proofs/release.json-2.proof.json",
        "proofs/release.pdf.proof.json",
        "release.json",
        "release.pdf",
        "verify.py",
    }


def test_only_what_was_agreed_to_stands_in_it(house: House) -> None:
    house.find()
    house.ready()
    files = out(house).files
    said = json.dumps(json.loads(files["release.json"]), ensure_ascii=False)
    pages = " ".join(" ".join(text.split()) for _, text in pdf_texts(files["release.pdf"]))
    for text in (said, pages):
        assert "They came before light" in text
        assert "nine days" in text
        assert "Vesna Lor" in text
        assert "independent origins" in text
        assert "turned a handle" not in text
        assert "Irma" not in text
        assert "Kasto" not in text


def test_every_proof_holds_with_the_verifier_that_comes_with_it(
    house: House, tmp_path: Path
) -> None:
    house.ready()
    write_package(out(house), tmp_path / "out")
    (tmp_path / "out" / "gate.jpg").write_bytes(FILE)
    for proof, file in (
        ("release.json-1", "release.json"),
        ("release.json-2", "release.json"),
        ("release.pdf", "release.pdf"),
        ("exhibit-1", "gate.jpg"),
    ):
        words = [sys.executable, "-I", "verify.py", f"proofs/{proof}.proof.json", file]
        done = subprocess.run(words, cwd=tmp_path / "out", capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
    assert (tmp_path / "out" / "verify.py").read_bytes() == Path(verifier.__file__).read_bytes()


def test_it_is_fetched_again_as_it_left(house: House) -> None:
    house.ready()
    first = out(house)
    again = package(actor=house.second, release=house.id)
    assert {n: first.files[n] for n in ("release.pdf", "release.json")} == {
        n: again.files[n] for n in ("release.pdf", "release.json")
    }
    assert zipped(first) == zipped(first)
    with zipfile.ZipFile(io.BytesIO(zipped(again))) as archive:
        assert archive.testzip() is None
        assert {name.split("/")[0] for name in archive.namelist()} == {f"release-{again.alias}"}


def test_nothing_leaves_that_was_not_signed_by_two(house: House) -> None:
    house.fill()
    house.check()
    house.sign(house.lead)
    with pytest.raises(WrongStateError):
        out(house)
    with pytest.raises(WrongStateError):
        package(actor=house.lead, release=house.id)


def test_what_was_changed_behind_the_signatures_does_not_leave(house: House) -> None:
    house.ready()
    stored = read(house.lead, stored_release(house.lead, house.id).id, Release)
    other = msgspec.structs.replace(stored.value, title="Another title")
    with writing(house.lead) as write:
        save(write, stored.id, other, revision=stored.revision)
    with pytest.raises(AlteredReleaseError):
        out(house)


def test_consent_that_was_withdrawn_after_the_signatures_stops_it(house: House) -> None:
    house.ready()
    withdraw_consent(
        actor=house.archive.lead,
        testimony=house.archive.id,
        paragraphs=[house.archive.paragraphs[1]],
        use=Use.PUBLISH,
        clock=CLOCK,
    )
    with pytest.raises(WithdrawnConsentError, match="Part 3"):
        out(house)
    assert house.drafted.release.state is State.SIGNED


def test_a_name_that_only_the_finished_file_shows_stops_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.ready()
    leaky = "{title}\n{line}\nwritten by Irma Kasto\n"
    monkeypatch.setattr(releasing, "_README", leaky)
    with pytest.raises(LeakError, match=r"README\.txt"):
        out(house)
    assert house.drafted.release.state is State.SIGNED


def test_a_member_without_the_role_lets_nothing_out(house: House) -> None:
    house.ready()
    with pytest.raises(NotPermittedError):
        let_out(actor=house.archive.lead, release=house.id, revision=house.revision, clock=CLOCK)


def test_a_release_is_recalled_with_a_reason_and_stays_as_it_was(house: House) -> None:
    house.ready()
    out(house)
    with pytest.raises(IncompleteReleaseError):
        recall(actor=house.lead, release=house.id, reason=" ", revision=house.revision)
    recall(
        actor=house.lead,
        release=house.id,
        reason="Withdrawn.",
        revision=house.revision,
        clock=CLOCK,
    )
    recalled = house.drafted.release
    assert (recalled.state, recalled.recalled) == (State.RECALLED, "2031-05-06")
    assert "release.pdf" in package(actor=house.lead, release=house.id).files
    with pytest.raises(WrongStateError):
        recall(actor=house.lead, release=house.id, reason="Again.", revision=house.revision)


def test_a_released_one_is_never_changed(house: House) -> None:
    house.ready()
    out(house)
    with pytest.raises(WrongStateError, match="never changed"):
        house.add(Words("", "More."))
    assert house.drafted.release.state is State.RELEASED
