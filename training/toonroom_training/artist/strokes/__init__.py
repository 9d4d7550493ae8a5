"""The face's features as crisp shapes: eyes, lids, lashes, brows, nose, mouth and jaw at any size.

The app draws the same shapes (`packages/toonroom/src/domain/face/strokes/`); golden files keep the two equal. Shapes
follow the drawn landmarks and a style's `strokes` numbers; colours and opacities come later, in `features.py`. Lengths
are in eye widths, pens (1/22 of the distance between the eyes) or eye distances, as given for each number.
"""

from .face import Face, hull_distance, read_face
from .guide import draw
from .numbers import CHANNELS, NUMBERS

__all__ = ["CHANNELS", "NUMBERS", "Face", "draw", "hull_distance", "read_face"]
