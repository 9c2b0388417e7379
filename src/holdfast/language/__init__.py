"""Names, scripts, inflection and numbers in words: data files and pure functions."""
