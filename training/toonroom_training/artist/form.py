"""Low-frequency shapes of the drawn face on the work grid: normals, zones of features, and where hair or shadow may be.

The app draws the same shapes (`packages/toonroom/src/domain/face/form.ts`); golden files keep the two equal.
"""

import numpy as np

from ..geometry.landmarks import (
    EYES,
    FACE_OVAL,
    JAW,
    LIPS_INNER_LOWER,
    LIPS_INNER_UPPER,
    LIPS_OUTER_LOWER,
    LIPS_OUTER_UPPER,
)
from .raster import Array, Canvas, curve, gaussian, ribbon, smoothstep
from .strokes import Face, hull_distance, read_face

CHANNELS = (
    "nx",  # unit normal of the face's mesh: right, down, towards the viewer
    "ny",
    "nz",
    "trust",  # how reliable shading from the mesh is
    "face",
    "eye_zone",  # eyes and brows
    "lips",
    "blush",
    "neck_shadow",  # the chin's shadow on the neck
    "forehead",
    "beard_zone",  # where any beard may grow
    "glasses_zone",
    "nose",
    "gloss",  # highlight on the tip of the nose
    "iris_ring",  # iris without pupil, where the lids leave it visible
    "brow_area",
    "lip_ring",  # lips without the opening between them
    "oval",
)
CHEEKS_AND_NOSE = (280, 327, 2, 98, 50)
RELIEF = 2.0  # above 1 flattens the mesh, so that the key light stays soft


def draw(landmarks: Array, depth: Array, side: int = 256) -> Array:
    """[18,side,side] f32 for drawn landmarks [478,2] and depths [478] (smaller is nearer), in the crop's 512 units.

    All channels are 0..1 except the normal (−1..1).
    """
    face = read_face(landmarks, side)
    p, unit, across, down = face.points, face.unit, face.across, face.down
    canvas = Canvas(CHANNELS, 0, 0, side, side)
    everywhere = (slice(0, side), slice(0, side))
    y, x = np.mgrid[0:side, 0:side] + 0.5
    for name, plane in zip(
        ("nx", "ny", "nz"), _normals(p, np.asarray(depth, np.float64) * (side / 512), side), strict=True
    ):
        canvas.plane(name)[:] = plane

    inside = hull_distance(p[list(FACE_OVAL)], x, y) / unit
    canvas.lay("face", everywhere, smoothstep(-0.05, 0.05, inside))
    below_top = ((x - p[10, 0]) * down[0] + (y - p[10, 1]) * down[1]) / unit
    canvas.lay("trust", everywhere, smoothstep(0, 0.24, inside) * smoothstep(0.05, 0.55, below_top))
    canvas.fill("oval", p[list(FACE_OVAL)])
    below_brow = ((x - p[6, 0]) * down[0] + (y - p[6, 1]) * down[1]) / unit
    canvas.lay("forehead", everywhere, smoothstep(0.25, -0.1, below_brow) * canvas.plane("face"))

    for eye, shape in zip(EYES, face.eyes, strict=True):
        radii = (shape.width * 0.66, shape.width * max(0.4, shape.opening * 0.62))
        canvas.spot("eye_zone", shape.centre, shape.axis, radii, 0.04)
        brow = (p[list(eye.brow_upper)] + p[list(eye.brow_lower)]) / 2
        canvas.fill("eye_zone", ribbon(curve(brow), shape.width * 0.42))
        canvas.fill("brow_area", p[list(eye.brow_upper + eye.brow_lower[::-1])])
        _iris_ring(canvas, shape)

    lips = p[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])]
    canvas.fill("lips", lips)
    opened = Canvas(("gap",), 0, 0, side, side)
    opened.fill("gap", p[list(LIPS_INNER_UPPER + LIPS_INNER_LOWER[-2:0:-1])])
    canvas.lay("lip_ring", everywhere, canvas.plane("lips") * (1 - opened.plane("gap")))
    for outer, inner in ((50, 205), (280, 425)):
        canvas.spot("blush", p[outer] * 0.7 + p[inner] * 0.3, across, (unit * 0.24, unit * 0.14), 0.6)
    canvas.spot("nose", (p[4] + p[2]) / 2, across, (unit * 0.33, unit * 0.24), 0.3)
    tip = p[4] * 0.65 + p[5] * 0.35 - across * unit * 0.025
    canvas.spot("gloss", tip, across, (unit * 0.05, unit * 0.042), 0.7)
    near = smoothstep(-0.3, 0.05, inside)
    canvas.spot("glasses_zone", p[6], across, (unit * 0.9, unit * 0.45), 0.15)
    canvas.plane("glasses_zone")[:] *= near

    shifted = hull_distance(p[list(FACE_OVAL)] + down * unit * 0.26, x, y) / unit
    under = smoothstep(-0.02, 0.02, ((x - p[152, 0]) * down[0] + (y - p[152, 1]) * down[1]) / unit + 0.5)
    canvas.lay("neck_shadow", everywhere, smoothstep(-0.02, 0.02, shifted) * smoothstep(0.02, -0.02, inside) * under)
    _beard_zone(canvas, face)
    return canvas.data


