from holdfast.project.router import StoreRouter, store_of


def test_keys_and_bodies_are_in_two_stores() -> None:
    assert store_of("keyring", "unitwrap") == "keystore"
    assert store_of("keyring", "recordbody") == "bodies"


def test_the_line_and_the_watch_have_stores_of_their_own() -> None:
    assert store_of("intake", "mailbox") == "intake"
    assert store_of("watch", "watched") == "watch"


def test_a_table_is_made_in_its_own_store_only() -> None:
    made = StoreRouter().allow_migrate
    assert made("keystore", "keyring", "unitwrap")
    assert not made("bodies", "keyring", "unitwrap")
    assert not made("keystore", "ledger", "leaf")
