"""Each module prints its figures beside the limit or the peer they are held against."""
