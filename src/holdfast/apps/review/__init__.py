"""Reports, statements, acts and findings as people judge them."""
