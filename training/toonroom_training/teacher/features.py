"""Eyes, brows and mouth, drawn along the landmarks."""

from dataclasses import replace

import numpy as np

from ..landmarks import (
    EYES,
    LIPS_INNER_LOWER,
    LIPS_INNER_UPPER,
    LIPS_OUTER_LOWER,
)
from ..proportions import CLOSED_OPENING, EyeShape
from .portrait import Portrait, tint
from .primitives import (
    Array,
    bilateral_lab,
    blur,
    ellipse,
    lab_colour,
    over,
    polygon,
    smoothstep,
    spline,
    stroke,
)
from .style import EyeStyle, MouthStyle

INK = np.array([0.06, 0.045, 0.06])


def _lid(eye: EyeShape, scale_upper: float = 1.0, scale_lower: float = 1.0, count: int = 60):
    x = np.linspace(-1, 1, count)
    return eye.lid(eye.upper * scale_upper, x), eye.lid(eye.lower * scale_lower, x)


# Lab of clear eye colours, and how a measured iris belongs to each.
BROWN, DARK_BROWN = np.array([33.0, 17.0, 26.0]), np.array([29.0, 14.0, 20.0])
AMBER, GREEN, BLUE = np.array([42.0, 16.0, 34.0]), np.array([48.0, -8.0, 26.0]), np.array([54.0, -5.0, -16.0])


def iris_colour(iris: Array, albedo: Array) -> Array:
    """The measured iris (Lab) moved towards the clear eye colours it resembles; no sudden change between them."""
    l, a, b = iris
    skin_angle = np.degrees(np.arctan2(albedo[0] - 50, albedo[2]))
    lit = 3 * smoothstep(30, 40, l)  # lit well, warm light colours grey eyes more
    cool = smoothstep(7.0, 2.0, b - lit) * smoothstep(9.0, 4.0, a - lit)
    greenish = smoothstep(0.55, 0.25, a / max(b, 1.0)) * (1 - cool)
    # Reflections on dark eyes look blue: reddish ones are brown, and in dark faces it takes a lighter iris.
    doubt = 1.5 * max(a - 3, 0) + 12 * smoothstep(35, 10, skin_angle)
    vivid = smoothstep(11, 16, float(np.hypot(a, b)))
    pale_skin, no_red = smoothstep(38, 48, skin_angle), smoothstep(4, 1, a)
    warm_trust = smoothstep(24, 34, l) * max(pale_skin, vivid, no_red)
    trusted = cool * smoothstep(19, 26, l - doubt) + (1 - cool) * warm_trust
    brown = DARK_BROWN + (BROWN - DARK_BROWN) * smoothstep(36, 46, albedo[0])
    bright = BLUE * cool + GREEN * greenish + AMBER * (1 - cool - greenish)
    return brown * (1 - trusted) + bright * trusted


def _iris_palette(p: Portrait, style: EyeStyle) -> tuple[Array, Array, Array]:
    """(middle, deep, glow) RGB."""
    l, a, b = iris_colour(p.iris, p.albedo) * [1, style.iris_chroma, style.iris_chroma]
    bright = smoothstep(34, 42, l)
    middle = lab_colour(l + 3 + 5 * bright, a * 1.1, b * 1.2)
    deep = lab_colour(l * 0.36, a * 0.8, b * 0.6)
    glow = lab_colour(min(l + 19 + 11 * bright, 84), a * 1.15, b * 1.4)
    return middle, deep, glow


