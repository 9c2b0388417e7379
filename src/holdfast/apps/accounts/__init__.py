"""Members: their keys, roles, second factor and sealed sessions."""
