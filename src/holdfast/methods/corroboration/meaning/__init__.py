"""What an utterance does, and of which acts it speaks.

Invariants:
- Words come from a lexicon that a person can read and extend; no model, no network.
- Negation and modality belong to the clause that holds the act, never to the whole report.

`load_lexicon` loads the words, `find_acts` finds them, `read_meaning` weighs an utterance, and
`find_assertions` finds what the outlet asserts in its own voice.
"""

from .acts import ActFound, find_acts
from .assertions import find_assertions
from .lexicon import Lexicon, load_lexicon
from .lexicon_file import LexiconError
from .meaning import read_meaning

__all__ = [
    "ActFound",
    "Lexicon",
    "LexiconError",
    "find_acts",
    "find_assertions",
    "load_lexicon",
    "read_meaning",
]
