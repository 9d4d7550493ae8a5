"""Brush primitives on tensors [1,C,H,W]: ramps, blurs, colour spaces, orientation fields, combing.

Everything here exports to ONNX with dynamic sizes: no shape is a Python constant, no kernel depends on data.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

_RGB_TO_XYZ = torch.tensor(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = torch.tensor([0.95047, 1.0, 1.08883])
_TO_XYZ = _RGB_TO_XYZ / _WHITE[:, None]
_FROM_XYZ = torch.linalg.inv(_TO_XYZ)
LUMA = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)


def ramp(low: Tensor | float, high: Tensor | float, x: Tensor) -> Tensor:
    """Smoothstep: 0 at `low`, 1 at `high` (either may be the larger one)."""
    if isinstance(low, Tensor) or isinstance(high, Tensor):
        t = ((x - low) / (high - low)).clamp(0, 1)
    else:
        t = rise(low, high, x)
    return t * t * (3 - 2 * t)


def rise(low: float, high: float, x: Tensor) -> Tensor:
    """A linear ramp: 0 at `low`, 1 at `high`. It is one node of the graph; `ramp` is five."""
    slope = 1 / (high - low)
    return (x * slope - low * slope).clamp(0, 1)


def over(picture: Tensor, colour: Tensor, mask: Tensor) -> Tensor:
    """`colour` laid over `picture` where `mask` is 1."""
    return picture + (colour - picture) * mask


def colour(*rgb: float) -> Tensor:
    return torch.tensor(rgb).view(1, 3, 1, 1)


def grey_of(rgb: Tensor) -> Tensor:
    return F.conv2d(rgb, LUMA)


def up(x: Tensor, like: Tensor) -> Tensor:
    """`x` enlarged (or reduced) to the size of `like`."""
    return F.interpolate(x, size=like.shape[2:], mode="bilinear", align_corners=False)


def half(x: Tensor) -> Tensor:
    return F.avg_pool2d(x, 2)


def soft3(x: Tensor) -> Tensor:
    """A box blur of 3 px, sigma .82 px."""
    return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)


def box(x: Tensor, radius: int) -> Tensor:
    size = 2 * radius + 1
    if radius == 1:
        return soft3(x)
    x = F.avg_pool2d(x, (1, size), 1, (0, radius), count_include_pad=False)
    return F.avg_pool2d(x, (size, 1), 1, (radius, 0), count_include_pad=False)


def grown(x: Tensor, rounds: int = 1) -> Tensor:
    for _ in range(rounds):
        x = F.max_pool2d(x, 3, 1, 1)
    return x


def shrunk(x: Tensor) -> Tensor:
    return -F.max_pool2d(-x, 3, 1, 1)


def enlarged(x: Tensor, factor: int) -> Tensor:
    """`x` at `factor` times its size. A constant factor keeps shape arithmetic out of the graph."""
    return F.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


def blur(x: Tensor, sigma: float) -> Tensor:
    """Roughly a Gaussian blur of `sigma` px: box blurs on a reduced copy.

    Sides are multiples of the reduction, which is at most 16.
    """
    if sigma < 0.35:
        return x
    factor = 1
    while sigma / factor > 2.2:
        factor *= 2
    small = F.avg_pool2d(x, factor) if factor > 1 else x
    variance = (sigma / factor) ** 2
    small = soft3(small)
    if variance > 1.0:
        small = box(small, 1 if variance < 1.8 else 2)
    if variance > 3.4:
        small = soft3(small)
    return enlarged(small, factor) if factor > 1 else small


def power(x: Tensor, exponent: Tensor | float) -> Tensor:
    """`x` > 0 to the power of `exponent`: runtimes are fast at logarithms and exponentials, and slow at powers."""
    return torch.exp(torch.log(x) * exponent)


def to_lab(rgb: Tensor) -> Tensor:
    """CIE Lab (D65) of sRGB 0..1."""
    linear = torch.where(rgb > 0.04045, power((rgb.clamp(min=1e-4) + 0.055) / 1.055, 2.4), rgb / 12.92)
    xyz = F.conv2d(linear, _TO_XYZ.view(3, 3, 1, 1))
    f = torch.where(xyz > 0.008856, power(xyz.clamp(min=1e-6), 1 / 3), 7.787 * xyz + 16 / 116)
    fx, fy, fz = f[:, 0:1], f[:, 1:2], f[:, 2:3]
    return torch.cat([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)], 1)


def to_rgb(lab: Tensor) -> Tensor:
    """sRGB 0..1 of CIE Lab, clipped to the gamut."""
    fy = (lab[:, 0:1] + 16) / 116
    f = torch.cat([fy + lab[:, 1:2] / 500, fy, fy - lab[:, 2:3] / 200], 1)
    xyz = torch.where(f > 0.2068966, f * f * f, (f - 16 / 116) / 7.787)
    linear = F.conv2d(xyz, _FROM_XYZ.view(3, 3, 1, 1)).clamp(0, 1)
    return torch.where(linear > 0.0031308, 1.055 * power(linear.clamp(min=1e-6), 1 / 2.4) - 0.055, 12.92 * linear)


SLANT = 0.06  # weight of the slant, on the scale of `orientation`'s tangents: faint edges follow it, clear ones do not


def orientation(rgb: Tensor, *sigmas: float) -> list[Tensor]:
    """Tangents of edges as doubled angles [1,2,h,w] of length 1, smoothed by each of `sigmas` px."""
    scharr = torch.tensor([[-3.0, 0, 3], [-10, 0, 10], [-3, 0, 3]]) / 4
    x = F.pad(soft3(rgb), (1, 1, 1, 1), mode="replicate")
    gx = F.conv2d(x, scharr.view(1, 1, 3, 3).repeat(3, 1, 1, 1), groups=3)
    gy = F.conv2d(x, scharr.t().reshape(1, 1, 3, 3).repeat(3, 1, 1, 1), groups=3)
    xx, yy, xy = ((a * b).sum(1, keepdim=True) for a, b in ((gx, gx), (gy, gy), (gx, gy)))
    weight = torch.rsqrt(torch.sqrt(xx + yy + 1e-8) + 1e-3)
    tangent = torch.cat([(yy - xx) * weight, -2 * xy * weight], 1)
    # Where there is hardly any edge, one fixed slant is used: the isophotes of a plain wall would give rings.
    return [unit_length(blur(tangent, sigma) + torch.tensor([0.0, SLANT]).view(1, 2, 1, 1)) for sigma in sigmas]


def unit_length(x: Tensor) -> Tensor:
    return x * torch.rsqrt((x * x).sum(1, keepdim=True) + 1e-8)


def _pixel(side: int | Tensor) -> float | Tensor:
    return 2 / side.to(torch.float32) if isinstance(side, Tensor) else 2 / side


def positions(x: Tensor) -> tuple[Tensor, Tensor]:
    """Column and row of each pixel's centre, px: [1,1,1,w] and [1,1,h,1]."""
    h, w = x.shape[2], x.shape[3]
    return (torch.arange(w).to(x.dtype) + 0.5).view(1, 1, 1, -1), (torch.arange(h).to(x.dtype) + 0.5).view(1, 1, -1, 1)


