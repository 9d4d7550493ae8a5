"""The sample photo with known landmarks, as the artist sees it; and measures of its drawings."""

import json
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import torch

from toonroom_training.artist.draw import LINES_PX, WORK_PX, Encoding, Sitter, moved_landmarks, sampled, see
from toonroom_training.artist.palette import LAYERS
from toonroom_training.artist.style import load_style
from toonroom_training.encoder.network import load
from toonroom_training.geometry.landmarks import EYES, LIPS_INNER_LOWER, LIPS_INNER_UPPER
from toonroom_training.geometry.warp import CROP_SIZE_PX, displacement_grid
from toonroom_training.judge.evaluate import fields, tile

SAMPLE = Path(__file__).parents[2] / "public" / "samples" / "astronaut.jpg"
MARKS = json.loads((Path(__file__).parent / "fixtures" / "astronaut.json").read_text())
# A plain patch over nose and mouth, px of the photo.
PATCH = np.array([[184, 122], [224, 114], [264, 124], [260, 164], [226, 184], [190, 164]])
PATCH_COLOUR = (0x9F, 0xC4, 0xDD)


@cache
def encoding() -> Encoding:
    return Encoding(load()).eval()


@cache
def photo() -> np.ndarray:
    """[512,512,3] f32 unit RGB."""
    return cv2.cvtColor(cv2.imread(str(SAMPLE)), cv2.COLOR_BGR2RGB).astype(np.float32) / 255


def cropped(picture: np.ndarray) -> np.ndarray:
    """The aligned crop [512,512,…] of a picture of the photo's size."""
    place = np.array(MARKS["crop_from_photo"])
    return cv2.warpAffine(
        picture, place, (CROP_SIZE_PX,) * 2, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).clip(0, 1)


def patch() -> np.ndarray:
    """[512,512] f32 of the photo: 1 where the patch lies."""
    mask = np.zeros(photo().shape[:2], np.uint8)
    cv2.fillPoly(mask, [PATCH.astype(np.int32)], 1)
    return mask.astype(np.float32)


def in_grey(picture: np.ndarray) -> np.ndarray:
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, 2)


def patched(picture: np.ndarray) -> np.ndarray:
    return np.where(patch()[..., None] > 0, np.float32(PATCH_COLOUR) / 255, picture)


def person(picture: np.ndarray) -> Sitter:
    """The sample's head as it stands in `picture` [512,512,3] of the photo's size."""
    return see(cropped(picture), np.array(MARKS["landmarks"]), np.array(MARKS["depth"]), encoding())


@cache
def plain() -> Sitter:
    return person(photo())


@cache
def known(style: str) -> tuple[torch.Tensor, torch.Tensor]:
    """The fields of the sample's head, worked out once for a style."""
    return fields(plain(), load_style(style))


def piece(style: str, size: int, cells: tuple[int, int, int, int]) -> np.ndarray:
    """[h,w,4] f32 unit: these work cells of the sample's drawing at `size` px."""
    return tile(plain(), load_style(style), size, cells, known(style))


@cache
def drawn(style: str) -> np.ndarray:
    """[512,512,4] f32 unit: the sample's head in a style."""
    return piece(style, LINES_PX, (0, 0, WORK_PX, WORK_PX))


def with_dark_skin(light: float = 36.0) -> Sitter:
    """The sample's head with dark skin of about this lightness in the same light; eyes and teeth stay."""
    own = plain()
    crop = own.photo.transpose(1, 2, 0)
    layers = dict(zip(LAYERS, own.layers, strict=True))
    skin = cv2.resize(layers["face_skin"] + layers["body_skin"], crop.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    for points in [eye.upper + eye.lower[-2:0:-1] for eye in EYES] + [LIPS_INNER_UPPER + LIPS_INNER_LOWER[-2:0:-1]]:
        cv2.fillPoly(skin, [np.round(own.landmarks[list(points)]).astype(np.int32)], 0.0)
    skin = cv2.GaussianBlur(skin, (0, 0), 1)[..., None].clip(0, 1)
    lab = cv2.cvtColor(crop, cv2.COLOR_RGB2LAB)
    middle = np.median(lab[skin[..., 0] > 0.9], 0)
    dark = np.stack([lab[..., 0] * (light / middle[0]), lab[..., 1] - middle[1] + 13, lab[..., 2] - middle[2] + 17], 2)
    rgb = cv2.cvtColor(dark.astype(np.float32), cv2.COLOR_LAB2RGB)
    return see(crop + (rgb - crop) * skin, own.landmarks, own.depth, encoding())


def grid_of(sitter: Sitter, style: dict) -> np.ndarray:
    """The displacement that takes the photo to the style's proportions."""
    return displacement_grid(sitter.landmarks, moved_landmarks(sitter, style))


def moved(mask: np.ndarray, sitter: Sitter, style: dict) -> np.ndarray:
    """A mask [512,512] of the crop where a drawing in this style shows it."""
    return sampled(mask[None], mask.shape[0], grid_of(sitter, style))[0]


def box_of(points: np.ndarray, side: int, margin: float = 6) -> tuple[slice, slice]:
    """Rows and columns around `points` [n,2] of the crop's 512 units, at `side` px."""
    low, high = points.min(0) - margin, points.max(0) + margin
    (left, top), (right, bottom) = (np.round(np.array(p) * side / CROP_SIZE_PX).astype(int) for p in (low, high))
    return slice(top, bottom), slice(left, right)
