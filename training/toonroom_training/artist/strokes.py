"""The face's features as crisp shapes: eyes, lids, lashes, brows, nose, mouth and jaw at any size.

The app draws the same (`src/domain/face/strokes/`); golden files keep the two equal. Shapes follow the drawn
landmarks and a style's `strokes` numbers; colours and opacities come later, in `features.py`. Lengths are in eye
widths, pens (a 22nd of the distance between the eyes) or eye distances, as each number says.
"""

from dataclasses import dataclass

import numpy as np

from ..geometry.landmarks import (
    EYES,
    FACE_OVAL,
    JAW,
    LIPS_INNER_LOWER,
    LIPS_INNER_UPPER,
    LIPS_OUTER_LOWER,
    LIPS_OUTER_UPPER,
    EyeIndices,
)
from ..geometry.proportions import CLOSED_OPENING, EyeShape, fit_eye
from .numbers import Number
from .raster import Array, Canvas, curve, profile, ribbon, smoothstep

CHANNELS = (
    "shade",  # soft shadow on skin: sockets, lids, nose, below the lip
    "lip_upper",
    "lip_lower",
    "mouth",  # the dark inside
    "tongue",
    "teeth",
    "white",  # what the lids leave open
    "iris",
    "iris_deep",  # its dark upper part and rim
    "iris_glow",  # the lit crescent below
    "pupil",
    "dark",  # shadow over eyes, lips and teeth
    "light",  # soft light on nose, lids and lips
    "spark",  # catch-lights
    "line",  # skin-coloured line: nose, crease, below the lip
    "jaw",
    "mouth_line",
    "lid_warm",  # glowing edge of the lid's line
    "lid",  # the lid's line and lashes
    "brow",
)

