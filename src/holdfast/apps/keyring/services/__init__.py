"""Writing: each module one kind of act. Those that take a `Write` join its transaction."""
