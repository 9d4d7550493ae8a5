"""The nose: its shades, nostrils, wings and lights."""

import numpy as np

from ..raster import Canvas, curve
from .face import Face


def draw_nose(canvas: Canvas, face: Face, n: dict[str, float]) -> None:
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