def _eyeball(p: Portrait, eye: EyeShape, shape, style: EyeStyle) -> Array:
    """White, iris, pupil, lid shadow and two catch-lights, before the lids crop them."""
    modelled = style.modelled
    radius = max(eye.iris_radius, 1.0)
    radius_y = radius * style.iris_height
    centre, light_side = eye.iris_centre, -p.across
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]] + 0.5
    dx, dy = x - centre[0], y - centre[1]
    u = (dx * eye.axis[0] + dy * eye.axis[1]) / radius
    v = (dx * eye.up[0] + dy * eye.up[1]) / radius_y
    r = np.sqrt(u * u + v * v)

    away = np.clip((dx**2 + dy**2) / (eye.width * 0.62) ** 2, 0, 1.6) * modelled
    dark_skin = smoothstep(60, 25, p.albedo[0])
    ball = np.ones((*shape, 3)) * lab_colour(95 - 2 * modelled, 1 + modelled, 2) * (1 - 0.06 * dark_skin)
    ball = ball * (1 - 0.34 * away)[..., None] + np.array([0.012, 0, 0]) * np.clip(away, 0, 1)[..., None]

    middle, deep, glow = _iris_palette(p, style)
    iris = over(np.ones((*shape, 3)) * middle, deep, smoothstep(-0.25, 0.95, v) * (0.8 - 0.3 * modelled))
    iris = over(iris, glow, smoothstep(-0.15, -1.0, v) * smoothstep(1.05, 0.35, r) * style.glow)
    if modelled > 0:
        angle = np.arctan2(v, u)
        fibres = np.sin(angle * 23 + 2 * np.sin(angle * 7)) * smoothstep(0.4, 0.6, r) * smoothstep(1, 0.8, r)
        iris = iris * (1 + 0.10 * modelled * fibres)[..., None]
    iris = over(iris, deep * 0.55, smoothstep(0.80, 0.97, r))
    iris = over(iris, np.array([0.03, 0.02, 0.03]), smoothstep(0.52, 0.45, r))
    disc = smoothstep(1 + 1.2 / radius, 1 - 1.2 / radius, r)
    ball = over(ball, iris, disc)

    height = eye.opening * eye.width
    upper, _ = _lid(eye)
    _, lower = _lid(eye, 1.0, 1.6)
    lit = polygon(shape, np.r_[upper - eye.up * height * 0.20, lower[::-1]])
    ball = ball * (1 - 0.46 * blur(1 - lit, p.pen_px * (0.9 + 0.7 * modelled)))[..., None]
    main = centre + eye.up * radius_y * 0.38 + light_side * radius * 0.34
    size = (radius * style.light, radius_y * style.light * 1.1)
    ball = over(ball, np.ones(3), 0.97 * ellipse(shape, main, eye.axis, size, 0.5))
    second = centre - eye.up * radius_y * 0.48 - light_side * radius * 0.36
    return over(ball, np.ones(3), 0.75 * ellipse(shape, second, eye.axis, (radius * 0.13, radius_y * 0.12), 0.6))


def _paint_eye(p: Portrait, picture: Array, eye: EyeShape, style: EyeStyle) -> Array:
    """One eye on its own small canvas; coordinates are the canvas's."""
    shape, pen, modelled = picture.shape[:2], p.pen_px, style.modelled
    order = slice(None) if eye.outward > 0 else slice(None, None, -1)
    if eye.opening < CLOSED_OPENING:
        _, lower = _lid(eye, 1.0, 0.8)
        return over(picture, INK, stroke(shape, lower[::4], np.array([0.5, 1.5, 1.7, 0.6]) * pen))
    upper, lower = _lid(eye)
    opening = polygon(shape, np.r_[upper, lower[::-1]])
    if modelled > 0:
        socket_upper, _ = _lid(eye, 1.5)
        _, socket_lower = _lid(eye, 1.0, 1.3)
        socket = polygon(shape, np.r_[socket_upper, socket_lower[::-1]], pen * 2.2)
        picture = picture * (1 - 0.26 * modelled * socket * (1 - opening))[..., None]
    else:
        socket = polygon(shape, np.r_[_lid(eye, 1.32)[0], upper[::-1]], pen)
        picture = over(picture, tint(p.albedo, -14, 1.15, 3), 0.5 * socket * (1 - opening))
    picture = over(picture, _eyeball(p, eye, shape, style), blur(opening, 0.6))
    if modelled > 0:
        water = stroke(shape, lower[::4], np.array([0.3, 0.9, 0.9, 0.3]) * pen, 0.5)
        picture = over(picture, tint(p.albedo, 4, 1.1, 8), 0.6 * modelled * water)
    width = (0.72 + 0.25 * p.lashes) * style.lash * pen
    along = upper[order]
    reach = 1 - 0.4 * modelled
    wing = along[-1] + (eye.axis * eye.outward * 0.08 + eye.up * 0.04) * eye.width * reach * (0.25 + 0.85 * p.lashes)
    lash = np.r_[along[2:-1:4], [wing]] + eye.up * width * 0.18
    profile = np.array([0.35, 0.7, 0.95, 1.1, 1.1, 0.9, 0.12]) * width
    picture = over(picture, INK, stroke(shape, lash, profile))
    crease = _lid(eye, 1.36)[0][order][10:-5:4]
    if modelled > 0:
        fold = stroke(shape, crease, np.array([0.2, 1.0, 1.1, 0.9, 0.2]) * pen * 1.2, pen * 0.45)
        picture = picture * (1 - 0.36 * modelled * fold)[..., None]
    else:
        fold = stroke(shape, crease, np.array([0.1, 0.55, 0.6, 0.5, 0.1]) * pen)
        picture = over(picture, tint(p.albedo, -30, 1.2, 5), style.crease * fold)
    under = stroke(shape, lower[order][22:-1:3], np.array([0.1, 0.5, 0.65, 0.5]) * pen, 0.6 * modelled)
    return over(picture, INK * 0.7 + tint(p.albedo, -14, 1.15, 3) * 0.3 * (1 - modelled), style.lower_lash * under)


