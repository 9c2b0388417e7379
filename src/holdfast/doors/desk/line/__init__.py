"""The line: who waits, what they said, what we answered; calls as they come."""
