"""What the composed pages ask."""

from .finding import Search
from .people import ChangeContact

__all__ = ["ChangeContact", "Search"]