def paint_eyes(p: Portrait, picture: Array, style: EyeStyle) -> Array:
    """Both eyes; none where dark glasses hide them."""
    result = picture.copy()
    for eye, hidden in zip(p.eyes, p.eyes_hidden, strict=True):
        reach = np.array([eye.width * 0.95, eye.width * 0.85])
        low = np.floor(eye.centre - reach).astype(int).clip(0)
        high = np.minimum(np.ceil(eye.centre + reach).astype(int), p.shape[::-1])
        if hidden >= 1 or (high - low < 8).any():
            continue
        where = (slice(low[1], high[1]), slice(low[0], high[0]))
        local = replace(eye, centre=eye.centre - low, iris_centre=eye.iris_centre - low)
        result[where] = _paint_eye(p, picture[where], local, style)
    return result


def paint_brows(p: Portrait, picture: Array, style: EyeStyle, seed: int) -> Array:
    """Brows as one shape; with `brow_hairs` a soft body with short hairs that follow their arch."""
    rng = np.random.default_rng(seed)
    colour = p.brow.copy()
    colour[0] = min(colour[0] * 0.88, p.albedo[0] - 20)
    body = np.zeros(p.shape, np.float32)
    for eye in EYES:
        order = slice(None) if eye.outward < 0 else slice(None, None, -1)  # outer end first
        upper = p.landmarks[list(eye.brow_upper)][order]
        lower = p.landmarks[list(eye.brow_lower)][order]
        thickness = float(np.hypot(*(upper - lower).T).mean())
        widths = np.array([0.10, 0.62, 0.85, 0.95, 0.70]) * thickness * style.brow_width * (1.1 - 0.2 * p.lashes)
        curve = upper * 0.55 + lower * 0.45
        if style.brow_hairs < 0.5:
            body = np.maximum(body, blur(stroke(p.shape, curve, widths), 0.5))
            continue
        body = np.maximum(body, blur(stroke(p.shape, curve, widths), p.pen_px * 0.5) * 0.8)
        line = spline(curve, 40)
        at = np.interp(np.linspace(0, 1, 40), np.linspace(0, 1, 5), widths)
        for j in range(2, 38):
            tangent = line[j] - line[j + 1] if j < 39 else line[j - 1] - line[j]
            tangent = tangent / (np.hypot(*tangent) + 1e-9)
            normal = np.array([-tangent[1], tangent[0]])
            normal = normal if normal @ p.down < 0 else -normal
            start = line[j] - normal * at[j] * (0.5 - rng.random() * 0.6)
            sweep = tangent * 0.75 + normal * (0.15 + 0.75 * j / 38)
            tip = start + sweep * at[j] * 0.55
            hair = polygon_line(p, start, tip, p.pen_px * 0.4)
            body = np.maximum(body, hair * 0.95)
    return over(picture, tint(colour), style.brow * body)


def polygon_line(p: Portrait, start: Array, end: Array, width_px: float) -> Array:
    """One straight hair, wide at its root."""
    along = end - start
    side = np.array([-along[1], along[0]]) / (np.hypot(*along) + 1e-9) * width_px / 2
    return polygon(p.shape, np.array([start + side, end, start - side]))


