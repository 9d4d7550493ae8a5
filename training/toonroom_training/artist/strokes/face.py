"""The face that all strokes share: its own frame, the frame of each eye, the hull of its points."""

from dataclasses import dataclass

import numpy as np

from ...geometry.landmarks import EYES
from ...geometry.proportions import EyeShape, fit_eye
from ..raster import Array


@dataclass(frozen=True)
class Face:
    """What drawing every feature needs: landmarks in px of the picture and the face's own frame."""

    points: Array  # [478,2]
    eyes: tuple[EyeShape, EyeShape]
    across: Array  # unit vector from the right eye (smaller x) to the left one
    down: Array
    unit: float  # distance of the eyes' centres, px

    @property
    def pen(self) -> float:
        return self.unit / 22


def read_face(landmarks: Array, side: int) -> Face:
    points = np.asarray(landmarks, np.float64)[:, :2] * (side / 512)
    eyes = (fit_eye(points, EYES[0]), fit_eye(points, EYES[1]))
    between = eyes[1].centre - eyes[0].centre
    unit = float(np.hypot(*between))
    across = between / unit
    return Face(points, eyes, across, np.array([-across[1], across[0]]), unit)


class EyeFrame:
    """An eye's own coordinates: x −1 at the inner and 1 at the outer corner, y upwards, in half widths."""

    def __init__(self, shape: EyeShape):
        self.shape, self.half = shape, shape.width / 2
        self.out = shape.axis * shape.outward

    def at(self, x, y) -> Array:
        x, y = np.broadcast_arrays(np.asarray(x, np.float64), np.asarray(y, np.float64))
        return self.shape.centre + self.half * (x[..., None] * self.out + y[..., None] * self.shape.up)

    def _lid(self, f: Array, x):
        t = np.clip(x, -1, 1) * self.shape.outward
        return (1 - t * t) * (f[0] + f[1] * t + f[2] * t * t)

    def upper(self, x):
        return self._lid(self.shape.upper, x)

    def lower(self, x):
        return self._lid(self.shape.lower, x)


def hull_distance(points: Array, x: Array, y: Array) -> Array:
    """Distance to the border of the points' convex hull, positive inside, px."""
    hull = convex_hull(points)
    way = np.roll(hull, -1, 0) - hull
    way = way / (np.hypot(way[:, :1], way[:, 1:]) + 1e-9)
    distance = None
    for (px, py), (wx, wy) in zip(hull, way, strict=True):
        d = wx * (y - py) - wy * (x - px)
        distance = d if distance is None else np.minimum(distance, d)
    return distance


def convex_hull(points: Array) -> Array:
    """Corners of the convex hull, by Andrew's monotone chain, clockwise on screen."""
    ordered = sorted(map(tuple, points))

    def chain(row):
        kept: list = []
        for q in row:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], q) <= 0:
                kept.pop()
            kept.append(q)
        return kept[:-1]

    return np.array(chain(ordered) + chain(ordered[::-1]))


def _turn(a, b, c) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
