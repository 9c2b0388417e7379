"""Lost! Who is exposed by a loss, and what to do within the hour."""