NUMBERS: dict[str, Number] = {
    # ---- iris
    "irisVisible": Number(0.5, 1, 0.8, "share of its height", "what the upper lid leaves of the iris"),
    "irisTall": Number(0.9, 1.4, 1.08, "factor", "height of the iris to its width"),
    "irisLeast": Number(0.12, 0.4, 0.21, "eye widths", "least half width of the iris"),
    "irisMost": Number(0.15, 0.42, 0.3, "eye widths", "largest half width of the iris"),
    "irisOwn": Number(0, 1, 0, "share", "the person's own iris size instead of the ideal one"),
    "irisTop": Number(0, 1, 0.6, "opacity", "dark upper part of the iris"),
    "limbal": Number(0, 1, 0.8, "opacity", "dark rim of the iris"),
    "limbalWidth": Number(0.05, 0.4, 0.18, "iris radii", "width of that rim"),
    "irisGlow": Number(0, 1, 0.7, "opacity", "lit crescent in the lower part of the iris"),
    "fibres": Number(0, 1, 0, "opacity", "fine rays of the iris"),
    "pupil": Number(0.2, 0.7, 0.45, "iris radii", "radius of the pupil"),
    "spark": Number(0, 0.5, 0.28, "iris radii", "radius of the catch-light on the key side"),
    "sparkSquare": Number(2, 4, 2, "exponent", "2 is a round catch-light, more a window"),
    "spark2": Number(0, 0.4, 0.13, "iris radii", "radius of the small second light opposite"),
    # ---- eyeball
    "lidCast": Number(0, 1, 0.5, "opacity", "shadow of the upper lid on the eye"),
    "lidCastDepth": Number(0.05, 0.8, 0.3, "share of the opening", "how far that shadow reaches down"),
    "lidCastSoft": Number(0.02, 1, 0.5, "share of its depth", "softness of its edge"),
    "ball": Number(0, 1, 0.2, "opacity", "roundness of the eyeball towards its corners"),
    "wet": Number(0, 1, 0, "opacity", "lit edge of the lower lid"),
    # ---- lids
    "lid": Number(0.02, 0.25, 0.12, "eye widths", "thickness of the upper lid's line"),
    "lidInner": Number(0, 1, 0.25, "share of it", "its thickness at the inner corner"),
    "lidOuter": Number(0, 1, 0.7, "share of it", "its thickness at the outer corner"),
    "lidSoft": Number(0, 0.5, 0, "pens", "softness of its edge"),
    "wing": Number(0, 0.3, 0.1, "eye widths", "how far it is drawn out beyond the outer corner"),
    "lashes": Number(0, 0.3, 0.1, "eye widths", "length of the longest lash clump"),
    "lashCount": Number(0, 5, 2, "count", "lash clumps; a fraction is a faint one"),
    "lashWidth": Number(0.02, 0.2, 0.07, "eye widths", "width of a clump at its root"),
    "duct": Number(0, 1, 0, "opacity", "warm inner corner of the eye"),
    "lidWarm": Number(0, 0.6, 0.16, "share of the lid's line", "how far the warm edge reaches beyond the line"),
    "lower": Number(0, 1, 0.5, "opacity", "line along the lower lid"),
    "lowerWidth": Number(0.1, 2, 0.6, "pens", "width of that line"),
    "crease": Number(0, 1, 0.5, "opacity", "line of the lid's fold"),
    "creaseHeight": Number(0.05, 0.35, 0.14, "eye widths", "height of the fold over the lid's line"),
    "creaseWidth": Number(0.1, 1.5, 0.5, "pens", "width of the fold's line"),
    "creaseSoft": Number(0, 1, 0, "pens", "softness of the fold"),
    "lidShade": Number(0, 1, 0.3, "opacity", "shade between lid line and fold"),
    "lidLight": Number(0, 1, 0, "opacity", "light on the lid's bulge"),
    "socket": Number(0, 1, 0.2, "opacity", "soft shade of the eye's socket"),
    "bag": Number(0, 1, 0.1, "opacity", "soft shade below the eye"),
    # ---- brows
    "browWidth": Number(0.3, 1.8, 1, "factor", "thickness of the brow to the person's own"),
    "browArch": Number(0, 1.5, 0.85, "factor", "arch of the brow to the person's own"),
    "browTaper": Number(0, 1, 0.7, "share", "how much it thins towards its tail"),
    "browSoft": Number(0, 0.5, 0.08, "brow widths", "softness of its edge"),
    "browFade": Number(0, 1, 0.3, "share", "how softly it begins at the nose"),
    "browHairs": Number(0, 1, 0.3, "share", "single hairs instead of one solid shape"),
    # ---- nose
    "noseUnder": Number(0, 1, 0.5, "opacity", "shade below the nose"),
    "noseSide": Number(0, 1, 0.2, "opacity", "shade on the side away from the light"),
    "noseSoft": Number(0.1, 3, 1, "pens", "softness of these shades"),
    "nostril": Number(0, 1, 0.7, "opacity", "nostrils"),
    "nostrilWidth": Number(0.2, 2, 1, "pens", "thickness of the nostrils"),
    "wings": Number(0, 1, 0.3, "opacity", "lines of the nose's wings"),
    "noseWedge": Number(0, 1, 0, "opacity", "one small hook below the tip that stands for the nose"),
    "noseTip": Number(0, 1, 0.3, "opacity", "light on the tip"),
    "noseBridge": Number(0, 1, 0.1, "opacity", "light along the bridge"),
    # ---- mouth
    "lipShape": Number(0, 1, 1, "share", "1 fills the lips, 0 leaves a soft patch below the line"),
    "lipSoft": Number(0, 1.5, 0.25, "pens", "softness of the lips' edge"),
    "bow": Number(0, 1, 0.5, "share", "how pronounced the bow of the upper lip is"),
    "lipModel": Number(0, 1, 0.3, "opacity", "shade that rounds the lips"),
    "lipGloss": Number(0, 1, 0.3, "opacity", "light on the lower lip"),
    "mouthLine": Number(0.2, 2, 0.8, "pens", "thickness of the line between the lips"),
    "mouthTail": Number(0, 0.1, 0.02, "mouth widths", "how far that line runs out beyond the corners"),
    "mouthCorner": Number(0, 1, 0.3, "opacity", "dark corners of the mouth"),
    "underLip": Number(0, 1, 0.3, "opacity", "line below the lower lip"),
    "belowLip": Number(0, 1, 0.2, "opacity", "soft shade below the lower lip"),
    "teethShade": Number(0, 1, 0.4, "opacity", "shade of lip and corners on the teeth"),
    "teethGaps": Number(0, 1, 0, "opacity", "lines between the teeth"),
    # ---- jaw
    "jaw": Number(0, 3, 0.8, "pens", "weight of the jaw's line"),
    "jawBreak": Number(0, 1, 0.5, "share", "how far the line breaks where light falls on it"),
}


