"""What every page shares: layouts, parts, the style sheet, languages, and the headers of answers.

A door names `pages/templates` in its settings, adds `headers.StrictHeaders` and
`languages.ChosenLanguage` to its middleware, and `fixed.serve` to its addresses.
"""
