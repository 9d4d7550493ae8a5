"""Hair and surroundings combed along their own strands and edges, in flat tones: the last touch to a drawing.

The network keeps some of the photo's texture where nothing tells it to the pixel where a tone ends. The app does the
same (`src/domain/flatten.ts`); a golden file keeps both equal.
"""

from typing import TypedDict

import cv2
import numpy as np

from .teacher.primitives import Array, smoothstep


class FlatTones(TypedDict):
    """How flat something is drawn; a share of 0 leaves it as it is."""

    share: float
    strands: float  # reach of the comb both ways, px of half the size
    tone: float  # levels of 255 from one tone to the next
    sharpness: float  # of the steps between them
    lines: float  # share of what stands out of its tone


LUMA = np.array([0.299, 0.587, 0.114], np.float32)
FLOW_RADIUS_PX = 3
TEXTURE = 15  # levels: what stands out less is no line
INNER_RADIUS_PX = 4
SKIN_DISTANCE = (18, 40)  # levels to the face's mean colour: what is nearer is an ear or a bald head


def _blur(plane: Array, radius_px: int) -> Array:
    """Averaged over squares, twice; beyond the border the edge is repeated."""
    for _ in range(2):
        plane = cv2.blur(plane, (2 * radius_px + 1,) * 2, borderType=cv2.BORDER_REPLICATE)
    return plane


def _radius(radius_px: int, scale: float) -> int:
    return max(1, int(radius_px * scale + 0.5))


def _flow(light: Array, radius_px: int) -> tuple[Array, Array]:
    """The direction (x, y) along the edges of `light` [H,W], from its smoothed structure tensor."""
    padded = np.pad(light, 1, mode="edge")
    across, down = padded[1:-1, 2:] - padded[1:-1, :-2], padded[2:, 1:-1] - padded[:-2, 1:-1]
    weight = 1 / np.sqrt(np.hypot(across, down) + 1)  # lets weak strands be heard beside strong edges
    xx, xy, yy = (_blur(t * weight, radius_px) for t in (across * across, across * down, down * down))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.cos(angle), np.sin(angle)


def _combed(picture: Array, flow: tuple[Array, Array], reach: int) -> Array:
    """`picture` [H,W,3] averaged along the flow, `reach` px both ways."""
    height, width = picture.shape[:2]
    flow_x, flow_y = flow
    top, left = np.mgrid[0:height, 0:width]
    total, weight = picture.copy(), 1.0
    for sign in (1, -1):
        x, y, along, down = left.astype(float), top.astype(float), flow_x * sign, flow_y * sign
        for k in range(1, reach + 1):
            x, y = x + along, y + down
            column = np.floor(x + 0.5).astype(int).clip(0, width - 1)
            row = np.floor(y + 0.5).astype(int).clip(0, height - 1)
            share = float(np.exp(-2 * (k / reach) ** 2))
            total, weight = total + share * picture[row, column], weight + share
            along_there, down_there = flow_x[row, column], flow_y[row, column]
            turn = np.where(along_there * along + down_there * down < 0, -1, 1)
            along, down = along_there * turn, down_there * turn
    return total / weight


def _median(values: Array) -> int:
    """Of levels, to a whole one; 0 of none."""
    counts = np.bincount(np.floor(values + 0.5).astype(int).clip(0, 255), minlength=256)
    return int(np.searchsorted(counts.cumsum(), values.size / 2))


def flatten(picture: Array, share: Array, tones: FlatTones, scale: float = 1.0) -> Array:
    """`picture` [H,W,3] u8 in flat tones where `share` [H,W] unit says, unclipped f32.

    `scale` is the picture's size to the one that lengths are given for.
    """
    if tones["share"] == 0:
        return picture.astype(np.float32)
    height, width = picture.shape[:2]
    picture = picture.astype(np.float32)
    half = cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    flow = _flow(half @ LUMA, _radius(FLOW_RADIUS_PX, scale))
    combed = _combed(half, flow, _radius(round(tones["strands"]), scale))
    combed = cv2.resize(combed.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR).round()
    light = combed @ LUMA
    # A tone lies around the median, so that the largest area is not cut in two.
    middle = _median(light[share > 0.5])
    steps = (light - middle) / tones["tone"] + 0.5
    tone = np.floor(steps)
    within = np.tanh(tones["sharpness"] * (steps - tone - 0.5)) / np.tanh(tones["sharpness"] / 2)
    finer = picture @ LUMA - light
    finer = finer - np.clip(finer, -TEXTURE, TEXTURE)
    change = middle + tones["tone"] * (tone + within / 2) + tones["lines"] * finer - light
    drawn = combed + change[..., None]
    return picture + (drawn - picture) * (tones["share"] * share)[..., None]


def hair_share(picture: Array, matte: Array, face: Array, scale: float = 1.0) -> Array:
    """[H,W] unit: the head's `matte` well inside its outline, without the `face` (the guide's channel) and without what
    has the face's colour. `picture` [H,W,3] u8."""
    radius = _radius(INNER_RADIUS_PX, scale)
    hair = np.clip(matte - smoothstep(0.05, 0.4, face), 0, 1)
    picture = picture.astype(np.float32)
    skin = (picture * face[..., None]).sum((0, 1)) / max(float(face.sum()), 1)
    distance = np.sqrt(((picture - skin) ** 2).sum(2))
    return smoothstep(0.55, 0.95, _blur(hair, radius)) * smoothstep(*SKIN_DISTANCE, _blur(distance, radius))
