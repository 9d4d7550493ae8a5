"""Aligns hand-drawn cartoons with their photos by 68 key points and a thin-plate spline.

`python -m toonroom_training.geometry.pairing PORTRAITS/landmarks.npz` tests it on faces whose misalignment is known;
`… --cartoon FILE --points FILE.npz --name NAME --out FILE` aligns a cartoon with the portrait NAME, to compare it with
what the artist draws.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from .landmarks import FACE_OVAL, IBUG_68
from .thin_plate import ThinPlateSpline

SMOOTHING_PX2 = 0.5
GRID_SPACING_PX = 8


def key_points(landmarks: np.ndarray) -> np.ndarray:
    """The 68 points [68,2] of a mesh [478,2]."""
    return landmarks[list(IBUG_68)]


def _frame(width: int, height: int) -> np.ndarray:
    """Points on the picture's border, which stays where it is."""
    x, y = np.linspace(0, width, 5), np.linspace(0, height, 5)
    return np.array([(a, b) for b in y for a in x if a in (0, width) or b in (0, height)], np.float64)


def sampling_field(origin: np.ndarray, target: np.ndarray, width: int, height: int) -> np.ndarray:
    """Where each pixel centre of the aligned picture samples the unaligned one, [height,width,2] px.

    `origin` and `target` [n,2] px: the key points' positions in the unaligned picture, and where they belong.
    """
    frame = _frame(width, height)
    to, by = np.r_[target, frame], np.r_[origin - target, np.zeros_like(frame)]
    spline = ThinPlateSpline.fit(to, by, SMOOTHING_PX2)
    columns, rows = width // GRID_SPACING_PX + 1, height // GRID_SPACING_PX + 1
    x, y = np.meshgrid(np.linspace(0, width, columns), np.linspace(0, height, rows))
    moves = spline(np.stack([x.ravel(), y.ravel()], 1)).reshape(rows, columns, 2).astype(np.float32)
    px, py = np.arange(width) + 0.5, np.arange(height) + 0.5
    across = _between(moves.astype(np.float64), px * (columns - 1) / width, 1)
    move = _between(across, py * (rows - 1) / height, 0)
    return np.stack(np.meshgrid(px, py), 2) + move


def _between(nodes: np.ndarray, at: np.ndarray, axis: int) -> np.ndarray:
    """`nodes` interpolated linearly along an axis at the positions `at`, from 0 to the last node."""
    low = np.minimum(at.astype(int), nodes.shape[axis] - 2)
    shape = [1] * nodes.ndim
    shape[axis] = -1
    t = (at - low).reshape(shape)
    return np.take(nodes, low, axis) * (1 - t) + np.take(nodes, low + 1, axis) * t


def _area_weights(size: int, target: int) -> np.ndarray:
    """[target,size]: how much of each px lies under each of fewer px."""
    edges = np.arange(target + 1) * (size / target)
    px = np.arange(size)
    return np.clip(np.minimum(edges[1:, None], px + 1) - np.maximum(edges[:-1, None], px), 0, None)


def _shrink(picture: np.ndarray, width: int, height: int) -> np.ndarray:
    """`picture` [H,W,3] u8, no larger than width × height: areas are averaged; a side that is smaller stays."""
    height, width = min(picture.shape[0], height), min(picture.shape[1], width)
    if picture.shape[:2] == (height, width):
        return picture
    down, across = _area_weights(picture.shape[0], height), _area_weights(picture.shape[1], width)
    sums = np.einsum("yh,hxc->yxc", down, np.einsum("xw,hwc->hxc", across, picture.astype(np.float64)))
    return np.rint(sums / np.outer(down.sum(1), across.sum(1))[..., None]).astype(np.uint8)


