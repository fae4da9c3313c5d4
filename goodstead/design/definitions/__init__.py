"""What the shells show, as data."""
