"""Letting a release out, and calling it back.

Invariants:
- What leaves is made from the signed fields, and looked through once more when it is made: every
  text of the finished PDF, its metadata, bookmarks and descriptions, every other file and its name.
- The PDF is kept sealed as it left: whoever fetches the release again gets the same bytes.
- The folder holds nothing but what `Package` lists.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import msgspec

from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, FileId, RecordId
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.event_proofs import proof_of_event
from holdfast.apps.keyring.services.events import enter_event
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.publication.document import document_of
from holdfast.apps.publication.errors import (
    AlteredReleaseError,
    IncompleteReleaseError,
    LeakError,
    WrongStateError,
)
from holdfast.apps.publication.queries import Drafted, stored_release
from holdfast.apps.publication.queries import release as read_release
from holdfast.apps.publication.records import Release
from holdfast.apps.publication.rules.contents import ReleaseId, digest, released_json
from holdfast.apps.publication.rules.hits import (
    hit_of,
    is_judged_elsewhere,
    without_digests,
    words_of_proof,
)
from holdfast.apps.publication.rules.parts import PartKind
from holdfast.apps.publication.rules.signatures import signatures_hold
from holdfast.apps.publication.rules.states import Act, State, moved
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.disclosure.check import SecretIndex
from holdfast.methods.disclosure.draft import DraftField
from holdfast.methods.disclosure.reading import read_draft
from holdfast.rendering.folder import replaced_folder
from holdfast.rendering.pdf import render_pdf

from .checking import secret_index
from .drafting import change_release, note_uses
from .signing import check_gate

_DATE = (1980, 1, 1, 0, 0, 0)  # the same release is the same zip file
_README = """\
{title}
{line}

release.pdf    the release, to be read
release.json   the same, for programs; two people signed it
proofs/        what proves each of these, and each exhibit
verify.py      checks a proof against a file; needs Python 3.8 and nothing else

    python verify.py proofs/release.json-1.proof.json release.json
    python verify.py proofs/release.json-2.proof.json release.json
    python verify.py proofs/release.pdf.proof.json release.pdf

