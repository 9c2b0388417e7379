"""The append-only record that something was done, without saying to whom."""
