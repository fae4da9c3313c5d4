"""Django's PostgreSQL, which reads a moment in a tenth of the time."""
