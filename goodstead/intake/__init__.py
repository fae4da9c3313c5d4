"""Reports from every channel, the incidents in them, their acknowledgement and their triage. Not the case that may follow."""
