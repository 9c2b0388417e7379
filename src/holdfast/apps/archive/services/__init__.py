"""What is done in the archive: testimony, consent, exhibits, custody."""
