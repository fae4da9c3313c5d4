"""Killed servers, full disks, lost power: is what was acknowledged still there?

The invariant, in words: every reference that a person was shown opens a complete report, is in
the ledger once, and its safety flags are as typed.
"""
