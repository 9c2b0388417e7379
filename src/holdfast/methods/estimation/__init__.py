"""Lists to estimates: how many, including those nobody listed."""
