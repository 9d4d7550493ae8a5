"""The mouth: lips, the line between them, and the opening when they part."""

import numpy as np

from ...geometry.landmarks import LIPS_INNER_LOWER, LIPS_INNER_UPPER, LIPS_OUTER_LOWER, LIPS_OUTER_UPPER
from ..raster import Canvas, curve, smoothstep
from .face import Face


def draw_mouth(canvas: Canvas, face: Face, n: dict[str, float]) -> None:
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
