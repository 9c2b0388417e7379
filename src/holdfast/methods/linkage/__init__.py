"""Lists to links: which rows are the same person."""

import importlib.util

from holdfast.methods.linkage.errors import AnalysisMissingError

if importlib.util.find_spec("splink") is None:
    raise AnalysisMissingError(
        "Linking needs the numerical parts of Holdfast, which are not installed.",
        hint="Install them with: pip install 'holdfast[analysis]'.",
    )
