"""Writing to the ledger: entries by actions, viewings by pages, checkpoints by the worker."""

from .checkpoints import write_checkpoint
from .entries import NotInTransaction, record
from .viewings import view

__all__ = ["NotInTransaction", "record", "view", "write_checkpoint"]
