"""What may be sent, in which words, and what may be known about reaching somebody."""
