"""Why a folder of reports cannot be read at all. What goes wrong in one file is no error: it is
listed among the problems of that report."""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class FolderMissingError(HoldfastError):
    """There is nothing at the path that was given."""

    code = "reading.folder_missing"


class NotAFolderError(HoldfastError):
    """The path names something else than a folder."""

    code = "reading.not_a_folder"


class FolderForbiddenError(HoldfastError):
    """The folder may not be opened by this user."""

    code = "reading.folder_forbidden"


class NothingToReadError(HoldfastError):
    """The folder holds no file that could be a report."""

    code = "reading.nothing_to_read"


class FolderIsRecordError(HoldfastError):
    """The folder is itself a record that was made here, or is to become one."""

    code = "reading.folder_is_record"