def paint_mouth(p: Portrait, picture: Array, style: MouthStyle) -> Array:
    """Lips in their own colour, teeth as one clean band, a quiet line where the lips meet."""
    points, pen, unit = p.landmarks, p.pen_px, p.eye_distance
    upper, lower = points[list(LIPS_INNER_UPPER)], points[list(LIPS_INNER_LOWER)]
    outer_lower = points[list(LIPS_OUTER_LOWER)]
    inner = polygon(p.shape, np.r_[spline(upper, 60), spline(lower, 60)[::-1]])
    lower_lip = polygon(p.shape, np.r_[spline(lower, 60), spline(outer_lower, 60)[::-1]])
    upper_lip = np.clip(p.lips - lower_lip - inner, 0, 1)
    l, a, b = p.lip
    redness = style.redness * (0.4 if p.beard.any() else 1.0)  # no lipstick under a moustache
    a = max(a, p.albedo[1] + 9) * 1.06 + redness
    b = max(b, p.albedo[2] * 0.7) + 3 + 0.4 * redness
    colour = lab_colour(l, a, b)
    if style.modelled > 0:
        soft = blur(bilateral_lab(p.photo, 2, 15, 4), pen * 0.4)
        picture = over(picture, soft, 0.9 * style.modelled * blur(p.lips, pen * 0.8))
    picture = over(picture, colour, style.tint * blur(p.lips, pen * 0.5))
    picture = over(picture, picture * 0.85, (0.2 + 0.6 * style.tint) * blur(upper_lip, pen * 0.4))
    ink = tint(p.albedo, -55, 1, 10, 2)
    if p.mouth_gap > 0.06:
        picture = _paint_open_mouth(p, picture, upper, lower, inner, style)
    else:
        middle = (upper + lower) / 2
        reach = (middle[-1] - middle[0]) * 0.03
        line = np.r_[[middle[0] - reach], middle[1:-1], [middle[-1] + reach]]
        profile = np.array([0.15, 0.8, 0.6, 0.8, 0.9, 0.8, 0.6, 0.8, 0.15]) * pen * (0.95 - 0.15 * style.modelled)
        picture = over(picture, ink, style.line * stroke(p.shape, line, profile, 0.8 * style.modelled))
    if style.modelled <= 0:
        below = outer_lower[3:8] + p.down * pen * 0.3
        under = stroke(p.shape, below, np.array([0.1, 0.7, 0.8, 0.7, 0.1]) * pen)
        picture = over(picture, tint(p.albedo, -30, 1.2, 6), 0.75 * style.line * under)
    shine = (points[17] + points[14]) / 2 - p.across * unit * 0.02
    gloss = ellipse(p.shape, shine, p.across, (0.13 * unit, 0.022 * unit), pen * 0.45) * p.lips
    return over(picture, np.minimum(colour * 1.25 + 0.12, 1), style.gloss * gloss)


def _paint_open_mouth(p: Portrait, picture: Array, upper, lower, inner, style: MouthStyle) -> Array:
    pen = p.pen_px
    picture = over(picture, lab_colour(20, 22, 12), inner)
    share = 0.80 if p.mouth_gap < 0.22 else 0.62
    edge = upper + (lower - upper) * share
    teeth = polygon(p.shape, np.r_[spline(upper, 60), spline(edge, 60)[::-1]]) * inner
    picture = over(picture, lab_colour(96, 0.5, 4), 0.97 * teeth)
    below = polygon(p.shape, np.r_[spline(upper, 60) + p.down * pen * 1.6, spline(lower, 60)[::-1]], pen * 0.5)
    picture = picture * (1 - 0.16 * inner * (1 - below))[..., None]
    y, x = np.mgrid[0 : p.shape[0], 0 : p.shape[1]]
    centre = (upper[5] + lower[5]) / 2
    along = (x - centre[0]) * p.across[0] + (y - centre[1]) * p.across[1]
    along = np.abs(along) / (float(np.hypot(*(upper[-1] - upper[0]))) / 2)
    picture = picture * (1 - 0.38 * smoothstep(0.72, 1.0, along) * inner)[..., None]
    ink, soft = tint(p.albedo, -55, 1, 10, 2), 0.6 * style.modelled
    bold = 1.6 - 0.6 * style.modelled
    top = np.array([0.9, 0.8, 0.55, 0.55, 0.55, 0.8, 0.9]) * pen * 0.5 * bold
    picture = over(picture, ink, 0.55 * bold * style.line * stroke(p.shape, upper, top, soft))
    return over(picture, ink, 0.5 * style.line * bold * stroke(p.shape, lower, pen * 0.4 * bold, soft))
