"""Django's settings, one module a door."""
