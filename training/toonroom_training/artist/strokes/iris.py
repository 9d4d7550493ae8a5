"""Irises: their position and size, and the eyeball with its pupil, lights and shadows."""

from dataclasses import dataclass

import numpy as np

from ...geometry.proportions import CLOSED_OPENING, EyeShape
from ..raster import Array, Canvas, smoothstep
from .face import EyeFrame, Face


@dataclass(frozen=True)
class Iris:
    """An upright ellipse in the eye's own axes; px."""

    centre: Array
    wide: float  # half width
    tall: float  # half height


def fit_irises(face: Face, n: dict[str, float]) -> tuple[Iris | None, Iris | None]:
    """Both irises, with the same size and gaze; None for a closed eye.

    They rest on the lower lid, and the upper lid covers their top.
    """
    seen = [shape for shape in face.eyes if shape.opening >= CLOSED_OPENING]
    if not seen:
        return None, None
    # The wider eye faces the camera more directly, so its size and gaze have more weight.
    weight = np.array([shape.width**2 for shape in seen])
    weight = weight / weight.sum()
    gaze = float(weight @ [_gaze(face, shape) for shape in seen])
    size = float(weight @ [_iris_share(shape, n) for shape in seen])
    return tuple(
        _place_iris(face, shape, gaze, size, n) if shape.opening >= CLOSED_OPENING else None for shape in face.eyes
    )


def _gaze(face: Face, shape: EyeShape) -> float:
    """Offset of the iris towards the left eye's side, in half widths."""
    return float((shape.iris_centre - shape.centre) @ face.across) / (shape.width / 2)


def _iris_share(shape: EyeShape, n: dict[str, float]) -> float:
    """Half width of the iris in eye widths."""
    opening = shape.opening * shape.width
    ideal = opening / (2 * n["irisVisible"]) / n["irisTall"] / shape.width
    own = shape.iris_radius / shape.width
    return float(np.clip(ideal + (own - ideal) * n["irisOwn"], n["irisLeast"], n["irisMost"]))


def _place_iris(face: Face, shape: EyeShape, gaze: float, size: float, n: dict[str, float]) -> Iris:
    frame = EyeFrame(shape)
    mirrored = float(np.sign(shape.axis @ face.across)) * shape.outward
    x = float(np.clip(gaze, -0.45, 0.45)) * mirrored
    top, bottom = float(frame.upper(x)), float(frame.lower(x))
    wide = 2 * size
    tall = max((top - bottom) / (2 * n["irisVisible"]), wide * min(n["irisTall"], 1.08))
    tall = min(tall, wide * n["irisTall"])
    hidden = 2 * tall - (top - bottom)
    meant = 2 * tall * (1 - n["irisVisible"])
    # What the lids hide beyond the style's share is split: a third below, two thirds above.
    y = bottom + tall * 0.97 - max(hidden - meant, 0) / 3
    if hidden < meant:  # a small iris in an open eye is placed at the upper lid
        y = top - tall * (2 * n["irisVisible"] - 1)
    return Iris(frame.at(x, y), wide * frame.half, tall * frame.half)