def _iris_ring(canvas: Canvas, shape) -> None:
    probe = canvas.field(shape.iris_centre, shape.iris_radius * 1.1 + 1, lambda x, y: (x, y))
    if probe is None:
        return
    (x, y), where = probe
    r = np.hypot(x - shape.iris_centre[0], y - shape.iris_centre[1]) / max(shape.iris_radius, 1e-6)
    px = 0.7 / max(shape.iris_radius, 1e-6)
    ring = smoothstep(0.9 + px, 0.9 - px, r) * smoothstep(0.45 - px, 0.45 + px, r)
    lids = Canvas(("open",), canvas.left, canvas.top, canvas.width, canvas.height)
    t = np.linspace(-1, 1, 25)
    lids.fill("open", np.vstack([shape.lid(shape.upper, t), shape.lid(shape.lower, t)[::-1]]))
    canvas.lay("iris_ring", where, ring * lids.plane("open")[where])


def _beard_zone(canvas: Canvas, face: Face) -> None:
    """Cheeks, chin and the area around the lips, and the area below the jaw that a long beard can cover."""
    p = face.points
    jaw = p[list(JAW)]
    t = np.linspace(-1, 1, len(jaw))[:, None]
    hanging = jaw + face.down * face.unit * np.maximum(1 - (t / 0.75) ** 2, 0)
    canvas.fill("beard_zone", np.vstack([hanging, p[list(CHEEKS_AND_NOSE)]]), 1, face.unit * 0.06)


def _normals(points: Array, depth: Array, side: int) -> Array:
    """Unit normals [3,side,side] of the surface through the mesh's 468 points, smooth beyond its edge.

    A bowl is fitted to all points; its residuals are spread from them by Gaussian weights in three ever finer passes.
    """
    small = 64
    x, y = points[:468, 0] * (small / side), points[:468, 1] * (small / side)
    z = depth[:468] * (small / side)
    total, missed = _quadric(x, y, z, small)
    for sigma in (3.0, 1.8, 1.2):
        weights, sums = np.full((small, small), 0.1), np.zeros((small, small))
        reach = int(np.ceil(3 * sigma))
        for i in range(468):
            column, row = int(np.floor(x[i])), int(np.floor(y[i]))
            c0, c1 = max(column - reach, 0), min(column + reach + 1, small)
            r0, r1 = max(row - reach, 0), min(row + reach + 1, small)
            if c0 >= c1 or r0 >= r1:
                continue
            gx = np.exp(-0.5 * ((np.arange(c0, c1) + 0.5 - x[i]) / sigma) ** 2)
            gy = np.exp(-0.5 * ((np.arange(r0, r1) + 0.5 - y[i]) / sigma) ** 2)
            weight = gy[:, None] * gx[None, :]
            weights[r0:r1, c0:c1] += weight
            sums[r0:r1, c0:c1] += weight * missed[i]
        step = sums / weights
        total += step
        missed = missed - _sample(step, x, y)
    padded = np.pad(total, 1, mode="edge")
    slope_x = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2
    slope_y = (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    slopes = np.stack([_enlarge(slope_x, side), _enlarge(slope_y, side), np.full((side, side), RELIEF)])
    return slopes / np.sqrt((slopes**2).sum(0))


def _quadric(x: Array, y: Array, z: Array, side: int) -> tuple[Array, Array]:
    """The second-order surface closest to points (x, y, z), on a grid [side,side], and its residuals at the points."""

    def terms(x: Array, y: Array) -> Array:
        u, v = (x - side / 2) / side, (y - side / 2) / side
        return np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], -1)

    a = terms(x, y)
    weights = np.linalg.solve(a.T @ a + 1e-6 * np.eye(6), a.T @ z)
    row, column = np.mgrid[0:side, 0:side] + 0.5
    return terms(column, row) @ weights, z - a @ weights


def _sample(plane: Array, x: Array, y: Array) -> Array:
    """Bilinear samples at positions with pixel centres at .5; beyond the border the edge is repeated."""
    height, width = plane.shape
    x, y = np.clip(x - 0.5, 0, width - 1.001), np.clip(y - 0.5, 0, height - 1.001)
    c, r = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = x - c, y - r
    top = plane[r, c] * (1 - fx) + plane[r, c + 1] * fx
    low = plane[r + 1, c] * (1 - fx) + plane[r + 1, c + 1] * fx
    return top * (1 - fy) + low * fy


def _enlarge(plane: Array, side: int) -> Array:
    """The small grid, blurred by 0.8 of its cells and enlarged to `side`."""
    at = (np.arange(side) + 0.5) * (plane.shape[0] / side)
    x, y = np.meshgrid(at, at)
    return _sample(gaussian(plane, 0.8), x.ravel(), y.ravel()).reshape(side, side)
