"""Points, squares and the way to and from latitude and longitude."""

import numpy as np
import pytest

from goodstead.places import grid


def test_a_known_point_is_converted_to_the_metre():
    assert grid.to_latitude_longitude(524222, 212927) == pytest.approx((51.801205, -0.199849))
    (point,) = grid.to_grid([-0.1998487], [51.80120453])
    assert point.round().tolist() == [524222, 212927]


def test_a_point_that_the_grid_does_not_reach_is_not_a_number_and_not_an_error():
    paris, home = grid.to_grid([5.0, -0.2], [10.0, 51.8])
    assert np.isnan(paris).all() and np.isfinite(home).all()
    assert grid.to_latitude_longitude(-500_000, -500_000) is None


def test_no_points_at_all_are_converted_to_none():
    assert grid.to_grid([], []).shape == (0, 2)


@pytest.mark.parametrize("size", [100, 250, 500])
def test_a_square_of_50_metres_lies_whole_in_the_wider_one(size):
    for easting, northing in [(524222, 212927), (524249, 212950), (0, 0), (524999, 212999)]:
        cell = grid.cell_of(easting, northing)
        assert grid.wider_cell(cell, size) == grid.cell_of(easting, northing, size)


def test_a_square_of_50_metres_does_not_nest_into_75():
    with pytest.raises(ValueError, match="75"):
        grid.wider_cell("1/1", 75)


def test_what_has_no_position_has_no_square():
    assert grid.cell_of(None, 5) == "" == grid.cell_of(5, None)


def test_the_frame_of_the_grid():
    assert grid.on_grid(0, 0) and not grid.on_grid(-1, 0) and not grid.on_grid(0, 1_300_001)
