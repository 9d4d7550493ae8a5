"""The things themselves: masks, hands, cups, cloth, hats, hair, glasses, rings and beards.

Each function changes a `Scene` in place. Points are in px; `unit` is the eye distance in px.
"""

import cv2
import numpy as np

from ...geometry.landmarks import LIPS_OUTER_LOWER, LIPS_OUTER_UPPER
from ..labels import BEARD_FULL, BODY_SKIN, CLOTHES, FACE_SKIN, GLASSES, HAIR, WORN, beard_zone, filled
from .scene import Scene, plain_colour

# The lower half of the face up to the ears, from the right cheek around the chin to the left.
LOWER_FACE = (118, 123, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323,
              352, 347)  # fmt: skip
EARS = (234, 454)
LOBES = (132, 361)
TEMPLES = (127, 356)
BEARD_CHANGE = 0.1  # how much clearly visible hair changes the skin's RGB


def face_mask(scene: Scene) -> None:
    """A surgical or cloth mask over nose and mouth, with its straps."""
    rng, p = scene.rng, scene.points
    top = p[197] * (t := rng.uniform(0.2, 1)) + p[4] * (1 - t)
    outline = p[list(LOWER_FACE)].copy()
    centre = p[13]
    outline[:2] += scene.down * scene.unit * rng.uniform(-0.05, 0.25)
    outline[-2:] += scene.down * scene.unit * rng.uniform(-0.05, 0.25)
    narrow = rng.uniform(0.82, 1.02)
    outline = centre + (outline - centre) * narrow
    outline[8:15] += scene.down * scene.unit * rng.uniform(0, 0.1)
    mask = filled(scene.shape, np.r_[[top], outline], 0.6)
    colour = scene.cloth(mask)
    if rng.random() < 0.6:
        surgical = np.array([[0.62, 0.78, 0.88], [0.93, 0.94, 0.95], [0.08, 0.08, 0.09], [0.6, 0.85, 0.8]])
        colour = surgical[rng.integers(4)] + colour * 0.0 + (colour.mean(2, keepdims=True) - colour.mean()) * 0.5
        for _ in range(rng.integers(0, 4)):
            fold = band(scene.shape, p[[58, 152, 288]] - scene.down * scene.unit * rng.uniform(0.2, 0.7), 1.2)
            colour = colour * (1 - 0.15 * fold[..., None])
    for ear, end in ((234, outline[2]), (454, outline[-3])):
        strap = band(scene.shape, np.stack([end, p[ear] - scene.down * scene.unit * 0.1]), scene.unit * 0.03)
        scene.lay(strap, plain_colour(rng) * 0.3 + 0.6, WORN)
    scene.lay(mask, colour.clip(0, 1), WORN)