@dataclass(frozen=True)
class Face:
    """What all features share: landmarks in px of the picture and the face's own frame."""

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


def draw(landmarks: Array, numbers: dict[str, float], side: int, window: tuple[int, int, int, int] | None = None):
    """Guide [G,gh,gw] f32 0..1, and the place (row, column) of its corner in the window.

    `landmarks` [478,2] are the drawn ones in the crop's 512 units; `side` is the crop's side in px; `window`
    (x0, y0, x1, y1) px of that side is the tile, the whole crop by default. Without a face in the tile the guide is
    [G,16,16] of zeros at (0, 0).
    """
    n = {**{name: number.default for name, number in NUMBERS.items()}, **numbers}
    x0, y0, x1, y1 = window or (0, 0, side, side)
    face = read_face(landmarks, side)
    left, top, right, bottom = _box(face)
    left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
    if left >= right or top >= bottom:
        return np.zeros((len(CHANNELS), 16, 16), np.float32), (0, 0)
    canvas = Canvas(CHANNELS, left, top, right - left, bottom - top)
    irises = fit_irises(face, n)
    for shape, iris in zip(face.eyes, irises, strict=True):
        _draw_eye(canvas, face, shape, iris, n)
    for eye in EYES:
        _draw_brow(canvas, face, eye, n)
    _draw_nose(canvas, face, n)
    _draw_mouth(canvas, face, n)
    _draw_jaw(canvas, face, n)
    return canvas.data, (top - y0, left - x0)


def _box(face: Face) -> tuple[int, int, int, int]:
    brows = [i for eye in EYES for i in eye.brow_upper]
    points = face.points[list(JAW) + brows]
    margin = 0.2 * face.unit
    low, high = np.floor(points.min(0) - margin).astype(int), np.ceil(points.max(0) + margin).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])


# ---------------------------------------------------------------- eyes


@dataclass(frozen=True)
class Iris:
    """An upright ellipse in the eye's own axes; px."""

    centre: Array
    wide: float  # half width
    tall: float  # half height


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


def fit_irises(face: Face, n: dict[str, float]) -> tuple[Iris | None, Iris | None]:
    """Both irises, of one size and gaze: they stand on the lower lid, the upper one cuts them. None is a closed eye."""
    seen = [shape for shape in face.eyes if shape.opening >= CLOSED_OPENING]
    if not seen:
        return None, None
    # The wider eye is turned towards us: what it tells of size and gaze counts for more.
    weight = np.array([shape.width**2 for shape in seen])
    weight = weight / weight.sum()
    gaze = float(weight @ [_gaze(face, shape) for shape in seen])
    size = float(weight @ [_iris_share(shape, n) for shape in seen])
    return tuple(
        _place_iris(face, shape, gaze, size, n) if shape.opening >= CLOSED_OPENING else None for shape in face.eyes
    )


def _gaze(face: Face, shape: EyeShape) -> float:
    """How far the iris stands towards the left eye's side, in half widths."""
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
    # What the lids must hide beyond the style's cut is shared: a third below, two thirds above.
    y = bottom + tall * 0.97 - max(hidden - meant, 0) / 3
    if hidden < meant:  # a small iris in an open eye hangs from the upper lid
        y = top - tall * (2 * n["irisVisible"] - 1)
    return Iris(frame.at(x, y), wide * frame.half, tall * frame.half)


LASHES = ((0.90, 1.0), (0.70, 0.85), (0.48, 0.62), (0.25, 0.42), (0.0, 0.3))  # place on the lid, length; by importance


