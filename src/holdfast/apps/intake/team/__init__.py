"""The team's side of the line: its promise, its rota, who is told, and the press.

Invariants: rules here are pure; nothing of it is read by the source process but `records.notices`.
"""
