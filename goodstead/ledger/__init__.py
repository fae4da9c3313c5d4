"""What happened, who did it, and who looked. Entries are chained per file and never changed.

The ledger owns entries, viewings, the chain that holds entries together, its checkpoints, and the
following of entries by apps higher up. It knows no case, person or report: records are named by key.
"""
