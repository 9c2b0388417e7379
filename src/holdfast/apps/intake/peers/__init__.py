"""Other ways to reach the line: what each of them hears and says, behind one interface."""
