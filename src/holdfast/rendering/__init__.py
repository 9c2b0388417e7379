"""A neutral document tree and what it becomes: HTML, PDF, PNG charts. No Django."""
