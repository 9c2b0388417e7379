"""Where the calls of `kernel.disk` were before: for whoever still imports them from here."""

from holdfast.kernel.disk import destroy_file, make_folder, move_file, place_file, sync_folder

__all__ = ["destroy_file", "make_folder", "move_file", "place_file", "sync_folder"]
