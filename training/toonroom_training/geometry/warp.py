"""The geometry warp: a thin-plate spline through the landmarks, sampled on a coarse grid.

The app has the same function (`packages/toonroom/src/domain/face/warp.ts`); golden files keep the two equal.
"""

import numpy as np

from .landmarks import FACE_OVAL, WARP_CONTROLS
from .proportions import smoothstep
from .thin_plate import ThinPlateSpline

CROP_SIZE_PX = 512
GRID_SPACING_PX = 8
GRID_NODES = CROP_SIZE_PX // GRID_SPACING_PX + 1
RING_SCALE = 1.45
SMOOTHING_PX2 = 0.5
BORDER_FADE_PX = 40


def control_points(source: np.ndarray, drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The spline's control points: (from, to), both [n,2] crop px.

    The ring around the face and the frame do not move.
    """
    oval = source[list(FACE_OVAL)]
    centre = oval.mean(0)
    ring = centre + (oval[::2] - centre) * RING_SCALE
    ticks = np.linspace(0, CROP_SIZE_PX, 9)
    frame = np.array([(x, y) for y in ticks for x in ticks if {x, y} & {0.0, float(CROP_SIZE_PX)}])
    controls = list(WARP_CONTROLS)
    return (
        np.concatenate([source[controls], ring, frame]),
        np.concatenate([drawn[controls], ring, frame]),
    )


def displacement_grid(source: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Displacement [65,65,2] px at crop positions (8·column, 8·row), mapping drawn → source.

    The warped crop at p shows the photo at p + displacement(p). Exactly 0 on the crop's border.
    """
    origin, target = control_points(np.asarray(source, np.float64), np.asarray(drawn, np.float64))
    spline = ThinPlateSpline.fit(target, origin - target, SMOOTHING_PX2)
    ticks = np.arange(GRID_NODES) * float(GRID_SPACING_PX)
    x, y = np.meshgrid(ticks, ticks)
    nodes = np.stack([x.ravel(), y.ravel()], 1)
    values = spline(nodes)
    border = np.minimum.reduce([x, y, CROP_SIZE_PX - x, CROP_SIZE_PX - y])
    window = smoothstep(0, BORDER_FADE_PX, border)
    return values.reshape(GRID_NODES, GRID_NODES, 2) * window[..., None]


def sampling_map(grid: np.ndarray, size_px: int = CROP_SIZE_PX) -> np.ndarray:
    """Displacement [size,size,2] at the pixel centres of a crop drawn at `size_px`, still in 512-crop px (bilinear)."""
    position = (np.arange(size_px) + 0.5) * (CROP_SIZE_PX / size_px) / GRID_SPACING_PX
    low = np.minimum(position.astype(int), GRID_NODES - 2)
    t = (position - low)[:, None]
    rows = grid[low] * (1 - t[..., None]) + grid[low + 1] * t[..., None]
    return rows[:, low] * (1 - t) + rows[:, low + 1] * t
