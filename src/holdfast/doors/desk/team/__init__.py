"""The team on the line: who answers when, what is handed over, who is told, and the press."""
