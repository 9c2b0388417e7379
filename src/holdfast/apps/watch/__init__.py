"""The one timer that runs without anybody's keys."""
