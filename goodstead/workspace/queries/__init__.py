"""What the composed pages read. Every record comes through its own ``visible_to``."""