An exhibit's file is not in here. Whoever was given one checks it in the same way. Compare the key
that verify.py prints with the one that the organisation has published.
"""


@dataclass(frozen=True, slots=True)
class Package:
    """The files of a release by their names."""

    alias: str
    files: dict[str, bytes] = field(repr=False)


def let_out(*, actor: Actor, release: ReleaseId, revision: int, clock: Clock = utc_now) -> Package:
    """Release it: nothing of it is changed from here on.

    Raises NotPermittedError, NotGrantedError, WrongStateError, AlteredReleaseError, OpenHitsError,
    WithdrawnConsentError, LeakError, what `render_pdf` raises, EditConflictError, StoreError.
    """
    drafted = read_release(actor=actor, release=release)
    moved(drafted.release.state, Act.RELEASE)
    if not signatures_hold(drafted.release.signatures, released_json(drafted.release)):
        raise AlteredReleaseError
    index = secret_index(actor)
    check_gate(actor, drafted.release, index, clock=clock)
    pdf = render_pdf(document_of(drafted.release))
    _look_through(drafted.release, _made(actor, drafted.release, pdf), index)
    _let_out(actor, drafted, pdf, revision=revision, clock=clock)
    return package(actor=actor, release=release)


def package(*, actor: Actor, release: ReleaseId) -> Package:
    """The files of a release that is out, as they left.

    Raises NotPermittedError, NotGrantedError, WrongStateError, StoreError.
    """
    drafted = read_release(actor=actor, release=release).release
    if drafted.state not in (State.RELEASED, State.RECALLED):
        raise WrongStateError("This was not released. Nothing has left.")
    pdf = b"".join(open_file(actor, FileId(drafted.pdf)))
    files = _made(actor, drafted, pdf)
    files["proofs/release.pdf.proof.json"] = proof_of_event(actor, RecordId(drafted.pdf_event))
    return Package(drafted.alias, dict(sorted(files.items())))


def recall(
    *, actor: Actor, release: ReleaseId, reason: str, revision: int, clock: Clock = utc_now
) -> None:
    """Say that a release is called back, and why. Telling those who have it is for people.

    Raises NotPermittedError, NotGrantedError, WrongStateError, IncompleteReleaseError,
    EditConflictError, StoreError.
    """
    if not reason.strip():
        raise IncompleteReleaseError(hint="Say why it is called back.")
    day = clock().date().isoformat()
    change_release(
        actor,
        release,
        lambda r: msgspec.structs.replace(r, recalled=day, recalled_because=reason.strip()),
        act=Act.RECALL,
        revision=revision,
    )


def write_package(made: Package, out: Path) -> None:
    """Write the files into a folder, whole or not at all.

    Raises OutputNotOursError, OutputNotWritableError.
    """
    with replaced_folder(out) as folder:
        for name, data in made.files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)


def zipped(made: Package) -> bytes:
    """The files as one zip file, without times or names of this computer."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.files.items():
            entry = zipfile.ZipInfo(f"release-{made.alias}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return data.getvalue()


def _made(actor: Actor, drafted: Release, pdf: bytes) -> dict[str, bytes]:
    """Every file but the proof of the PDF, which is entered when it leaves."""
    line = "=" * len(drafted.title)
    verifier = resources.files("holdfast.methods.custody").joinpath("verifier.py").read_bytes()
    files = {
        "release.pdf": pdf,
        "release.json": released_json(drafted),
        "README.txt": _README.format(title=drafted.title, line=line).encode(),
        "verify.py": verifier,
    }
    for number, signature in enumerate(drafted.signatures, 1):
        name = f"proofs/release.json-{number}.proof.json"
        files[name] = proof_of_event(actor, RecordId(signature.event))
    exhibits = [part for part in drafted.parts if part.kind is PartKind.EXHIBIT]
    for number, part in enumerate(exhibits, 1):
        files[f"proofs/exhibit-{number}.proof.json"] = part.proof.encode()
    return files


def _look_through(drafted: Release, files: dict[str, bytes], index: SecretIndex) -> None:
    """Return where the finished files hold nothing but what the draft showed. Raises LeakError."""
    fields = list(_texts(files))
    hits = [hit_of(found, fields) for found in index.check(fields)]
    leaks = [hit for hit in hits if not is_judged_elsewhere(hit, drafted.hits)]
    if leaks:
        raise LeakError(place.field for hit in leaks for place in hit.places)


def _texts(files: dict[str, bytes]) -> Iterator[DraftField]:
    """Every text of the files, of proofs what they say in words; not of the verifier."""
    for name, data in files.items():
        if name.endswith(".proof.json"):
            yield DraftField(name, words_of_proof(data.decode()))
        elif name != "verify.py":
            for field_ in read_draft(data, name=name):
                yield DraftField(f"{name}, {field_.name}", without_digests(field_.text))


def _let_out(actor: Actor, drafted: Drafted, pdf: bytes, *, revision: int, clock: Clock) -> None:
    unit = stored_release(actor, drafted.id).unit
    file = store_file(actor, unit, [pdf])
    with writing(actor) as write:
        stored = stored_release(actor, drafted.id)
        if stored.revision != revision or stored.revision != drafted.revision:
            raise EditConflictError
        says: dict[str, str | int] = {
            "kind": "released file",
            "release": stored.value.alias,
            "sha256": digest(pdf),
            "size_bytes": len(pdf),
        }
        changed = msgspec.structs.replace(
            stored.value,
            state=moved(stored.value.state, Act.RELEASE),
            pdf=file,
            pdf_event=enter_event(write, unit, says),
            released=clock().date().isoformat(),
            released_by=actor.member,
        )
        save(write, stored.id, changed, revision=revision)
        note_uses(write, drafted.id, changed)