def _draw_eye(canvas: Canvas, face: Face, shape: EyeShape, iris: Iris | None, n: dict[str, float]) -> None:
    frame = EyeFrame(shape)
    pen, half = face.pen, frame.half
    if iris is None:
        _draw_closed_eye(canvas, face, frame, n)
        return
    x = np.linspace(-1, 1, 41)
    upper, lower = frame.upper(x), frame.lower(x)
    canvas.fill("white", np.vstack([frame.at(x, upper), frame.at(x, lower)[::-1]]))
    _draw_iris(canvas, face, frame, iris, n)
    _draw_socket(canvas, frame, n)

    # The upper lid's line: its lower edge cuts the iris, its upper edge swells towards the outer third.
    swell = np.interp(x, [-1, -0.8, -0.4, 0.2, 0.62, 0.9, 1], [*_swell(n)])
    thick = 2 * n["lid"] * swell
    wing = 2 * n["wing"]
    soft = n["lidSoft"] * pen
    low_edge = frame.at(x, upper - 0.02)
    high_edge = frame.at(x * 1.02, upper - 0.02 + thick)
    tip = frame.at(1.02 + wing, 0.015 + wing * 0.6 + thick[-1] * 0.35)
    under = frame.at(1.0 + wing * 0.35, -0.015 + wing * 0.1)
    canvas.fill("lid", np.vstack([low_edge, [under, tip], high_edge[::-1]]), 1, soft)
    reach = frame.at(x * 1.03, upper - 0.02 + thick * (1 + n["lidWarm"]) + 0.015)
    canvas.fill(
        "lid_warm", np.vstack([low_edge, [under, tip + frame.out * 0.02 * half], reach[::-1]]), 1, 0.1 * pen + soft
    )
    for index, (place, long) in enumerate(LASHES):
        there = min(max(n["lashCount"] - index, 0.0), 1.0)
        length = 2 * n["lashes"] * long
        if there <= 0 or length < 0.02:
            continue
        root = float(frame.upper(place)) - 0.02 + float(np.interp(place, x, thick)) * 0.5
        lean = np.array([0.42 + 0.55 * place, 0.92 - 0.5 * max(place, 0.0)])
        bend = np.array([lean[0] * 0.55, lean[1] * 0.38])
        path = np.array(
            [[place - 0.05, root - 0.03], [place, root], [place, root] + bend * length, [place, root] + lean * length]
        )
        width = np.array([1.0, 0.9, 0.5, 0.04]) * n["lashWidth"] * 2 * half * (0.6 + 0.4 * long)
        canvas.line("lid", frame.at(path[:, 0], path[:, 1]), width, there, soft)

    canvas.spot("lid_warm", frame.at(-0.95, 0), frame.out, (0.12 * half, 0.07 * half), 0.4, n["duct"], "white")
    t = np.linspace(-0.3, 0.98, 9)
    along = frame.at(t, frame.lower(t) - 0.02)
    canvas.line(
        "lid_warm", along, np.array([0.05, 0.3, 0.55, 0.8, 1, 0.95, 0.5]) * n["lowerWidth"] * pen, n["lower"], soft
    )
    corner = frame.at([0.62, 0.85, 1.02], [float(frame.lower(0.62)) - 0.02, float(frame.lower(0.85)) - 0.01, 0.02])
    canvas.line("lid", corner, np.array([0.1, 0.7, 0.9]) * n["lowerWidth"] * pen, n["lower"] * 0.8, soft)

    t = np.linspace(-0.72, 0.92, 9)
    gap = n["creaseHeight"] * 2 * (0.6 + 0.4 * (1 - t * t)) + np.interp(t, x, thick) * 0.7
    fold = frame.at(t, frame.upper(t) + gap)
    width = np.array([0.05, 0.5, 0.85, 1, 0.8, 0.1]) * n["creaseWidth"] * pen
    canvas.line("line", fold, width, n["crease"], n["creaseSoft"] * pen)
    inside = frame.at(t, frame.upper(t))
    canvas.fill("shade", np.vstack([fold, inside[::-1]]), n["lidShade"], 0.35 * pen + n["creaseSoft"] * pen)


def _swell(n: dict[str, float]) -> tuple[float, ...]:
    inner, outer = n["lidInner"], n["lidOuter"]
    return (inner * 0.5, inner, inner * 0.4 + 0.55, 1.0, 1.0, 0.25 + 0.75 * outer, outer * 0.9)


