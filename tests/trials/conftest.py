from tests.apps.conftest import site

__all__ = ["site"]