def draw_iris(canvas: Canvas, face: Face, frame: EyeFrame, iris: Iris, n: dict[str, float]) -> None:
    """Iris, pupil, catch-lights and the shadows on the eyeball, pixel by pixel."""
    shape, half = frame.shape, frame.half
    reach = half * 1.15
    probe = canvas.field(shape.centre, reach, lambda x, y: (x, y))
    if probe is None:
        return
    (x, y), where = probe
    white = canvas.plane("white")[where]
    axis, up = shape.axis, shape.up
    dx, dy = x - iris.centre[0], y - iris.centre[1]
    u = (dx * axis[0] + dy * axis[1]) / iris.wide
    v = (dx * up[0] + dy * up[1]) / iris.tall
    r = np.sqrt(u * u + v * v)
    px = 1 / min(iris.wide, iris.tall)  # one px in iris radii
    disc = smoothstep(1 + 0.8 * px, 1 - 0.8 * px, r) * white
    top = n["irisTop"] * smoothstep(-0.3, 0.75, v)
    rim = n["limbal"] * smoothstep(1 - n["limbalWidth"], 1 - 0.25 * n["limbalWidth"], r)
    rays = n["fibres"] * _rays(u, v, r) * smoothstep(n["pupil"], n["pupil"] + 0.2, r)
    deep = 1 - (1 - top) * (1 - rim) * (1 - 0.5 * rays)
    glow = n["irisGlow"] * smoothstep(-0.05, -0.8, v + 0.25 * u) * smoothstep(1.0, 0.62, r)
    glow = glow * (1 - 0.35 * rays)
    edge = max(0.05, 0.8 * px)
    canvas.lay("iris", where, disc)
    canvas.lay("iris_deep", where, deep * disc)
    canvas.lay("iris_glow", where, glow * disc)
    canvas.lay("pupil", where, smoothstep(n["pupil"] + edge, n["pupil"] - edge, r) * disc)

    across = ((x - shape.centre[0]) * frame.out[0] + (y - shape.centre[1]) * frame.out[1]) / half
    height = ((x - shape.centre[0]) * up[0] + (y - shape.centre[1]) * up[1]) / half
    below = (frame.upper(across) - height) / (2 * shape.opening)  # 0 at the upper lid
    depth, soft = n["lidCastDepth"], n["lidCastSoft"]
    cast = n["lidCast"] * smoothstep(depth * (1 + soft), depth * (1 - soft), below)
    corner = n["ball"] * smoothstep(0.45, 1.05, np.abs(across)) * 0.8
    contact = n["ball"] * 0.45 * smoothstep(1.3, 0.97, r) * (1 - disc)
    floor = n["ball"] * 0.35 * smoothstep(0.16, 0.0, (height - frame.lower(across)) / (2 * shape.opening))
    shadow = 1 - (1 - cast) * (1 - corner) * (1 - contact) * (1 - floor)
    canvas.lay("dark", where, shadow * white)

    # Catch-lights are on the key light's side (upper left in every picture), equal in both eyes, below the lid's line.
    side = -float(np.sign(face.across @ axis))
    size = n["spark"]
    if size > 0:
        spark_x = (iris.centre - shape.centre) @ axis / half + side * 0.35 * iris.wide / half
        lid = float(frame.upper(spark_x * shape.outward)) * half - (iris.centre - shape.centre) @ up
        spark_v = min(0.43, lid / iris.tall - size * 1.05 - 0.02)
        p = n["sparkSquare"]
        q = (np.abs((u - side * 0.35) / size) ** p + np.abs((v - spark_v) / (size * 1.1)) ** p) ** (1 / p)
        canvas.lay("spark", where, smoothstep(1 + 0.8 * px / size, 1 - 0.8 * px / size, q) * white)
    small = n["spark2"]
    if small > 0:
        q = np.sqrt(((u + side * 0.38) / small) ** 2 + ((v + 0.46) / (small * 0.9)) ** 2)
        canvas.lay("spark", where, 0.85 * smoothstep(1 + 0.8 * px / small, 1 - 0.8 * px / small, q) * white)
    if n["wet"] > 0:
        base = np.sqrt(np.clip(1 - across * across, 0, 1))
        rim = (frame.lower(across) - height) * half  # px below the lower lid
        thick = 0.055 * half * base + 1e-6
        line = (
            smoothstep(-0.7, 0.7, rim)
            * smoothstep(thick + 0.7, thick - 0.7, rim)
            * smoothstep(1.0, 0.85, np.abs(across))
        )
        canvas.lay("light", where, n["wet"] * line)


def _rays(u: Array, v: Array, r: Array) -> Array:
    """Fine uneven rays around the centre, 0..1."""
    angle = np.arctan2(v, u)
    return (
        0.5 + 0.3 * np.sin(26 * angle + 2.1 * np.sin(7 * angle)) + 0.2 * np.sin(47 * angle + 1.3 * np.sin(11 * angle))
    )