def sampling_grid(x: Tensor) -> Tensor:
    """Identity sampling grid [1,h,w,2] of `x`."""
    column, row = positions(x)
    zero = torch.zeros_like(x[:, 0])
    across = column[:, 0] * 2 / x.shape[3] - 1
    down = row[:, 0] * 2 / x.shape[2] - 1
    return torch.stack([zero + across, zero + down], -1)


class Flow:
    """Tangents of edges, prepared for combing along them.

    `doubled` [1,2,h,w] are unit tangents as doubled angles, `grid` [1,h,w,2] is the sampling grid of the same size.
    """

    def __init__(self, doubled: Tensor, grid: Tensor) -> None:
        d = unit_length(doubled)
        cos = torch.sqrt(((1 + d[:, 0]) * 0.5).clamp(min=1e-6))
        sin = torch.sqrt(((1 - d[:, 0]) * 0.5).clamp(min=1e-6))
        sin = torch.where(d[:, 1] >= 0, sin, -sin)
        self.steps = torch.stack([cos * _pixel(doubled.shape[3]), sin * _pixel(doubled.shape[2])], -1)
        self.grid = grid

    def comb(self, x: Tensor, distances: tuple[float, ...], factor: Tensor | float = 1.0) -> Tensor:
        """An à trous line integral: `x` averaged along the tangents at growing distances, px times `factor`.

        Samples take the nearest pixel: a third of the cost of bilinear sampling, without visible loss.
        """
        steps = self.steps * factor if isinstance(factor, Tensor) else self.steps
        for distance in distances:
            offset = steps * distance
            ahead = F.grid_sample(x, self.grid + offset, "nearest", "border", align_corners=False)
            behind = F.grid_sample(x, self.grid - offset, "nearest", "border", align_corners=False)
            x = 0.5 * x + 0.25 * (ahead + behind)
        return x


def guided(guide: Tensor, x: Tensor, radius: int, epsilon: float | Tensor) -> tuple[Tensor, Tensor]:
    """Slope and offset of the guided filter: x ≈ slope · guide + offset. `guide` has one channel or as many as `x`."""
    mean_guide, mean = box(guide, radius), box(x, radius)
    slope = (box(guide * x, radius) - mean_guide * mean) / (
        box(guide * guide, radius) - mean_guide * mean_guide + epsilon
    )
    offset = mean - slope * mean_guide
    return box(slope, radius), box(offset, radius)


