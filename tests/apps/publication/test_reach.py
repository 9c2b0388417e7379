import subprocess
import sys

from holdfast.apps.publication.reach import load_every_kind

_PROGRAM = """
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["holdfast.apps.ledger", "holdfast.apps.accounts",
    "holdfast.apps.keyring", "holdfast.apps.intake", "holdfast.apps.watch"])
django.setup()
from holdfast.apps.publication.reach import load_every_kind
from holdfast.apps.keyring.records import Identifying, Sealable
load_every_kind()
print(sorted(k.KIND for k in Sealable.__subclasses__() if issubclass(k, Identifying)))
"""


def test_records_of_every_app_are_loaded_also_where_they_are_a_folder() -> None:
    names = load_every_kind()
    assert {
        "holdfast.apps.archive.records",
        "holdfast.apps.casework.records.cases",
        "holdfast.apps.casework.records.places",
        "holdfast.apps.intake.records",
    } <= set(names)


def test_a_process_that_knows_the_publication_alone_sees_whom_the_others_name() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True)
    assert "casework.identity" in done.stdout, done.stderr
    assert "archive.witness" in done.stdout
