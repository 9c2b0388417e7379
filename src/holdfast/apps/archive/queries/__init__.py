"""What the archive shows: testimony, and exhibits with their custody."""
