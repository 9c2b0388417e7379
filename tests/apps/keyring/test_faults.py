import errno

import pytest
from django.db import OperationalError

from holdfast.apps.keyring import errors
from holdfast.apps.keyring.faults import as_rows, in_words


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (OperationalError("database or disk is full"), errors.StoreFullError),
        (OperationalError("attempt to write a readonly database"), errors.StoreReadOnlyError),
        (OperationalError("database is locked"), errors.StoreBusyError),
        (OperationalError("database disk image is malformed"), errors.StoreDamagedError),
        (OperationalError("file is not a database"), errors.StoreDamagedError),
        (OperationalError("near 'Irma'"), errors.StoreError),
        (OSError(errno.ENOSPC, "x"), errors.StoreFullError),
        (OSError(errno.EFBIG, "x"), errors.StoreFullError),
        (OSError(errno.EROFS, "x"), errors.StoreReadOnlyError),
        (OSError(errno.EIO, "x"), errors.StoreError),
    ],
)
def test_each_failure_of_the_disk_has_words_of_its_own(cause: Exception, kind: type) -> None:
    with pytest.raises(errors.StoreError) as caught, in_words():
        raise cause
    assert type(caught.value) is kind
    assert (
        "safe" in caught.value.message
        or "as it was" in caught.value.message
        or "Nothing" in caught.value.message
    )
    assert "Irma" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_other_errors_pass_as_they_are() -> None:
    with pytest.raises(KeyError), in_words():
        raise KeyError


@pytest.mark.parametrize("cause", [ValueError("Irma"), TypeError("Irma"), b"\xff".decode])
def test_a_row_that_nothing_of_ours_wrote_is_damage_and_is_not_quoted(cause: object) -> None:
    with pytest.raises(errors.StoreDamagedError) as caught, as_rows():
        if isinstance(cause, Exception):
            raise cause
        cause()
    assert "Irma" not in str(caught.value)
