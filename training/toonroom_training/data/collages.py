"""Group photos with known faces: portraits cut out and placed side by side, for `npm run eval`.

`python -m toonroom_training.data.collages --portraits DIR --out DIR --pictures 12`

Writes `NNN.jpg` (4000 × 3000 px) and `truth.json`: for each face of a picture the upright box around its oval, px, the
oval's longer side, and by how many degrees the face is rotated to the right. Faces of one picture have about the same
size; over all pictures sizes range from 24 px up. In every third picture people are rotated, up to upside down.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from ..encoder.labels import person_matte
from ..geometry.landmarks import FACE_OVAL
from .portraits import PORTRAIT_SIZE_PX, PortraitSet

WIDTH_PX, HEIGHT_PX = 4000, 3000
FACE_SIZES_PX = (24, 700)
MOST_PEOPLE = 30
TURNED_EVERY = 3


def _backdrop(rng: np.random.Generator) -> np.ndarray:
    """A wall in soft uneven light [H,W,3] f32 unit."""
    coarse = rng.uniform(0.25, 0.75, (4, 5, 3)).astype(np.float32)
    wall = cv2.resize(coarse * 0.4 + rng.uniform(0.1, 0.5, 3), (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_CUBIC)
    return np.clip(wall + rng.normal(0, 0.012, wall.shape), 0, 1).astype(np.float32)


def _places(rng: np.random.Generator, size_px: float) -> list[np.ndarray]:
    """Centres of faces of about `size_px`: a jittered grid, wide enough that nobody covers a neighbour's face."""
    pitch = size_px * 2.6
    columns, rows = max(1, int(WIDTH_PX / pitch)), max(1, int(HEIGHT_PX / pitch))
    cells = [(x, y) for y in range(rows) for x in range(columns)]
    chosen = rng.permutation(len(cells))[:MOST_PEOPLE]
    cell = np.array([WIDTH_PX / columns, HEIGHT_PX / rows])
    jitter = np.minimum(cell / 2 - 0.75 * size_px, 0.2 * cell).clip(0)
    return [(np.array(cells[i]) + 0.5) * cell + rng.uniform(-1, 1, 2) * jitter for i in sorted(chosen)]


def _paste(picture: np.ndarray, cut_out: np.ndarray, matte: np.ndarray, move: np.ndarray) -> None:
    """Lays a portrait [768,768,3] over `picture` by `matte`; `move` [2,3] takes portrait px to picture px."""
    square = np.array([[0, 0], [1, 0], [0, 1], [1, 1]]) * PORTRAIT_SIZE_PX
    corners = square @ move[:, :2].T + move[:, 2]
    low = np.floor(corners.min(0)).astype(int).clip(0)
    high = np.ceil(corners.max(0)).astype(int).clip(max=[WIDTH_PX, HEIGHT_PX])
    if (high <= low).any():
        return
    shift = move.copy()
    shift[:, 2] -= low
    size = tuple(int(v) for v in high - low)
    scale = float(np.hypot(*move[:, 0]))
    blur_px = max(0.0, 0.45 / scale - 0.45)  # a camera would average what is smaller than its pixels
    soft = (lambda x: cv2.GaussianBlur(x, (0, 0), blur_px)) if blur_px > 0.1 else (lambda x: x)
    person = cv2.warpAffine(soft(cut_out), shift, size, flags=cv2.INTER_LINEAR)
    share = cv2.warpAffine(soft(matte), shift, size, flags=cv2.INTER_LINEAR)[..., None]
    where = (slice(low[1], high[1]), slice(low[0], high[0]))
    picture[where] = picture[where] * (1 - share) + person * share


def collage(
    portraits: PortraitSet, names: list[str], size_px: float, turned: bool, rng
) -> tuple[np.ndarray, list[dict]]:
    """(a picture [3000,4000,3] f32 unit, its faces: box, size and rotation)."""
    picture, faces = _backdrop(rng), []
    for centre in _places(rng, size_px):
        name = str(rng.choice(names))
        photo = portraits.photo(name)
        matte = person_matte(np.round(photo * 255).astype(np.uint8), portraits.classes(name))
        oval = portraits.landmarks[name][list(FACE_OVAL)]
        span = float(np.ptp(oval, axis=0).max())
        scale = size_px * rng.uniform(0.85, 1.2) / span
        degrees = float(rng.uniform(-180, 180) if turned else rng.uniform(-12, 12))
        angle = np.radians(degrees)
        linear = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        move = np.c_[linear, centre - linear @ oval.mean(0)]
        edge = cv2.erode((portraits.coverage(name) > 0.99).astype(np.float32), np.ones((7, 7)))
        _paste(picture, photo, matte * edge, move)
        points = oval @ linear.T + move[:, 2]
        (left, top), (right, bottom) = points.min(0), points.max(0)
        box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        face = {**{k: round(float(v), 1) for k, v in box.items()}, "sizePx": round(scale * span, 1)}
        faces.append({**face, "degrees": round(degrees, 1), "name": name})
    return picture, faces


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=12)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    portraits = PortraitSet.open(args.portraits)
    names = [name for name in sorted(portraits.rows) if portraits.is_kept(name)]
    rng = np.random.default_rng(7)
    truth = {}
    for index, size_px in enumerate(np.geomspace(*FACE_SIZES_PX, args.pictures)):
        picture, faces = collage(portraits, names, float(size_px), index % TURNED_EVERY == TURNED_EVERY - 1, rng)
        file = f"{index:03}.jpg"
        cv2.imwrite(str(args.out / file), cv2.cvtColor(np.round(picture * 255).astype(np.uint8), cv2.COLOR_RGB2BGR))
        truth[file] = faces
    (args.out / "truth.json").write_text(json.dumps(truth, indent=1))
    print(f"{sum(map(len, truth.values()))} faces in {args.pictures} pictures")


if __name__ == "__main__":
    main()
