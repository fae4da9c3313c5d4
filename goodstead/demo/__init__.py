"""The story of one borough for a year, told through the real actions. Cannot run in production."""
