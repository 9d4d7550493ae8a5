"""Eyes, open or closed: the white, lids, lashes and fold, and the shade of the socket."""

import numpy as np

from ...geometry.proportions import EyeShape
from ..raster import Array, Canvas, smoothstep
from .face import EyeFrame, Face
from .iris import Iris, draw_iris

LASHES = ((0.90, 1.0), (0.70, 0.85), (0.48, 0.62), (0.25, 0.42), (0.0, 0.3))  # place on the lid, length; by importance


def draw_eye(canvas: Canvas, face: Face, shape: EyeShape, iris: Iris | None, n: dict[str, float]) -> None:
    frame = EyeFrame(shape)
    pen, half = face.pen, frame.half
    if iris is None:
        _draw_closed_eye(canvas, face, frame, n)
        return
    x = np.linspace(-1, 1, 41)
    upper, lower = frame.upper(x), frame.lower(x)
    canvas.fill("white", np.vstack([frame.at(x, upper), frame.at(x, lower)[::-1]]))
    draw_iris(canvas, face, frame, iris, n)
    _draw_socket(canvas, frame, n)

    # The upper lid's line: its lower edge cuts the iris, its upper edge thickens towards the outer third.
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


def _draw_closed_eye(canvas: Canvas, face: Face, frame: EyeFrame, n: dict[str, float]) -> None:
    """Draws one arc where the lids meet, with the style's lashes hanging from it."""

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


def _swell(n: dict[str, float]) -> tuple[float, ...]:
    inner, outer = n["lidInner"], n["lidOuter"]
    return (inner * 0.5, inner, inner * 0.4 + 0.55, 1.0, 1.0, 0.25 + 0.75 * outer, outer * 0.9)
