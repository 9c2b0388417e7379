"""What casework seals. Every kind is one Sealable with its name and version inside."""