def _draw_closed_eye(canvas: Canvas, face: Face, frame: EyeFrame, n: dict[str, float]) -> None:
    """One arc of the lid's line where the lids meet, with the style's lashes hanging from it."""

    def meeting(x: Array) -> Array:
        return 0.35 * frame.upper(x) + 0.65 * frame.lower(x) - 0.12 * np.maximum(1 - x * x, 0)

    x = np.linspace(-1, 1.05, 11)
    y = meeting(x)
    width = np.array([0.15, 0.6, 0.85, 1, 1.05, 1, 0.85, 0.3]) * n["lid"] * frame.half * 1.5
    canvas.line("lid", frame.at(x, y), width, 1, n["lidSoft"] * face.pen)
    for index, (place, long) in enumerate(LASHES[:3]):
        there = min(max(n["lashCount"] - index, 0.0), 1.0)
        length = 2 * n["lashes"] * long * 0.8
        if there <= 0 or length < 0.02:
            continue
        root = np.array([place, float(np.interp(place, x, y))])
        path = root + np.array([[0, 0.01], [0.35, -0.3], [0.85, -0.42]]) * length
        width = np.array([1, 0.6, 0.05]) * n["lashWidth"] * 2 * frame.half * 0.8
        canvas.line("lid", frame.at(path[:, 0], path[:, 1]), width, there)
    t = np.linspace(-0.7, 0.9, 9)
    fold = frame.at(t, meeting(t) + n["creaseHeight"] * 2 * (1.3 - 0.6 * t * t))
    canvas.line(
        "line",
        fold,
        np.array([0.05, 0.7, 1, 0.7, 0.05]) * n["creaseWidth"] * face.pen,
        n["crease"],
        n["creaseSoft"] * face.pen,
    )


def _draw_iris(canvas: Canvas, face: Face, frame: EyeFrame, iris: Iris, n: dict[str, float]) -> None:
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

    # Catch-lights stand on the key light's side, up left in every picture, the same in both eyes, below the lid's line.
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


def _draw_socket(canvas: Canvas, frame: EyeFrame, n: dict[str, float]) -> None:
    """Soft shade around the eye: the inner corner, under the brow, below the lower lid; light on the lid's bulge."""
    if max(n["socket"], n["bag"], n["lidLight"]) <= 0:
        return
    shape, half = frame.shape, frame.half
    probe = canvas.field(shape.centre, half * 1.7, lambda x, y: (x, y))
    if probe is None:
        return
    (x, y), where = probe
    across = ((x - shape.centre[0]) * frame.out[0] + (y - shape.centre[1]) * frame.out[1]) / half
    height = ((x - shape.centre[0]) * shape.up[0] + (y - shape.centre[1]) * shape.up[1]) / half
    over = np.maximum(height - frame.upper(across), 0)
    under = np.maximum(frame.lower(across) - height, 0)
    above = smoothstep(-0.05, 0.05, height - 0.5 * (frame.upper(across) + frame.lower(across)))
    inner = np.exp(-(((across + 1.05) / 0.42) ** 2) - ((height - 0.2) / 0.5) ** 2)
    outer = np.exp(-(((across - 0.9) / 0.5) ** 2) - ((height - 0.32) / 0.4) ** 2)
    around = np.exp(-((over / 0.32) ** 2)) * above * smoothstep(1.35, 0.5, np.abs(across))
    bag = np.exp(-((under / 0.17) ** 2)) * (1 - above) * smoothstep(1.2, 0.4, np.abs(across))
    fade = smoothstep(1.7, 1.3, np.sqrt(across * across + height * height))
    shade = n["socket"] * (0.5 * inner + 0.35 * outer + 0.5 * around) + n["bag"] * 0.7 * bag
    canvas.lay("shade", where, np.clip(shade, 0, 0.9) * fade)
    if n["lidLight"] > 0:
        bulge = np.exp(-(((over - n["creaseHeight"] - n["lid"]) / (0.7 * n["creaseHeight"])) ** 2))
        canvas.lay("light", where, n["lidLight"] * bulge * above * smoothstep(0.9, 0.2, np.abs(across - 0.08)))


# ---------------------------------------------------------------- brows