def slopes(x: Tensor) -> tuple[Tensor, Tensor]:
    """Differences of the two neighbours of each px, along rows and along columns: twice the slope per px."""
    q = F.pad(x, (1, 1, 1, 1), mode="replicate")
    return q[:, :, 1:-1, 2:] - q[:, :, 1:-1, :-2], q[:, :, 2:, 1:-1] - q[:, :, :-2, 1:-1]


def flattened(x: Tensor, radius: int, variance: Tensor) -> Tensor:
    """`x` without contrasts below `variance`, those above it unchanged: a guided filter with a sharper threshold."""
    mean = box(x, radius)
    own = (box(x * x, radius) - mean * mean).clamp(min=0).sum(1, keepdim=True)
    slope = own * own / (own * own + variance * variance)
    return box(slope, radius) * x + box(mean - slope * mean, radius)


def spread(x: Tensor, trust: Tensor, first: int, levels: int = 6) -> Tensor:
    """`x` where `trust` is 1, elsewhere filled in from trusted areas by a pyramid of means, from level `first` on."""
    q = torch.cat([x * trust, trust], 1)
    pyramid = []
    for level in range(levels):
        if level >= first:
            s = soft3(soft3(q))
            pyramid.append((s[:, :-1] / (s[:, -1:] + 1e-4), s[:, -1:]))
        if level < levels - 1:
            q = F.avg_pool2d(q, 2)
    value = pyramid[-1][0]
    for mean, weight in reversed(pyramid[:-1]):
        value = enlarged(value, 2)
        value = value + (mean - value) * ramp(0.02, 0.35, weight)
    return enlarged(value, 2**first) if first > 0 else value


def weighted_mean(x: Tensor, weight: Tensor) -> Tensor:
    """[C] mean of `x`, weighted by `weight`; 0 without any weight."""
    return (x * weight).sum((0, 2, 3)) / (weight.sum() + 1e-5)


def quantiles(x: Tensor, weight: Tensor, shares: tuple[float, ...], every: int = 1, bins: int = 51) -> list[Tensor]:
    """Weighted quantiles of `x` (0..100) from a soft histogram, linear within bins of 2, over every `every`-th px."""
    x, weight = x[:, :, ::every, ::every], weight[:, :, ::every, ::every]
    centres = torch.linspace(0, 100, bins)
    width = 100 / (bins - 1)
    triangle = (1 - (x.reshape(-1, 1) - centres).abs() / width).clamp(min=0)
    histogram = weight.reshape(1, -1) @ triangle
    histogram = histogram / (histogram.sum() + 1e-6)
    below = histogram @ torch.triu(torch.ones(bins, bins), diagonal=1)
    return [(((share - below) / (histogram + 1e-7)).clamp(0, 1).sum() - 0.5) * width for share in shares]


def between(x: Tensor, low: Tensor | float, high: Tensor | float, softness: float = 1.5) -> Tensor:
    """1 where `low` < x < `high`, with soft ends."""
    return torch.sigmoid((x - low) / softness) * torch.sigmoid((high - x) / softness)


def soft_steps(x: Tensor, count: Tensor, sharpness: Tensor | float) -> Tensor:
    """0..1 in `count` tones; a `sharpness` of 0 leaves `x` as it is."""
    scaled = x * count
    whole = torch.floor(scaled)
    k = sharpness + 1e-3
    edge = torch.tanh(k * (scaled - whole - 0.5)) / torch.tanh(torch.as_tensor(k) * 0.5)
    return ((whole + 0.5 * (1 + edge)) / count).clamp(0, 1)


def split(x: Tensor, dim: int, count: int) -> list[Tensor]:
    """`count` slices of width 1.

    WebGPU allows ten buffers per shader, so no node has more than eight inputs or outputs.
    """
    if count <= 8:
        return list(x.split(1, dim))
    size = max(-(-count // 8), 1)
    sizes = [size] * (count // size) + ([count % size] if count % size else [])
    parts: list[Tensor] = []
    for part, n in zip(x.split(sizes, dim), sizes, strict=True):
        parts += split(part, dim, n) if n > 1 else [part]
    return parts


def join(parts: list[Tensor], dim: int) -> Tensor:
    """Concatenation in groups of eight, for the same reason as in `split`."""
    while len(parts) > 1:
        parts = [
            torch.cat(parts[i : i + 8], dim) if len(parts[i : i + 8]) > 1 else parts[i] for i in range(0, len(parts), 8)
        ]
    return parts[0]