def hand(scene: Scene, at: np.ndarray | None = None) -> None:
    """A palm and fingers of the person's own skin over part of the face."""
    rng, unit = scene.rng, scene.unit
    if at is None:
        spots = (p := scene.points)[[152, 13, 205, 425, 58, 288, 10]] * 0.8 + p[4] * 0.2
        at = spots[rng.integers(len(spots))] + rng.normal(0, 0.15, 2) * unit
    angle = rng.uniform(-1.1, 1.1) + (np.pi if rng.random() < 0.12 else 0)
    up = np.array([np.sin(angle), -np.cos(angle)])
    side = np.array([-up[1], up[0]])
    skin = skin_colour(scene)
    thick, long = unit * rng.uniform(0.2, 0.28), unit * rng.uniform(0.7, 1.1)
    wrist = at - up * unit * 3
    pieces = [band(scene.shape, np.stack([at - up * unit * 0.4, wrist]), thick * 3)]
    half, back = side * 1.95 * thick, -up * unit
    palm = at + np.stack([-half, half, half + back, back - half])
    pieces.append(filled(scene.shape, smooth_outline(palm)))
    bend = rng.uniform(-0.25, 0.25)
    for k in range(4):
        root = at + side * thick * (k - 1.5) * 0.98
        reach = long * (0.8, 1.0, 0.97, 0.75)[k]
        knuckle = root + up * reach * 0.5
        tip = knuckle + (up + side * (bend + 0.08 * (k - 1.5))) * reach * 0.5
        pieces.append(band(scene.shape, np.stack([root - up * thick, knuckle, tip]), thick * 0.92))
    thumb = at + side * thick * 2.2 * (1 if rng.random() < 0.5 else -1)
    pieces.append(band(scene.shape, np.stack([at - up * unit * 0.6, thumb, thumb + up * long * 0.5]), thick))
    for piece in pieces:
        inside = cv2.distanceTransform((piece > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        light = 0.68 + 0.32 * np.minimum(1, inside / (thick * 0.4))
        scene.lay(piece, skin * light[..., None], BODY_SKIN)


def skin_colour(scene: Scene) -> np.ndarray:
    """[H,W,3] unit: the person's own skin with another light and grain."""
    rng = scene.rng
    skin = scene.photo[np.isin(scene.classes, (FACE_SKIN, BODY_SKIN))]
    if len(skin) < 50:
        return scene.cloth()
    tone = np.median(skin, 0) * rng.uniform(0.75, 1.15)
    grain = cv2.resize(rng.normal(1, 0.09, (10, 10)).astype(np.float32), scene.shape[::-1], interpolation=2)
    warm = np.array([1, rng.uniform(0.92, 1.0), rng.uniform(0.88, 1.0)])
    return (tone * warm * grain[..., None]).clip(0, 1).astype(np.float32)


def cup(scene: Scene) -> None:
    """A cup at the mouth, often in a hand."""
    rng, unit = scene.rng, scene.unit
    top = scene.at(scene.points[13], rng.uniform(-0.4, 0.4), rng.uniform(-0.3, 0.4))
    wide, tall, taper = rng.uniform(0.45, 0.8), rng.uniform(0.9, 1.6), rng.uniform(0.65, 1)
    tilt = rng.normal(0, 0.15)
    across = scene.across * np.cos(tilt) + scene.down * np.sin(tilt)
    down = np.array([-across[1], across[0]])
    corners = [(-wide, 0), (wide, 0), (wide * taper, tall), (-wide * taper, tall)]
    body = filled(scene.shape, np.array([top + unit * (x * across + y * down) for x, y in corners]), 0.5)
    colour = scene.cloth() * (0.6 + 0.4 * cv2.GaussianBlur(body, (0, 0), unit * 0.2)[..., None])
    scene.lay(body, colour.clip(0, 1), WORN)
    if rng.random() < 0.6:
        hand(scene, top + unit * down * tall * rng.uniform(0.5, 0.9) + unit * across * wide * rng.choice([-0.7, 0.7]))


def microphone(scene: Scene) -> None:
    rng, unit = scene.rng, scene.unit
    head = scene.at(scene.points[13], rng.uniform(-0.7, 0.7), rng.uniform(0.1, 0.9))
    way = np.array([rng.uniform(-0.8, 0.8), 1.0])
    radius = unit * rng.uniform(0.2, 0.36)
    colour = np.full(3, rng.uniform(0.05, 0.6), np.float32)
    stick = band(scene.shape, np.stack([head, head + way * unit * 3]), radius * 1.1)
    scene.lay(stick, colour * 0.6, WORN)
    angle = np.linspace(0, 2 * np.pi, 40)[:, None]
    ball = filled(scene.shape, head + radius * np.hstack([np.cos(angle), np.sin(angle)]), 0.5)
    grain = rng.uniform(0.75, 1.25, (*scene.shape, 1)).astype(np.float32)
    scene.lay(ball, (colour * grain).clip(0, 1), WORN)


def scarf(scene: Scene) -> None:
    """Cloth around the neck, sometimes up to the nose."""
    rng, p = scene.rng, scene.points
    top = rng.uniform(-0.6, 0.5)
    left, right = scene.at(p[58], -rng.uniform(0.05, 0.4), -0.1), scene.at(p[288], rng.uniform(0.05, 0.4), -0.1)
    middle = scene.at(p[152], 0, top)
    low = scene.at(p[152], 0, rng.uniform(0.9, 1.8))
    outline = np.stack([left, (left + middle) / 2 + scene.down * 0.08 * scene.unit, middle,
                        (right + middle) / 2 + scene.down * 0.08 * scene.unit, right,
                        right + scene.down * scene.unit, low, left + scene.down * scene.unit])  # fmt: skip
    mask = filled(scene.shape, smooth_outline(outline), 0.8)
    scene.lay(mask, scene.cloth(mask), CLOTHES)


def hood(scene: Scene) -> None:
    """Cloth around the face like a hijab: over hair, ears, neck and shoulders. The segmenter labels it as clothes."""
    rng, p = scene.rng, scene.points
    inner = p[[10, 338, 297, 284, 356, 454, 361, 397, 378, 152, 149, 172, 132, 234, 127, 54, 67, 109]]
    centre = p[4]
    inner = centre + (inner - centre) * rng.uniform(0.88, 1.02)
    inner[:2] += scene.down * scene.unit * rng.uniform(-0.15, 0.15)
    head = centre + (p[[10, 297, 284, 356, 454, 361]] - centre) * rng.uniform(1.35, 1.75)
    left = centre + (p[[132, 234, 127, 54, 67]] - centre) * rng.uniform(1.35, 1.75)
    low = rng.uniform(1.2, 3.0)
    shoulders = np.stack([scene.at(p[152], low * 0.8, low), scene.at(p[152], -low * 0.8, low)])
    outer = filled(scene.shape, smooth_outline(np.r_[head, shoulders, left]), 0.6)
    mask = outer * (1 - filled(scene.shape, smooth_outline(inner), 0.6))
    scene.lay(mask, scene.cloth(outer), CLOTHES)


def hat(scene: Scene) -> None:
    """A cap, beanie or brimmed hat over the top of the head."""
    rng, p, unit = scene.rng, scene.points, scene.unit
    brow = scene.at(p[10], 0, rng.uniform(0.05, 0.45))
    half = float(np.hypot(*(p[356] - p[127]))) / unit / 2 * rng.uniform(1.08, 1.35)
    tall = rng.uniform(0.9, 1.7)
    bulge = rng.uniform(0.75, 1.15)
    right = [(half * 0.55 * bulge, -tall), (half * bulge, -tall * 0.6), (half, 0.15), (half * 0.5, -0.02)]
    crown = [*((-x, y) for x, y in right[::-1]), *right, (0, -0.06)]
    outline = np.stack([scene.at(brow, x, y) for x, y in crown])
    mask = filled(scene.shape, smooth_outline(outline), 0.6)
    cloth = scene.cloth(mask)
    kind = rng.random()
    scene.lay(mask, cloth, WORN)
    if kind < 0.35:  # a brim all round
        wide, thick = half * rng.uniform(1.5, 2.1), rng.uniform(0.15, 0.4)
        brim = np.stack([scene.at(brow, wide * np.cos(a), 0.05 + thick * np.sin(a)) for a in np.linspace(0, 6.2, 24)])
        scene.lay(filled(scene.shape, brim, 0.6), cloth * rng.uniform(0.6, 0.95), WORN)
    elif kind < 0.65:  # a peak over the brow
        peak = [(-half * 0.85, -0.1), (0, rng.uniform(0.2, 0.4)), (half * 0.85, -0.1), (0, -0.25)]
        outline = smooth_outline(np.stack([scene.at(brow, x, y) for x, y in peak]))
        scene.lay(filled(scene.shape, outline, 0.6), cloth * rng.uniform(0.5, 0.9), WORN)
    else:  # a turned-up edge
        edge = np.stack([scene.at(brow, x, y) for x, y in ((-half, 0.1), (0, -0.08), (half, 0.1))])
        fold = band(scene.shape, smooth_outline(np.r_[edge, edge[::-1] - scene.down * 0.02], 30), unit * 0.25)
        scene.lay(fold, cloth * rng.uniform(0.7, 1.1), WORN)


def fringe(scene: Scene) -> None:
    """Hair over the brow, in the person's own hair colour."""
    rng, p, unit = scene.rng, scene.points, scene.unit
    own = scene.photo[scene.classes == HAIR]
    pieces = scene.swatches.hair
    piece = pieces[rng.integers(len(pieces))].astype(np.float32) / 255
    texture = cv2.resize(piece, scene.shape[::-1], interpolation=cv2.INTER_CUBIC)
    strands = cv2.resize(rng.normal(1, 0.16, (3, 160)).astype(np.float32), scene.shape[::-1])
    if len(own) > 300:
        texture = texture / (texture.mean((0, 1)) + 0.02) * own.mean(0)
    texture = (texture * strands[..., None]).clip(0, 1)
    low = rng.uniform(-0.35, 0.3)  # below the brows, eye distances
    brow = (p[105] + p[334]) / 2
    half = float(np.hypot(*(p[356] - p[127]))) / unit / 2
    xs = np.linspace(-half, half, 13)
    swept = rng.uniform(-0.35, 0.35)
    tips = [scene.at(brow, x, low + swept * x + rng.normal(0, 0.07) + 0.35 * (x / half) ** 4) for x in xs]
    top = scene.at(p[10], 0, -rng.uniform(0.1, 0.45))
    crown = [scene.at(top, half * 0.9, 0.35), scene.at(top, half * 0.5, 0), scene.at(top, -half * 0.5, 0),
             scene.at(top, -half * 0.9, 0.35)]  # fmt: skip
    mask = filled(scene.shape, np.array(tips + crown), 0.7)
    scene.lay(mask, texture, HAIR)


def glasses(scene: Scene) -> None:
    """Rims of any width, half rims or dark lenses."""
    rng, p, unit = scene.rng, scene.points, scene.unit
    if (scene.classes == GLASSES).any():
        return
    outlines = eyeglass_outlines(scene)
    width = unit * (rng.uniform(0.014, 0.03) if rng.random() < 0.5 else rng.uniform(0.03, 0.09))
    colour = plain_colour(rng) * (rng.uniform(0.15, 1) if rng.random() < 0.75 else 1)
    dark = rng.random() < 0.3
    if dark:
        tint, clear = plain_colour(rng) * 0.25, rng.uniform(0.7, 1)
        for outline in outlines:
            lens = filled(scene.shape, outline, 0.5)
            shade = np.linspace(rng.uniform(0.6, 1), rng.uniform(1, 2.5), scene.shape[0])[:, None, None]
            scene.lay(lens, (tint * shade).clip(0, 1), GLASSES, clear)
    elif rng.random() < 0.35:  # glare
        for outline in outlines:
            lens = filled(scene.shape, outline)
            glare = cv2.resize(rng.random((5, 5)).astype(np.float32), scene.shape[::-1], interpolation=2)
            m = (lens * np.clip(glare - 0.45, 0, 1) * rng.uniform(0.2, 1))[..., None]
            scene.photo = scene.photo * (1 - m) + m
    half_rim = not dark and rng.random() < 0.2
    for outline in outlines:
        line = outline[24:] if half_rim else outline
        scene.lay(band(scene.shape, line, width, closed=not half_rim), colour, GLASSES)
    inner = [o[np.argmin(((o - p[6]) ** 2).sum(1))] for o in outlines]
    bridge = np.stack([inner[0], (inner[0] + inner[1]) / 2 - scene.down * unit * 0.05, inner[1]])
    scene.lay(band(scene.shape, bridge, width), colour, GLASSES)
    for outline, temple, outward in zip(outlines, TEMPLES, (-1, 1), strict=True):
        hinge = outline[np.argmax((outline - p[6]) @ scene.across * outward)] - scene.down * unit * 0.08
        if (p[temple] - hinge) @ scene.across * outward > unit * 0.05:
            scene.lay(band(scene.shape, np.stack([hinge, p[temple]]), width), colour, GLASSES)


def eyeglass_outlines(scene: Scene) -> list[np.ndarray]:
    """The two lenses' outlines."""
    rng, p, unit = scene.rng, scene.points, scene.unit
    wide, tall = rng.uniform(0.3, 0.42), rng.uniform(0.2, 0.38)
    power, drop, slant = rng.uniform(2, 5), rng.uniform(0, 0.14), rng.uniform(-0.12, 0.18)
    pinch = rng.uniform(0, 0.35)
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    x, y = np.sign(c) * np.abs(c) ** (2 / power) * wide, np.sign(s) * np.abs(s) ** (2 / power) * tall
    outlines = []
    for index, outward in ((468, -1), (473, 1)):
        u = x * (1 - pinch * np.maximum(y, 0) / tall * (x * outward < 0)) * outward
        centre = scene.at(p[index], 0.04 * outward, drop)
        outlines.append(centre + unit * (np.outer(u, scene.across) + np.outer(y - slant * x * 0.5, scene.down)))
    return outlines


def hoops(scene: Scene) -> None:
    """Rings or drops under the ears."""
    rng, unit = scene.rng, scene.unit
    radius, width = rng.uniform(0.1, 0.38), unit * rng.uniform(0.015, 0.06)
    colour = plain_colour(rng) if rng.random() < 0.4 else np.array([0.85, 0.7, 0.35]) * rng.uniform(0.5, 1.1)
    solid = rng.random() < 0.3
    angle = np.linspace(0, 2 * np.pi, 40)
    for lobe, outward in zip(LOBES, (-1, 1), strict=True):
        centre = scene.at(scene.points[lobe], 0.06 * outward, 0.02 + radius)
        squeeze = rng.uniform(0.25, 1)
        ring = np.stack([scene.at(centre, radius * squeeze * np.cos(a), radius * np.sin(a)) for a in angle])
        mask = filled(scene.shape, centre + (ring - centre) * 0.6) if solid else band(scene.shape, ring, width, True)
        scene.lay(mask, np.asarray(colour, np.float32).clip(0, 1), WORN)


def stubble(scene: Scene) -> None:
    """A short or full beard on a shaven face, in the hair's colour, darker or greyer than the skin."""
    rng, p = scene.rng, scene.points
    if scene.beard[scene.classes == FACE_SKIN].any():
        return  # has a beard, or it is not known
    kind = ("full", "full", "goatee", "moustache")[rng.integers(4)]
    zone = beard_zone(scene.shape, p, kind)
    edge = cv2.resize(rng.normal(0, 0.16, (14, 14)).astype(np.float32), scene.shape[::-1], interpolation=2)
    zone = np.clip((zone + edge * (zone > 0.02) - 0.35) / 0.4, 0, 1)
    zone = zone * (1 - filled(scene.shape, p[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])], 0.5))
    zone = zone * np.isin(scene.classes, (FACE_SKIN, BODY_SKIN))
    own = scene.photo[scene.classes == HAIR]
    colour = np.median(own, 0) * rng.uniform(0.6, 1.1) if len(own) > 300 else np.full(3, rng.uniform(0.05, 0.5))
    if rng.random() < 0.2:
        colour = np.full(3, rng.uniform(0.3, 0.75))
    fine = rng.random(scene.shape).astype(np.float32)
    hairs = cv2.GaussianBlur(fine, (0, 0), rng.uniform(0.5, 1.1))
    hairs = np.clip((hairs - hairs.mean()) / (hairs.std() + 1e-6) * 0.22 + 0.85, 0.2, 1.1)
    strength = rng.uniform(0.4, 0.95)
    m = (zone * strength * np.clip(hairs, 0, 1))[..., None]
    grown = scene.photo * (1 - m) + colour.astype(np.float32) * m
    grown_px = zone > 0.5
    change = float(np.abs(grown - scene.photo).mean(2)[grown_px].mean()) if grown_px.any() else 0.0
    seen = np.clip(change / BEARD_CHANGE, 0, 1)  # hair in the skin's own colour is not visible as a beard
    scene.photo = grown
    scene.beard = np.round(zone * BEARD_FULL * seen).astype(np.uint8)


