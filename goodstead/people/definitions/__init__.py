"""What may be written about a person, as closed lists."""
