"""Brushes. Pictures are [H,W,3] f32 unit RGB, masks [H,W] f32 unit, points [n,2] px with corner origin."""

import cv2
import numpy as np
from scipy.interpolate import CubicSpline

Array = np.ndarray


def smoothstep(a: float, b: float, x: Array | float) -> Array:
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def blur(x: Array, sigma_px: float) -> Array:
    """Gaussian blur; large radii work on a reduced picture."""
    if sigma_px <= 0:
        return x
    factor = 1
    while sigma_px / factor > 4 and factor < 32 and min(x.shape[:2]) // (factor * 2) >= 16:
        factor *= 2
    if factor == 1:
        return cv2.GaussianBlur(x, (0, 0), float(sigma_px))
    height, width = x.shape[:2]
    small = cv2.resize(x, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), float(sigma_px) / factor)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def halved(picture: Array) -> Array:
    """`picture` at half its size."""
    return cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)


def to_lab(rgb: Array) -> Array:
    """CIE Lab (L 0..100) of sRGB unit."""
    return cv2.cvtColor(np.clip(rgb, 0, 1).astype(np.float32), cv2.COLOR_RGB2Lab)


def to_rgb(lab: Array) -> Array:
    return np.clip(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB), 0, 1)


def lab_colour(l: float, a: float, b: float) -> Array:
    """sRGB unit [3] of one Lab colour."""
    return to_rgb(np.array([[[np.clip(l, 0, 100), a, b]]], np.float32))[0, 0]


def over(picture: Array, colour: Array | float, mask: Array) -> Array:
    """`colour` (a colour or a picture) laid over `picture` with opacity `mask`."""
    m = mask[..., None].astype(np.float32)
    return picture * (1 - m) + np.asarray(colour, np.float32) * m


