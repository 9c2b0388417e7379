"""The sciences. Strangers to each other, to Django and to the vault."""
