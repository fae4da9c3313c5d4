"""The case plan and its steps, what was promised to the victim, contact kept, and reviews. Not formal powers."""
