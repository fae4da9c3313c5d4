"""Every way in which places change."""

from .areas import load_areas, put_area_on_patch
from .postcodes import load_postcodes
from .premises import add_premises
from .streets import load_streets

__all__ = ["add_premises", "load_areas", "load_postcodes", "load_streets", "put_area_on_patch"]