def _cubic_taps(at: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Indices and Catmull-Rom weights, both [4,…], of the px around positions `at`; the edge is repeated."""
    left = np.clip(at - 0.5, 0, size - 1)
    low = left.astype(int)
    t = left - low
    weights = np.stack(
        [
            -0.5 * t + t**2 - 0.5 * t**3,
            1 - 2.5 * t**2 + 1.5 * t**3,
            0.5 * t + 2 * t**2 - 1.5 * t**3,
            0.5 * (t**3 - t**2),
        ]
    )
    return np.clip(low + np.arange(-1, 3).reshape(4, *[1] * at.ndim), 0, size - 1), weights


def _sample_cubic(picture: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """[…,3] u8: `picture` [H,W,3] u8 at positions of the same shape."""
    columns, across = _cubic_taps(x, picture.shape[1])
    rows, down = _cubic_taps(y, picture.shape[0])
    values = np.zeros((*x.shape, 3))
    for row, upper in zip(rows, down, strict=True):
        for column, weight in zip(columns, across, strict=True):
            values += (upper * weight)[..., None] * picture[row, column]
    return np.rint(np.clip(values, 0, 255)).astype(np.uint8)


def align(
    cartoon: np.ndarray, cartoon_points: np.ndarray, photo_points: np.ndarray, width: int, height: int
) -> np.ndarray:
    """`cartoon` [H,W,3] u8 scaled to width × height and warped so that its key points fall onto the photo's.

    `cartoon_points` [68,2] px of the cartoon, `photo_points` [68,2] px of the photo, which is width × height. Every
    step is written out, so that the pair studio, in a browser, makes the same pixels.
    """
    size = np.array([width, height])
    scale = size / [cartoon.shape[1], cartoon.shape[0]]
    field = sampling_field(cartoon_points * scale, photo_points, width, height)
    small = _shrink(cartoon, width, height)
    at = field * ([small.shape[1], small.shape[0]] / size)
    return _sample_cubic(small, at[..., 0], at[..., 1])


def random_misalignment(rng: np.random.Generator, size_px: int, reach_px: float = 14.0) -> ThinPlateSpline:
    """A smooth random displacement field, position → displacement, like a cartoonist's differing proportions."""
    ticks = np.linspace(0, size_px, 5)
    nodes = np.array([(x, y) for y in ticks for x in ticks])
    inner = ((nodes > 0) & (nodes < size_px)).all(1)[:, None]
    return ThinPlateSpline.fit(nodes, rng.uniform(-reach_px, reach_px, nodes.shape) * inner)


def recovery_error(landmarks: np.ndarray, rng: np.random.Generator, size_px: int = 512) -> float:
    """Mean error in px, inside the face, after undoing a random misalignment by the 68 points alone."""
    points = key_points(landmarks)
    misalign = random_misalignment(rng, size_px)
    field = sampling_field(points + misalign(points), points, size_px, size_px)
    inside = np.zeros((size_px, size_px), np.uint8)
    cv2.fillPoly(inside, [np.round(landmarks[list(FACE_OVAL)]).astype(np.int32)], 1)
    rows, columns = np.nonzero(inside)
    at = np.stack([columns, rows], 1) + 0.5
    return float(np.hypot(*(field[rows, columns] - at - misalign(at)).T).mean())


def prove(landmarks: Path, count: int) -> str:
    """The errors left after undoing known misalignments of `count` faces.

    `landmarks` holds `xy` [n,478,2], 768 px a side.
    """
    rng = np.random.default_rng(0)
    faces = np.load(landmarks)["xy"].astype(np.float64) * (512 / 768)
    chosen = rng.choice(len(faces), min(count, len(faces)), replace=False)
    errors = [recovery_error(faces[i], rng) for i in chosen]
    return f"{len(errors)} faces: mean error {np.mean(errors):.2f} px, worst {np.max(errors):.2f} px"


def lay(cartoon: Path, points: Path, portrait: np.ndarray, out: Path, size_px: int = 512) -> None:
    """Writes `cartoon` aligned with the portrait whose landmarks are `portrait` [478,2] of 768 px.

    `points` holds `points` [68,2]: the key points in px of the cartoon. Raises FileNotFoundError without a cartoon.
    """
    picture = cv2.imread(str(cartoon))
    if picture is None:
        raise FileNotFoundError(cartoon)
    own = np.load(points)["points"].astype(np.float64)
    cv2.imwrite(str(out), align(picture, own, key_points(portrait) * (size_px / 768), size_px, size_px))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("landmarks", type=Path, help="landmarks.npz of the portraits")
    parser.add_argument("--count", type=int, default=100, help="faces to prove it on")
    parser.add_argument("--cartoon", type=Path)
    parser.add_argument("--points", type=Path)
    parser.add_argument("--name", help="the portrait that the cartoon shows")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.cartoon is None:
        print(prove(args.landmarks, args.count))
        return
    arrays = np.load(args.landmarks)
    lay(args.cartoon, args.points, arrays["xy"][list(arrays["name"]).index(args.name)], args.out)


if __name__ == "__main__":
    main()
