"""Names of persons: how they sound, what they fold to, what their parts are."""
