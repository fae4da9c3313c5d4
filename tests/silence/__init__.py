"""What the public side must never tell, and how it stands a flood. Each figure is printed, and held
against ``docs/reference/safety-figures.md``; ``make soak`` runs the big numbers."""
