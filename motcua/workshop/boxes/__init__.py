"""Any part of the format as an accessible page form: drawn from shapes, read back into values."""

from motcua.workshop.boxes.drawing import Drawing, Problems, drawn
from motcua.workshop.boxes.layout import OWN_PAGE, own_page
from motcua.workshop.boxes.taking import Taken, taken

__all__ = ["OWN_PAGE", "Drawing", "Problems", "Taken", "drawn", "own_page", "taken"]
