"""What is a member's own: coming and going, locking, language and look."""
