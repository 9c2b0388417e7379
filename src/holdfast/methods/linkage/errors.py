"""What can be wrong with lists, settings and decisions, as errors a person may read.

Invariants:
- No message repeats a cell, a header or a name: a file without a header line has a person's name
  where its header should be.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class LinkError(HoldfastError):
    """The linkage cannot go on."""

    code = "link"


class ListError(LinkError):
    """A list cannot be read as a list of people."""

    code = "link.list"


class SettingsError(LinkError):
    """The settings file cannot be used."""

    code = "link.settings"


class DecisionsError(LinkError):
    """The file of people's decisions cannot be used."""

    code = "link.decisions"


class OutputError(LinkError):
    """The output folder cannot be used."""

    code = "link.output"


class MemoryLimitError(LinkError):
    """The linkage needs more memory than it was given; nothing was spilled to a disk."""

    code = "link.memory"


class SparkError(LinkError):
    """The Spark cluster cannot be used, or must not be."""

    code = "link.spark"


class AnalysisMissingError(LinkError):
    """The libraries that linkage computes with are not installed."""

    code = "link.analysis-missing"
