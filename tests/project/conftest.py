from tests.apps import stage

stage.prepare()

from tests.apps.conftest import site  # noqa: E402

__all__ = ["site"]
