from pathlib import Path

from tests.apps.stage import INSTALLATION

from holdfast.apps.keyring.place import files_folder, installation, layers_folder, site_folder


def test_everything_of_a_site_lies_in_its_folder(site: Path) -> None:
    assert installation() == INSTALLATION
    assert site_folder() == site
    assert {files_folder().parent, layers_folder().parent} == {site}