def smooth_outline(points: np.ndarray, count: int = 80) -> np.ndarray:
    """A closed round curve through `points`."""
    n = len(points)
    t = np.arange(count) * n / count
    k, f = t.astype(int), (t % 1)[:, None]
    p = [points[(k + j) % n] for j in (-1, 0, 1, 2)]
    return 0.5 * (
        2 * p[1] + (p[2] - p[0]) * f + (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]) * f**2
        + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * f**3
    )  # fmt: skip


def band(shape: tuple[int, int], points: np.ndarray, width_px: float, closed: bool = False) -> np.ndarray:
    """A line of even width [H,W] f32 unit."""
    canvas = np.zeros(shape, np.uint8)
    if width_px >= 1.5:
        fixed = [np.round((points - 0.5) * 16).astype(np.int32)]
        cv2.polylines(canvas, fixed, closed, 255, max(1, round(width_px)), cv2.LINE_AA, 4)
        return canvas.astype(np.float32) / 255
    large = np.zeros((shape[0] * 2, shape[1] * 2), np.uint8)
    fixed = [np.round((points * 2 - 0.5) * 16).astype(np.int32)]
    cv2.polylines(large, fixed, closed, 255, max(1, round(width_px * 2)), cv2.LINE_AA, 4)
    return cv2.resize(large, shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32) / 255