def polygon(shape: tuple[int, int], points: Array, soft_px: float = 0) -> Array:
    """Anti-aliased filled polygon."""
    canvas = np.zeros(shape, np.uint8)
    fixed = np.round((np.asarray(points) - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(canvas, [fixed], 255, cv2.LINE_AA, 4)
    return blur(canvas.astype(np.float32) / 255, soft_px)


def spline(points: Array, count: int = 80) -> Array:
    """A smooth curve through the points, `count` samples by chord length."""
    points = np.asarray(points, np.float64)
    steps = np.hypot(*np.diff(points, axis=0).T) + 1e-6
    t = np.r_[0, np.cumsum(steps)]
    return CubicSpline(t, points)(np.linspace(0, t[-1], count))


def stroke(shape: tuple[int, int], points: Array, width_px: Array | float, soft_px: float = 0) -> Array:
    """A brush stroke along a smooth curve, its width interpolated along the stroke."""
    curve = spline(points)
    at = np.linspace(0, 1, len(curve))
    widths = np.atleast_1d(np.asarray(width_px, np.float64))
    width = np.interp(at, np.linspace(0, 1, len(widths)), widths)
    tangent = np.gradient(curve, axis=0)
    tangent /= np.hypot(*tangent.T)[:, None] + 1e-9
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1) * width[:, None] / 2
    return polygon(shape, np.r_[curve + normal, (curve - normal)[::-1]], soft_px)


def ellipse(shape: tuple[int, int], centre: Array, axis: Array, radii_px, soft_px: float = 0) -> Array:
    angle = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    across = np.array([-axis[1], axis[0]])
    points = centre + np.cos(angle)[:, None] * axis * radii_px[0] + np.sin(angle)[:, None] * across * radii_px[1]
    return polygon(shape, points, soft_px)


def warp(picture: Array, displacement: Array) -> Array:
    """`picture` sampled at each pixel + displacement [H,W,2] px."""
    height, width = displacement.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(
        picture,
        x + displacement[..., 0].astype(np.float32),
        y + displacement[..., 1].astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )


def spread(x: Array, mask: Array, fine_px: float, coarse_px: float = 60) -> Array:
    """`x` where the mask trusts it, elsewhere its blurred surroundings: normalised convolution, coarse to fine."""
    result = None
    sigma = coarse_px * 2
    weights = mask.astype(np.float32)
    product = (x * (weights[..., None] if x.ndim == 3 else weights)).astype(np.float32)
    while True:
        sigma = max(sigma, fine_px)
        support = blur(weights, sigma)
        trust = smoothstep(0.02, 0.35, support)
        if x.ndim == 3:
            support, trust = support[..., None], trust[..., None]
        layer = blur(product, sigma) / (support + 1e-4)
        result = layer if result is None else result * (1 - trust) + layer * trust
        if sigma <= fine_px:
            return result.astype(np.float32)
        sigma /= 2


def guided_filter(guide: Array, x: Array, radius_px: int, epsilon: float) -> Array:
    """Edge-preserving smoothing of `x` along the grey `guide` (He et al. 2010)."""

    def mean(z: Array) -> Array:
        return cv2.blur(z, (2 * radius_px + 1,) * 2)

    mean_guide, mean_x = mean(guide), mean(x)
    slope = (mean(guide * x) - mean_guide * mean_x) / (mean(guide * guide) - mean_guide**2 + epsilon)
    return mean(slope) * guide + mean(mean_x - slope * mean_guide)


def edge_tangent(picture: Array, sigma_px: float) -> Array:
    """Unit tangent field [H,W,2] along the picture's edges, from the smoothed structure tensor."""
    smooth = blur(picture, 1.0)
    xx = xy = yy = 0.0
    for c in range(smooth.shape[2]):
        gx = cv2.Scharr(smooth[..., c], cv2.CV_32F, 1, 0)
        gy = cv2.Scharr(smooth[..., c], cv2.CV_32F, 0, 1)
        xx, xy, yy = xx + gx * gx, xy + gx * gy, yy + gy * gy
    weight = 1 / np.sqrt(np.sqrt(xx + yy) + 1e-3)  # lets weak strands be heard beside strong edges
    xx, xy, yy = (blur(t * weight, sigma_px) for t in (xx, xy, yy))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.dstack([np.cos(angle), np.sin(angle)]).astype(np.float32)


def along_flow(picture: Array, tangent: Array, steps: int) -> Array:
    """Line-integral convolution: each pixel averaged along the tangent field, `steps` px both ways."""
    height, width = picture.shape[:2]
    x0, y0 = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    total, weight = picture.astype(np.float32).copy(), 1.0
    for sign in (1.0, -1.0):
        x, y, velocity = x0.copy(), y0.copy(), tangent * np.float32(sign)
        for k in range(1, steps + 1):
            x += velocity[..., 0]
            y += velocity[..., 1]
            g = float(np.exp(-0.5 * (k / (steps / 2)) ** 2))
            total += g * cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
            weight += g
            if k % 2 == 0:  # the field is smooth: following it every second step is enough
                t = cv2.remap(tangent, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
                tx, ty = t[..., 0], t[..., 1]  # by component: numpy sums slowly over an axis of two
                agree = np.where(tx * velocity[..., 0] + ty * velocity[..., 1] < 0, -1, 1)
                scale = agree / (np.sqrt(tx * tx + ty * ty) + 1e-6)
                velocity = np.dstack([tx * scale, ty * scale]).astype(np.float32)
    return total / weight


def bilateral_lab(rgb: Array, rounds: int, range_l: float, space_px: float) -> Array:
    """Edge-preserving flattening in Lab."""
    lab = to_lab(rgb)
    for _ in range(rounds):
        lab = cv2.bilateralFilter(lab, 9, range_l, space_px)
    return to_rgb(lab)


def difference_lines(grey: Array, tangent: Array, sigma_px: float, gain: float, length: int = 10) -> Array:
    """Coherent dark lines [H,W] unit: flow-based difference of Gaussians (Kang et al. 2007)."""
    height, width = grey.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    outer = 1.6 * sigma_px
    reach = int(np.ceil(2.5 * outer))
    near = far = 0.0
    near_weight = far_weight = 0.0
    for k in range(-reach, reach + 1):
        value = cv2.remap(
            grey, x - tangent[..., 1] * k, y + tangent[..., 0] * k, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )
        a, b = np.exp(-0.5 * (k / sigma_px) ** 2), np.exp(-0.5 * (k / outer) ** 2)
        near, far = near + a * value, far + b * value
        near_weight, far_weight = near_weight + a, far_weight + b
    difference = near / near_weight - 0.985 * far / far_weight
    difference = along_flow(difference.astype(np.float32), tangent, length)
    return np.tanh(np.maximum(-gain * (difference + 0.004), 0)).astype(np.float32)
