"""Fixed noise as small textures in the graph: random functions would differ between backends."""

import math

import numpy as np
import torch
from scipy.ndimage import gaussian_filter, map_coordinates
from torch import Tensor

from .ops import ramp

SIDE = 96


def _texture(grain_px: float, seed: int) -> Tensor:
    white = np.random.default_rng(seed).standard_normal((SIDE, SIDE))
    soft = gaussian_filter(white, grain_px, mode="wrap")
    return torch.from_numpy((soft / soft.std()).astype(np.float32)).view(1, 1, SIDE, SIDE)


def _strokes(angle_deg: float, length_px: float, seed: int) -> Tensor:
    """A seamless tile of pencil strokes, values spread evenly over 0..1: noise smeared along a line in 1 px steps."""
    white = np.random.default_rng(seed).standard_normal((SIDE, SIDE))
    white = gaussian_filter(white, 0.75, mode="wrap")
    c, s = math.cos(math.radians(angle_deg)), -math.sin(math.radians(angle_deg))
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float64)
    total = np.zeros_like(white)
    for t in np.arange(-length_px, length_px + 0.5, 1.0):
        weight = math.exp(-2 * (t / length_px) ** 2)
        total += weight * map_coordinates(white, [y + s * t, x + c * t], order=1, mode="grid-wrap")
    total -= gaussian_filter(total, 5, mode="wrap")
    rank = total.ravel().argsort().argsort().reshape(total.shape) / total.size
    return torch.from_numpy(gaussian_filter(rank, 0.3, mode="wrap").astype(np.float32)).view(1, 1, SIDE, SIDE)


_NOISE = {"clumps": _texture(2.4, 7), "threads": _texture(0.7, 11)}
_HATCH = [_strokes(angle, 13, 3) for angle in (38, 52, 66)]
_CROSS = _strokes(-18, 11, 5)


def tiled_noise(name: str, like: Tensor) -> Tensor:
    """Noise of unit variance at the size of `like` [1,1,h,w]."""
    return _tiled(_NOISE[name], like)


def _tiled(tile: Tensor, like: Tensor) -> Tensor:
    h, w = like.shape[2], like.shape[3]
    return tile.repeat(1, 1, (h + SIDE - 1) // SIDE, (w + SIDE - 1) // SIDE)[:, :, :h, :w]


def hatch_strokes(like: Tensor, turn: Tensor) -> tuple[Tensor, Tensor]:
    """Two layers of pencil strokes at the size of `like`, 0..1; the first leans with the form's normal `turn` −1..1."""
    left, middle, right = (_tiled(tile, like) for tile in _HATCH)
    to_left, to_right = ramp(-0.1, -0.35, turn), ramp(0.1, 0.35, turn)
    return middle + (left - middle) * to_left + (right - middle) * to_right, _tiled(_CROSS, like)
