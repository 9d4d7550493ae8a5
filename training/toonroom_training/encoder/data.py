"""Training samples: labelled photos framed from a tight head to a whole scene, occluded, in every light."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..data.portraits import is_validation
from .labels import BACKGROUND, BEARD_FULL, FACE_SKIN, GLASSES, UNKNOWN, WORN, Example
from .occlusions import Swatches, cut_swatches, occluded, recoloured

BOUNDARY_PX = 2


@dataclass(frozen=True)
class Mixture:
    """How often each kind of sample is drawn, and how strongly it is changed."""

    wide_share: float = 0.15  # several small people in front of another scene
    photo_share: float = 0.25  # whole photos
    colour_chance: float = 0.3  # clothes or hair of another colour
    new_scene_chance: float = 0.2  # another scene behind a portrait
    occlusion: float = 0.6  # scales the chances of things in front of faces
    light: float = 1.0  # scales the changes of light and lens; 0 for none


def split_of(stem: str) -> str:
    return "validation" if is_validation(stem.removesuffix(".photo")) else "train"


class Library:
    """All examples of one split, in memory, sampled so that rare things (glasses, worn things, beards) come often."""

    def __init__(self, folder: Path, split: str):
        examples = [Example.load(p) for p in sorted(folder.glob("*.npz")) if split_of(p.stem) == split]
        self.portraits = [e for e in examples if not e.name.endswith(".photo")]
        self.photos = [e for e in examples if e.name.endswith(".photo")]

    def swatches(self, seed: int = 0) -> Swatches:
        return cut_swatches(self.portraits, np.random.default_rng(seed))

    @staticmethod
    def weights(examples: list[Example]) -> np.ndarray:
        """Chance of each example, summing to 1."""
        weights = []
        for example in examples:
            area = example.classes.size
            weight = 1.0
            weight += 1.5 * ((example.classes == GLASSES).sum() > 0.002 * area)
            weight += 1.5 * ((example.classes == WORN).sum() > 0.01 * area)
            known = example.beard[example.classes == FACE_SKIN]
            weight += 2.0 * (((known > 100) & (known <= BEARD_FULL)).sum() > 0.005 * area)
            weight += 0.3 * (len(known) > 0 and known.min() != UNKNOWN)
            weights.append(weight)
        return np.array(weights) / sum(weights)


def moved(example: Example, place: np.ndarray, size: int, outside: int = BACKGROUND) -> Example:
    """`example` under the affine map `place` [2,3] in a square of `size` px; `outside` labels the uncovered area."""
    area = (size, size)
    shrink = float(np.sqrt(abs(np.linalg.det(place[:, :2]))))
    photo = example.photo
    if shrink < 0.7:
        photo = cv2.GaussianBlur(photo, (0, 0), 0.4 / shrink)
    nearest = {"flags": cv2.INTER_NEAREST, "borderMode": cv2.BORDER_CONSTANT}
    points = example.points
    if len(points):
        points = (points @ place[:, :2].T + place[:, 2]).astype(np.float32)
    return Example(
        example.name,
        cv2.warpAffine(photo, place, area, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        cv2.warpAffine(example.classes, place, area, borderValue=outside, **nearest),
        cv2.warpAffine(example.beard, place, area, borderValue=0 if outside == BACKGROUND else UNKNOWN, **nearest),
        cv2.warpAffine(example.person, place, area, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT),
        points,
    )


def placement(side: int, size: int, scale: float, degrees: float, shift: np.ndarray, flip: bool) -> np.ndarray:
    """The map [2,3] from a square of `side` px to one of `size` px: centre to centre plus `shift` (share of `size`)."""
    angle, k = np.radians(degrees), scale * size / side
    turn = k * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    if flip:
        turn[:, 0] *= -1
    middle = np.array([size / 2, size / 2]) + shift * size - 0.5
    return np.c_[turn, middle - turn @ np.array([side / 2 - 0.5, side / 2 - 0.5])]


def empty_squares(example: Example, rng: np.random.Generator, count: int = 24, least_px: int = 45) -> np.ndarray:
    """Squares [n,3] without people: x, y of the middle and half the side, px."""
    free = ((example.classes == BACKGROUND) & (example.person < 60)).astype(np.uint8)
    reach = cv2.distanceTransform(cv2.copyMakeBorder(free, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0), cv2.DIST_C, 3)
    y, x = np.nonzero((reach := reach[1:-1, 1:-1]) >= least_px)
    at = rng.choice(len(y), min(count, len(y)), replace=False) if len(y) else []
    return np.stack([x[at], y[at], reach[y[at], x[at]].astype(int) - 1], 1) if len(y) else np.zeros((0, 3), int)


class Sampler:
    """Draws training samples of any size from a library."""

    def __init__(self, library: Library, mixture: Mixture, seed: int):
        self.library, self.mixture = library, mixture
        self.rng = np.random.default_rng(seed)
        self.swatches = library.swatches()
        self.portrait_weights = Library.weights(library.portraits)
        self.photo_weights = Library.weights(library.photos) if library.photos else None
        self.rooms = [(e.photo, spots) for e in library.photos if len(spots := empty_squares(e, self.rng))]

    def batch(self, count: int, size: int) -> dict[str, np.ndarray]:
        """`photo` [B,3,s,s] f32 unit, `classes` [B,s,s] i64, `beard`, `person` and their `weight`s [B,s,s] f32."""
        samples = [targets(lit(self.draw(size), self.rng, self.mixture.light)) for _ in range(count)]
        return {key: np.stack([s[key] for s in samples]) for key in samples[0]}

    def draw(self, size: int) -> Example:
        chance = self.rng.random()
        if chance < self.mixture.wide_share:
            return self._wide(size)
        if chance < self.mixture.wide_share + self.mixture.photo_share and self.photo_weights is not None:
            return self._photo(size)
        return self._portrait(size)

    def _one(self) -> Example:
        portraits = self.library.portraits
        example = portraits[self.rng.choice(len(portraits), p=self.portrait_weights)]
        if self.rng.random() < self.mixture.colour_chance:
            example = recoloured(example, self.rng)
        return occluded(example, self.swatches, self.rng, self.mixture.occlusion)

    def _portrait(self, size: int) -> Example:
        rng, example = self.rng, self._one()
        if rng.random() < self.mixture.new_scene_chance:
            example = before(example, self._scene(example.classes.shape[0]))
        scale = rng.uniform(0.95, 1.3) if rng.random() < 0.7 else rng.uniform(1.2, 2.4)
        degrees = rng.normal(0, 9) if rng.random() < 0.8 else rng.uniform(-45, 45)
        shift = rng.normal(0, 0.05, 2) * scale
        place = placement(example.classes.shape[0], size, scale, degrees, shift, rng.random() < 0.5)
        return moved(example, place, size, UNKNOWN)

    def _photo(self, size: int) -> Example:
        rng, photos = self.rng, self.library.photos
        example = photos[rng.choice(len(photos), p=self.photo_weights)]
        if rng.random() < self.mixture.colour_chance:
            example = recoloured(example, rng)
        if len(example.points) and rng.random() < 0.5:
            example = occluded(example, self.swatches, rng, self.mixture.occlusion)
        scale = rng.uniform(0.7, 1.1) if rng.random() < 0.6 else rng.uniform(1.1, 3.0)
        shift = rng.uniform(-0.5, 0.5, 2) * max(scale - 0.9, 0.1)
        place = placement(example.classes.shape[0], size, scale, rng.normal(0, 7), shift, rng.random() < 0.5)
        return moved(example, place, size, UNKNOWN)

    def _scene(self, size: int) -> Example:
        """A piece of a photo without people, or a blurred or plain scene."""
        rng = self.rng
        zeros = np.zeros((size, size), np.uint8)
        scene = Example("scene", zeros, zeros, zeros.copy(), zeros.copy(), np.zeros((0, 2), np.float32))
        if self.rooms and rng.random() < 0.75:
            photo, spots = self.rooms[rng.integers(len(self.rooms))]
            x, y, reach = spots[rng.integers(len(spots))]
            piece = photo[y - reach : y + reach, x - reach : x + reach]
            piece = piece[:, ::-1] if rng.random() < 0.5 else piece
            scene.photo = cv2.resize(piece, (size, size), interpolation=cv2.INTER_CUBIC)
        else:
            colours = rng.random((3, 3, 3)).astype(np.float32) * rng.uniform(0.1, 1)
            colours = colours.mean(2, keepdims=True) * 0.7 + colours * 0.3
            scene.photo = cv2.resize((colours * 255).astype(np.uint8), (size, size), interpolation=cv2.INTER_CUBIC)
        return scene

    def _wide(self, size: int) -> Example:
        """One to five people, from a bust to a head of 25 px, rising from the lower edge or behind something."""
        rng = self.rng
        scene = self._scene(size)
        count = int(rng.choice([1, 2, 3, 4, 5], p=[0.3, 0.28, 0.2, 0.12, 0.1]))
        scales = np.sort(rng.uniform(0.22, 0.85 if count < 3 else 0.55, count))
        for scale in scales:
            person = self._one()
            side = person.classes.shape[0]
            foot = 0.5 if rng.random() < 0.6 else rng.uniform(0.0, 0.5)
            shift = np.array([rng.uniform(-0.45, 0.45), foot - scale / 2])
            degrees = rng.normal(0, 4)
            place = placement(side, size, scale, degrees, shift, rng.random() < 0.5)
            scene = before(moved(person, place, size), scene, cut=covered(place, side, size))
            if foot < 0.5:
                self._table(scene, int((foot + 0.5) * size), place, side)
        return scene

    def _table(self, scene: Example, top: int, place: np.ndarray, side: int) -> None:
        """Hides the lower edge of a person behind a piece of another scene."""
        rng, size = self.rng, scene.classes.shape[0]
        corners = place[:, :2] @ np.array([[0, side], [side, side]], float) + place[:, 2:]
        left, right = corners[0].min() - rng.uniform(2, 0.3 * size), corners[0].max() + rng.uniform(2, 0.3 * size)
        x0, x1, y0 = max(0, int(left)), min(size, int(right)), max(0, int(min(top, corners[1].min())) - 4)
        if x1 - x0 < 2 or y0 >= size - 1:
            return
        pieces = self.swatches.scene
        piece = cv2.resize(pieces[rng.integers(len(pieces))], (x1 - x0, size - y0), interpolation=cv2.INTER_LINEAR)
        scene.photo[y0:, x0:x1] = piece
        for labels in (scene.classes, scene.beard, scene.person):
            labels[y0:, x0:x1] = 0


class Teacher:
    """Draws portraits as the segmenter saw them: nothing put on, and how sure it was of each class."""

    def __init__(self, library: Library, seed: int):
        self.examples = [e for e in library.portraits if e.shares is not None]
        self.rng = np.random.default_rng(seed)
        others = np.array([float(e.shares[WORN : GLASSES + 1].mean()) for e in self.examples]) / 255
        weights = 0.4 + np.minimum(others * 100, 3)
        self.weights = weights / weights.sum()

    def batch(self, count: int, size: int) -> dict[str, np.ndarray]:
        """`photo` [B,3,s,s] and `shares` [B,7,s,s] f32 unit; shares sum to 1, or 0 outside the photo."""
        drawn = [self._draw(size) for _ in range(count)]
        return {"photo": np.stack([d[0] for d in drawn]), "shares": np.stack([d[1] for d in drawn])}

    def _draw(self, size: int) -> tuple[np.ndarray, np.ndarray]:
        rng = self.rng
        example = self.examples[rng.choice(len(self.examples), p=self.weights)]
        scale, shift, flip = rng.uniform(0.96, 1.15), rng.normal(0, 0.015, 2), rng.random() < 0.5
        degrees = rng.normal(0, 3)
        place = placement(example.classes.shape[0], size, scale, degrees, shift, flip)
        seen = lit(moved(example, place, size, UNKNOWN), rng, 0.5)
        shares = example.shares
        place = placement(shares.shape[1], size, scale, degrees, shift, flip)
        shares = np.stack([cv2.warpAffine(share, place, (size, size), flags=cv2.INTER_LINEAR) for share in shares])
        shares = shares.astype(np.float32)
        total = shares.sum(0)
        shares = np.where(total > 200, shares / np.maximum(total, 1), 0)
        return (seen.photo.astype(np.float32) / 255).transpose(2, 0, 1), shares.astype(np.float32)


def covered(place: np.ndarray, side: int, size: int) -> np.ndarray:
    """[size,size] f32: 1 where the moved square lies, a little inside its edge."""
    inside = np.zeros((side, side), np.float32)
    inside[2:-2, 2:-2] = 1
    return cv2.warpAffine(inside, place, (size, size), flags=cv2.INTER_LINEAR)


def before(person: Example, scene: Example, cut: np.ndarray | None = None) -> Example:
    """The person of one example in front of another scene of the same size."""
    alpha = person.person.astype(np.float32) / 255
    if cut is not None:
        alpha = alpha * cut
    photo = person.photo * alpha[..., None] + scene.photo * (1 - alpha[..., None])
    there = alpha > 0.5
    return Example(
        person.name,
        np.round(photo).astype(np.uint8),
        np.where(there, person.classes, scene.classes),
        np.where(there, person.beard, scene.beard),
        np.maximum(np.round(alpha * 255), scene.person * (1 - alpha)).astype(np.uint8),
        person.points,
    )


def lit(example: Example, rng: np.random.Generator, strength: float) -> Example:
    """`example` in other light and through another lens; labels stay the same."""
    if strength <= 0:
        return example
    x = example.photo.astype(np.float32) / 255
    size = x.shape[0]
    if rng.random() < 0.15 * strength:  # a small face enlarged
        small = max(32, int(size / rng.uniform(1.3, 4)))
        x = cv2.resize(cv2.resize(x, (small, small), interpolation=cv2.INTER_AREA), (size, size))
    elif rng.random() < 0.15 * strength:
        x = cv2.GaussianBlur(x, (0, 0), rng.uniform(0.4, 1.8))
    if rng.random() < 0.35 * strength:  # light from one side
        angle = rng.uniform(0, 2 * np.pi)
        ramp = np.linspace(-1, 1, size, dtype=np.float32)
        slope = np.cos(angle) * ramp[None] + np.sin(angle) * ramp[:, None]
        x = x * np.exp(slope * rng.uniform(0.1, 0.9))[..., None]
    gain = np.exp(rng.normal(0, 0.2))
    if rng.random() < 0.15 * strength:
        gain = rng.uniform(0.25, 0.6)
    gamma = np.exp(rng.normal(0, 0.18))
    x = (x.clip(0, None) ** gamma * gain).clip(0, 1)
    colour = rng.random()
    if colour < 0.08 * strength:  # black and white
        x = np.repeat(x @ np.array([0.3, 0.59, 0.11], np.float32)[:, None], 3, 2)
    elif colour < 0.12 * strength:  # sepia
        x = (x @ np.array([0.3, 0.59, 0.11], np.float32))[..., None] * np.array([1, rng.uniform(0.8, 0.95), 0.7])
    elif colour < 0.20 * strength:  # strongly coloured light
        x = x * rng.uniform(0.25, 1.15, 3)
    else:
        x = x * np.exp(rng.normal(0, 0.07, 3))
        grey = x.mean(2, keepdims=True)
        x = grey + (x - grey) * rng.uniform(0.5, 1.5)
    if rng.random() < 0.3 * strength:
        x = x + rng.normal(0, rng.uniform(0.005, 0.05), x.shape)
    photo = np.round(x.clip(0, 1) * 255).astype(np.uint8)
    if rng.random() < 0.2 * strength:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(18, 80))]
        photo = cv2.imdecode(cv2.imencode(".jpg", photo, quality)[1], cv2.IMREAD_COLOR)
    return Example(example.name, photo, example.classes, example.beard, example.person, example.points)


def targets(example: Example) -> dict[str, np.ndarray]:
    """The inputs of the losses; `near` [s,s] f32 is 1 within 2 px of a border between classes."""
    classes = example.classes
    kernel = np.ones((2 * BOUNDARY_PX + 1,) * 2, np.uint8)
    near = cv2.dilate(classes, kernel) != cv2.erode(classes, kernel)
    beard_known = example.beard != UNKNOWN
    return {
        "photo": (example.photo.astype(np.float32) / 255).transpose(2, 0, 1),
        "classes": classes.astype(np.int64),
        "near": near.astype(np.float32),
        "beard": np.where(beard_known, example.beard / BEARD_FULL, 0).astype(np.float32),
        "beard_known": beard_known.astype(np.float32),
        "person": example.person.astype(np.float32) / 255,
        "person_known": (classes != UNKNOWN).astype(np.float32),
    }