def _draw_brow(canvas: Canvas, face: Face, eye: EyeIndices, n: dict[str, float]) -> None:
    """A tapered shape, soft where it begins at the nose, and hairs combed along it."""
    inner_first = slice(None) if eye.outward > 0 else slice(None, None, -1)
    upper, lower = face.points[list(eye.brow_upper)][inner_first], face.points[list(eye.brow_lower)][inner_first]
    thick = float(np.hypot(*(upper - lower).T).mean()) * n["browWidth"]
    middle = (upper + lower) / 2
    chord = middle[0] + np.linspace(0, 1, len(middle))[:, None] * (middle[-1] - middle[0])
    middle = chord + (middle - chord) * n["browArch"]
    middle[-1] += (middle[-1] - middle[-2]) * 0.2
    path = curve(middle, 8)
    tail = 1 - n["browTaper"]
    shape = np.array([0.62, 0.9, 1.0, 0.92, 0.55 + 0.3 * tail, 0.02 + 0.25 * tail])
    hairs = n["browHairs"]
    start, third = path[0], path[len(path) // 3]
    outline = ribbon(path, shape * thick)
    soft = max(n["browSoft"], 0.12 * hairs) * thick
    body = 1 - 0.5 * hairs
    canvas.fill("brow", outline, body * (1 - n["browFade"]), soft)
    canvas.fill("brow", outline, body, soft, fade=(start - (third - start) * 0.3, third))
    if hairs <= 0:
        return
    tangent = np.gradient(path, axis=0)
    tangent = tangent / (np.hypot(tangent[:, :1], tangent[:, 1:]) + 1e-9)
    normal = np.stack([tangent[:, 1], -tangent[:, 0]], 1)
    normal = normal * np.sign(-(normal @ face.down))[:, None]
    half = profile(shape, len(path)) * thick / 2
    for j in range(len(path) - 2):
        t = j / (len(path) - 1)
        for k in range(2):
            jitter = ((j * 5 + k * 3) % 7) / 3 - 1
            root = path[j] + normal[j] * half[j] * (0.75 * k - 0.8 + 0.22 * jitter)
            # From the nose outwards hairs lie down: upright first, along the brow in its middle, downwards at its tail.
            rise = (0.95 - 0.55 * k) * (1 - t) - 0.55 * k * t + 0.12 * jitter
            sweep = tangent[j] * (0.55 + 0.45 * t) + normal[j] * rise
            tip = root + sweep / (np.hypot(*sweep) + 1e-9) * thick * (0.62 + 0.1 * ((j * 7 + k * 3) % 4)) * (
                1.05 - 0.45 * t
            )
            bent = (root + tip) / 2 + normal[j] * thick * 0.05
            width = np.array([0.35, 1.0, 0.7, 0.05]) * max(0.1 * thick, 0.6)
            canvas.line(
                "brow", np.array([root, bent, tip]), width, hairs * (0.8 - 0.5 * n["browFade"] * (1 - min(4 * t, 1)))
            )


# ---------------------------------------------------------------- nose


def _draw_nose(canvas: Canvas, face: Face, n: dict[str, float]) -> None:
    p, pen, unit, across, down = face.points, face.pen, face.unit, face.across, face.down
    wide = float(np.hypot(*(p[327] - p[98])))
    tip, base = p[4], p[2]
    soft = n["noseSoft"] * pen
    under = np.vstack([curve(p[[98, 97, 2, 326, 327]] + down * wide * 0.05), [tip * 0.5 + base * 0.5]])
    canvas.fill("shade", under, n["noseUnder"], 0.5 * soft)
    root = p[168] * 0.6 + p[417] * 0.4
    bridge = curve(np.array([root, p[197], p[195], tip]))
    outer = curve(np.array([p[358] * 0.55 + tip * 0.45, p[429] * 0.35 + p[195] * 0.65, root]))
    canvas.fill("shade", np.vstack([bridge, outer]), n["noseSide"], soft, fade=(p[168], p[5]))
    for a, b in ((98, 97), (327, 326)):
        path = np.array(
            [p[a] * 0.75 + p[b] * 0.25, p[a] * 0.3 + p[b] * 0.7 - down * pen * 0.25, p[b] * 0.75 + base * 0.25]
        )
        canvas.line("line", path, np.array([0.1, 0.9, 1.15, 0.8, 0.1]) * n["nostrilWidth"] * pen, n["nostril"])
    for ends, weight in (((129, 64, 98), 0.75), ((358, 294, 327), 1.0)):
        a, b, c = p[list(ends)]
        hook = np.array([a + (a - c) * 0.2 - down * unit * 0.015, a, b, b * 0.4 + c * 0.6])
        canvas.line("line", hook, np.array([0.05, 0.6, 1.0, 0.7, 0.1]) * pen * 0.8, n["wings"] * weight)
    if n["noseWedge"] > 0:
        along = base - tip
        tall = max(float(np.hypot(*along)), unit * 0.1)
        along = along / (np.hypot(*along) + 1e-6)
        wedge = np.array(
            [
                tip + across * unit * 0.012,
                tip + across * unit * 0.032 + along * tall * 0.55,
                base + across * unit * 0.010 + along * tall * 0.05,
            ]
        )
        canvas.line("line", wedge, np.array([0.1, 0.85, 0.2]) * pen * 0.75, n["noseWedge"])
    at = tip * 0.72 + p[5] * 0.28 - across * unit * 0.022
    canvas.spot("light", at, across, (0.026 * unit, 0.024 * unit), 0.55, n["noseTip"])
    canvas.spot("light", at, across, (0.06 * unit, 0.05 * unit), 0.9, 0.35 * n["noseTip"])
    ridge = p[[6, 197, 195, 5]] - across * unit * 0.014
    canvas.line("light", ridge, np.array([0.2, 0.8, 1.0, 0.4]) * pen * 1.1, n["noseBridge"], pen * 0.6)


# ---------------------------------------------------------------- mouth


def _draw_mouth(canvas: Canvas, face: Face, n: dict[str, float]) -> None:
    p, pen, unit, across, down = face.points, face.pen, face.unit, face.across, face.down
    inner_upper, inner_lower = p[list(LIPS_INNER_UPPER)], p[list(LIPS_INNER_LOWER)]
    outer_upper, outer_lower = p[list(LIPS_OUTER_UPPER)], p[list(LIPS_OUTER_LOWER)]
    bow = np.array([0, 0, 0.1, 0.35, 1, -0.75, 1, 0.35, 0.1, 0, 0]) * n["bow"] * 0.028 * unit
    outer_upper = outer_upper - down * bow[:, None]
    gap = float((p[14] - p[13]) @ down) / unit
    parted = float(smoothstep(0.03, 0.075, gap))
    middle = (inner_upper + inner_lower) / 2
    inner_upper = middle + (inner_upper - middle) * parted
    inner_lower = middle + (inner_lower - middle) * parted
    iu, il, ou, ol = (curve(c) for c in (inner_upper, inner_lower, outer_upper, outer_lower))
    soft = n["lipSoft"] * pen
    wide = float(np.hypot(*(outer_upper[-1] - outer_upper[0])))

    canvas.spot("shade", p[17] + down * unit * 0.055, across, (0.16 * unit, 0.035 * unit), 0.8, n["belowLip"])
    shape = n["lipShape"]
    canvas.fill("lip_upper", np.vstack([ou, iu[::-1]]), shape, soft)
    canvas.fill("lip_lower", np.vstack([il, ol[::-1]]), shape, soft)
    patch = p[14] * 0.5 + p[17] * 0.5
    tall = max(float(np.hypot(*(p[17] - p[14]))) * 0.42, pen * 0.5)
    canvas.spot("lip_lower", patch, across, (wide * 0.24, tall), 0.55, 0.8 * (1 - shape))
    if n["lipModel"] > 0:
        model = n["lipModel"]
        canvas.fill(
            "mouth_line",
            np.vstack([curve(inner_upper * 0.55 + outer_upper * 0.45), iu[::-1]]),
            0.35 * model,
            0.3 * pen,
            "lip_upper",
        )
        canvas.fill(
            "mouth_line",
            np.vstack([curve(outer_lower * 0.7 + inner_lower * 0.3), ol[::-1]]),
            0.3 * model,
            0.35 * pen,
            "lip_lower",
        )
        canvas.line(
            "mouth_line", inner_lower, np.array([1, 0.8, 0.7, 0.8, 1]) * 0.8 * pen, 0.3 * model, 0.25 * pen, "lip_lower"
        )
    for aside, long, much in ((-0.055, 0.062, 1.0), (0.07, 0.03, 0.6)):
        at = p[14] * 0.5 + p[17] * 0.5 + across * unit * aside
        canvas.spot("light", at, across, (long * unit, 0.016 * unit), 0.5, n["lipGloss"] * much, "lip_lower")

    if parted > 0:
        canvas.fill("mouth", np.vstack([iu, il[::-1]]), parted)
        wide_open = float(smoothstep(0.14, 0.3, gap))
        tongue = p[14] + down * unit * 0.01
        canvas.spot(
            "tongue", tongue, across, (wide * 0.24, max(gap * 0.36, 0.03) * unit), 0.3, 0.9 * wide_open, "mouth"
        )
        share = 0.88 - 0.3 * float(smoothstep(0.14, 0.26, gap))
        t = np.linspace(-1, 1, len(inner_upper))[:, None]
        edge = inner_upper + (inner_lower - inner_upper) * share * (1 - 0.2 * t**4)
        # Barely parted lips show no teeth.
        canvas.fill("teeth", np.vstack([iu, curve(edge)[::-1]]), float(smoothstep(0.045, 0.09, gap)), 0, "mouth")
        lip = np.vstack([iu - down * pen, (iu + down * pen * 0.7)[::-1]])
        canvas.fill("dark", lip, 0.5 * n["teethShade"], 0.35 * pen, "mouth")
        for end, inward in ((inner_upper[0], 1), (inner_upper[-1], -1)):
            canvas.spot(
                "dark",
                end + across * inward * wide * 0.02,
                across,
                (0.13 * wide, 0.12 * wide),
                0.7,
                n["teethShade"],
                "mouth",
            )
        if n["teethGaps"] > 0:
            for place in (-0.43, -0.3, -0.155, 0.0, 0.155, 0.3, 0.43):
                x = (place + 1) / 2 * (len(iu) - 1)
                top, low = iu[round(x)], curve(edge)[round(x)]
                canvas.line(
                    "dark",
                    np.array([top, (top + low) / 2, low]),
                    np.array([0.1, 0.2, 0.25]) * pen,
                    n["teethGaps"],
                    0,
                    "teeth",
                )
        canvas.line(
            "mouth_line",
            inner_upper,
            np.array([0.5, 0.9, 0.65, 0.55, 0.65, 0.55, 0.65, 0.9, 0.5]) * n["mouthLine"] * pen,
            parted,
        )
        canvas.line(
            "mouth_line", inner_lower, np.array([0.3, 0.5, 0.5, 0.5, 0.3]) * n["mouthLine"] * pen, 0.45 * parted
        )
    out, lift = (middle[-1] - middle[0]) * n["mouthTail"], down * pen * 4 * n["mouthTail"]
    path = np.vstack([[middle[0] - out - lift], middle[1:-1], [middle[-1] + out - lift]])
    widths = np.array([0.1, 0.8, 0.55, 0.65, 0.95, 0.8, 0.95, 0.65, 0.55, 0.8, 0.1])
    canvas.line("mouth_line", path, widths * n["mouthLine"] * pen, 1 - parted)
    for corner, inward in ((61, 1), (291, -1)):
        at = p[corner] + across * inward * unit * 0.025
        canvas.spot("mouth_line", at, across, (0.035 * unit, 0.016 * unit), 0.6, 0.6 * n["mouthCorner"])
    below = outer_lower[3:8] + down * pen * 0.35
    canvas.line("line", below, np.array([0.05, 0.7, 0.9, 0.7, 0.05]) * pen * 0.75, n["underLip"])


# ---------------------------------------------------------------- jaw


def _draw_jaw(canvas: Canvas, face: Face, n: dict[str, float]) -> None:
    """The line of the jaw from ear to ear, tapered, broken on the lit side; not on the far side of a turned face."""
    if n["jaw"] <= 0:
        return
    path = curve(face.points[list(JAW)], 4)
    t = np.linspace(0, 1, len(path))
    weight = (0.5 + 0.5 * np.sin(np.pi * t) ** 2) * smoothstep(0.02, 0.14, t) * smoothstep(0.98, 0.86, t)
    lit = smoothstep(0.62, 0.1, t) * (0.35 + 0.65 * smoothstep(0.5, 0.2, np.abs(t - 0.3)))
    weight = weight * (1 - n["jawBreak"] * lit)
    inside = hull_distance(face.points[list(FACE_OVAL)], path[:, 0], path[:, 1]) / face.unit
    weight = weight * smoothstep(0.09, 0.04, inside)
    # On the side turned away the face's outline is the background's business.
    right, left = (abs(float((face.points[i] - face.points[1]) @ face.across)) for i in (234, 454))
    near = smoothstep(0.5, 0.8, np.where(t < 0.5, right, left) / max(right, left))
    weight = weight * (near + (1 - near) * smoothstep(0.25, 0.08, np.abs(t - 0.5)))
    canvas.fill("jaw", ribbon(path, weight * n["jaw"] * face.pen))


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
