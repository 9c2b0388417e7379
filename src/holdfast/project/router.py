"""Which store a table stands in: keys in `keystore`, the line and the watch in their own.

Invariants:
- A table is in one store only, so that neither backup holds what opens the other, and the process
  that faces strangers can be given the line's store and nothing else.
- Nothing reads or writes Django's `default` alias, which is not a database.
"""

from __future__ import annotations

from django.db.models import Model

BODIES, KEYSTORE, INTAKE, WATCH = "bodies", "keystore", "intake", "watch"
STORES = (BODIES, KEYSTORE, INTAKE, WATCH)
OWN_STORE = {"intake": INTAKE, "watch": WATCH}
KEY_TABLES = frozenset(
    {
        ("accounts", "directorypast"),
        ("accounts", "directorywrap"),
        ("accounts", "parcel"),
        ("accounts", "rootwrap"),
        ("accounts", "sharewrap"),
        ("keyring", "memberwrap"),
        ("keyring", "rememberedhead"),
        ("keyring", "unitwrap"),
    }
)


def store_of(app_label: str, model_name: str) -> str:
    """The alias of the store that holds this model's table."""
    if (app_label, model_name) in KEY_TABLES:
        return KEYSTORE
    return OWN_STORE.get(app_label, BODIES)


class StoreRouter:
    """Django's database router over `store_of`."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str:
        """The store of the model's table."""
        return store_of(model._meta.app_label, model._meta.model_name)

    def db_for_write(self, model: type[Model], **_hints: object) -> str:
        """The store of the model's table."""
        return store_of(model._meta.app_label, model._meta.model_name)

    def allow_relation(self, _one: object, _other: object, **_hints: object) -> bool:
        """No foreign keys across tables: they are joined by opaque ids."""
        return False

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **_hints: object
    ) -> bool:
        """Whether the table is made in this store."""
        return model_name is None or store_of(app_label, model_name) == db
