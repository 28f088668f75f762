"""Places the provinces on a map of tiles, one each, so that small ones are as easy to hit as large.

Columns run from west to east and rows from north to south, each province beside those that it lies
beside; thirteen columns of 24 pixels fit the narrowest phone.
"""

from typing import NamedTuple


class Tile(NamedTuple):
    """A tile's column and row, from 0."""

    column: int
    row: int


TILES = {
    "ID-AC": Tile(0, 0),
    "ID-SU": Tile(0, 1),
    "ID-SB": Tile(0, 2),
    "ID-RI": Tile(1, 2),
    "ID-KR": Tile(2, 1),
    "ID-BE": Tile(0, 3),
    "ID-JA": Tile(1, 3),
    "ID-BB": Tile(2, 3),
    "ID-SS": Tile(1, 4),
    "ID-LA": Tile(1, 5),
    "ID-BT": Tile(1, 6),
    "ID-JK": Tile(2, 6),
    "ID-JB": Tile(3, 6),
    "ID-JT": Tile(4, 6),
    "ID-YO": Tile(4, 7),
    "ID-JI": Tile(5, 6),
    "ID-BA": Tile(6, 7),
    "ID-NB": Tile(7, 7),
    "ID-NT": Tile(8, 7),
    "ID-KB": Tile(3, 2),
    "ID-KT": Tile(4, 2),
    "ID-KU": Tile(5, 1),
    "ID-KI": Tile(5, 2),
    "ID-KS": Tile(5, 3),
    "ID-GO": Tile(7, 1),
    "ID-SA": Tile(8, 1),
    "ID-ST": Tile(7, 2),
    "ID-SR": Tile(6, 3),
    "ID-SN": Tile(6, 4),
    "ID-SG": Tile(7, 3),
    "ID-MU": Tile(9, 2),
    "ID-MA": Tile(9, 4),
    "ID-PD": Tile(10, 2),
    "ID-PB": Tile(11, 2),
    "ID-PA": Tile(12, 2),
    "ID-PT": Tile(11, 3),
    "ID-PE": Tile(12, 3),
    "ID-PS": Tile(12, 4),
}
