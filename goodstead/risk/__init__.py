"""Versioned instruments, assessments, bands and what follows from a band. Not the plan that answers it."""
