"""An example that can be painted on, and the real material to paint with."""

from dataclasses import dataclass

import cv2
import numpy as np

from ..labels import CLOTHES, HAIR, Example, eye_distance_px

SWATCH_SIZE_PX = 64


@dataclass
class Swatches:
    """Pieces of real material [n,64,64,3] u8 RGB."""

    cloth: np.ndarray
    hair: np.ndarray
    scene: np.ndarray


def cut_swatches(examples: list[Example], rng: np.random.Generator, per_photo: int = 2) -> Swatches:
    """Squares that lie wholly within clothes, hair and background."""
    found: dict[int, list[np.ndarray]] = {CLOTHES: [], HAIR: [], 0: []}
    for example in examples:
        for index, pieces in found.items():
            inside = (example.classes == index).astype(np.uint8)
            room = cv2.erode(inside, np.ones((49, 49)), borderValue=0)
            y, x = np.nonzero(room)
            for at in rng.choice(len(y), min(per_photo, len(y)), replace=False) if len(y) else ():
                piece = example.photo[y[at] - 24 : y[at] + 24, x[at] - 24 : x[at] + 24]
                pieces.append(cv2.resize(piece, (SWATCH_SIZE_PX,) * 2))
    for pieces in found.values():
        if not pieces:  # a set too small to cut from
            pieces.append(rng.integers(0, 256, (SWATCH_SIZE_PX, SWATCH_SIZE_PX, 3)).astype(np.uint8))
    return Swatches(*(np.stack(found[index]) for index in (CLOTHES, HAIR, 0)))


class Scene:
    """An example that can be painted on: f32 copies of its photo and labels."""

    def __init__(self, example: Example, swatches: Swatches, rng: np.random.Generator):
        self.photo = example.photo.astype(np.float32) / 255
        self.classes, self.beard = example.classes.copy(), example.beard.copy()
        self.person = example.person.copy()
        self.points = example.points
        self.swatches, self.rng = swatches, rng
        self.shape = self.classes.shape
        self.unit = eye_distance_px(self.points)
        self.across = (self.points[473] - self.points[468]) / self.unit
        self.down = np.array([-self.across[1], self.across[0]])

    def at(self, anchor: np.ndarray, right: float, below: float) -> np.ndarray:
        """A point `right` and `below` eye distances from `anchor` in the face's own frame."""
        return anchor + self.unit * (right * self.across + below * self.down)

    def lay(self, mask: np.ndarray, colour: np.ndarray, label: int, opacity: float = 1.0) -> None:
        """Paints `colour` ([3] or [H,W,3] unit) by `mask` (unit); the area is then no beard and belongs to a person."""
        m = (mask * opacity)[..., None].astype(np.float32)
        self.photo = self.photo * (1 - m) + colour * m
        covered = mask > 0.5
        self.classes[covered] = label
        self.beard[covered] = 0
        self.person = np.maximum(self.person, np.round(mask * 255).astype(np.uint8))

    def cloth(self, cover: np.ndarray | None = None) -> np.ndarray:
        """[H,W,3] unit: a material or one colour, with soft folds."""
        rng = self.rng
        if rng.random() < 0.6:
            pieces = self.swatches.cloth if rng.random() < 0.8 else self.swatches.scene
            piece = pieces[rng.integers(len(pieces))].astype(np.float32) / 255
            tile = np.concatenate([piece, piece[:, ::-1]], 1)
            tile = np.concatenate([tile, tile[::-1]], 0)
            tile = cv2.resize(tile, None, fx=(zoom := rng.uniform(0.5, 1.6)), fy=zoom)
            reps = [-(-n // s) for n, s in zip(self.shape, tile.shape[:2], strict=True)]
            sheet = np.tile(tile, (*reps, 1))[: self.shape[0], : self.shape[1]]
        else:
            sheet = np.broadcast_to(plain_colour(rng), (*self.shape, 3)).astype(np.float32)
            if rng.random() < 0.3:
                y, x = np.mgrid[0 : self.shape[0], 0 : self.shape[1]].astype(np.float32)
                angle, period = rng.uniform(0, np.pi), rng.uniform(4, 24)
                wave = np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period) > rng.uniform(-0.7, 0.7)
                sheet = np.where(wave[..., None], sheet, plain_colour(rng)).astype(np.float32)
        light = cv2.resize(rng.normal(1, 0.13, (6, 6)).astype(np.float32), self.shape[::-1], interpolation=2)
        if cover is not None:  # darker towards its edge, so that it looks round
            inside = cv2.distanceTransform((cover > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
            light = light * (0.72 + 0.28 * np.minimum(1, inside / (0.35 * self.unit)))
        return (sheet * light[..., None]).clip(0, 1)


def plain_colour(rng: np.random.Generator) -> np.ndarray:
    """[3] f32: white, black or grey, or any colour."""
    value = rng.uniform(0.04, 0.95)
    if rng.random() < 0.45:
        return np.full(3, value, np.float32) + rng.normal(0, 0.02, 3).astype(np.float32)
    hsv = np.array([[[rng.uniform(0, 360), rng.uniform(0.15, 0.95), value]]], np.float32)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0]
