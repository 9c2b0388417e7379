"""What an utterance does, and of which acts it speaks.

Invariants:
- Words come from a lexicon that a person can read and extend; no model, no network.
- Negation and modality belong to the clause that holds the act, never to the whole report.

`lexicon` loads the words, `acts` finds them, `meaning` weighs an utterance, and `assertions` finds
what the outlet asserts in its own voice.
"""
