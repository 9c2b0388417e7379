"""What is logged, for every door.

Invariants: an event by its name; never a person, a path, an address or a content. There is no
access log.
"""

from __future__ import annotations

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nothing": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "holdfast": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Django's own messages quote paths, queries and request lines: none of them is kept.
        "django": {"handlers": ["nothing"], "level": "CRITICAL", "propagate": False},
        "gunicorn.access": {"handlers": ["nothing"], "level": "CRITICAL", "propagate": False},
    },
    "root": {"handlers": ["nothing"], "level": "CRITICAL"},
}
