"""Renders training pairs: what the student sees (the raw warped photo) and what it should draw.

`python -m toonroom_training.render --portraits DIR --photos DIR --out pairs --variants 2 --workers 2`

Each pair is `NAME.N.photo.webp`, `NAME.N.drawing.webp` (512 px), `NAME.N.matte.png` (256 px: R head matte, G where the
loss counts) and `NAME.N.npz` (drawn landmarks; absent for scenes). Existing pairs are kept, so a stopped run goes on.
"""

import argparse
import functools
import hashlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np

from .portraits import PortraitSet, is_validation
from .proportions import Proportions, drawn_landmarks, exaggerate
from .teacher import toon3d
from .teacher.portrait import WORK_SIZE_PX, prepare
from .teacher.primitives import warp
from .warp import CROP_SIZE_PX, displacement_grid, sampling_map

WORK_SCALE = WORK_SIZE_PX / CROP_SIZE_PX
MATTE_SIZE_PX = 256


def _random(name: str, variant: int) -> np.random.Generator:
    digest = hashlib.sha256(f"{name}.{variant}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "little"))


def _to_u8(picture: np.ndarray, size_px: int) -> np.ndarray:
    small = cv2.resize(picture, (size_px, size_px), interpolation=cv2.INTER_AREA)
    return np.round(np.clip(small, 0, 1) * 255).astype(np.uint8)


def _save(out: Path, stem: str, photo, drawing, matte, coverage) -> None:
    for kind, picture in (("photo", photo), ("drawing", drawing)):
        bgr = cv2.cvtColor(_to_u8(picture.astype(np.float32), CROP_SIZE_PX), cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(out / f"{stem}.{kind}.webp"), bgr, [cv2.IMWRITE_WEBP_QUALITY, 92])
    masks = np.dstack([np.zeros_like(matte), coverage, matte]).astype(np.float32)
    cv2.imwrite(str(out / f"{stem}.matte.png"), _to_u8(masks, MATTE_SIZE_PX))


def exaggeration_of(name: str, variant: int) -> float:
    """Half of the pairs stand near the style's own preset, the others anywhere on the slider."""
    rng = _random(name, variant)
    return float(np.clip(rng.normal(1, 0.12), 0, 1.3) if rng.random() < 0.5 else rng.uniform(0, 1.3))


def render_portrait(portraits: PortraitSet, out: Path, name: str, variant: int) -> None:
    stem = f"{name}.{variant}"
    if (out / f"{stem}.matte.png").exists():
        return
    cv2.setNumThreads(1)
    source = portraits.load(name)
    points = source.landmarks / WORK_SCALE
    drawn = exaggerate(points, drawn_landmarks(points, Proportions()), exaggeration_of(name, variant))
    grid = displacement_grid(points, drawn)
    displacement = sampling_map(grid, WORK_SIZE_PX) * WORK_SCALE
    portrait = prepare(source, drawn * WORK_SCALE, displacement)
    drawing, matte = toon3d.draw_portrait(portrait, seed=variant)
    np.savez(out / f"{stem}.npz", landmarks=drawn.astype(np.float32))
    coverage = cv2.erode(portraits.coverage(name), np.ones((9, 9)))
    _save(out, stem, np.clip(warp(source.photo, displacement), 0, 1), drawing, matte, coverage)


def render_scene(out: Path, path: Path, variant: int) -> None:
    """A random square of a whole photo, drawn by the teacher's face-free path."""
    stem = f"scene-{path.stem}.{variant}"
    if (out / f"{stem}.matte.png").exists():
        return
    cv2.setNumThreads(1)
    photo = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB).astype(np.float32) / 255
    rng = _random(path.stem, variant)
    side = int(min(photo.shape[:2]) * rng.uniform(0.5, 1))
    y, x = (int(rng.integers(0, extent - side + 1)) for extent in photo.shape[:2])
    square = cv2.resize(photo[y : y + side, x : x + side], (WORK_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)
    blank = np.zeros(square.shape[:2], np.float32)
    _save(out, stem, square, toon3d.draw_scene(square), blank, blank + 1)


def _render(portraits: PortraitSet, out: Path, job: tuple[str | Path, int]) -> None:
    what, variant = job
    if isinstance(what, Path):
        render_scene(out, what, variant)
    else:
        render_portrait(portraits, out, what, variant)


def plan(portraits: PortraitSet, photos: Path | None, variants: int, per_source: int) -> list:
    """Jobs, all first variants before the second ones. No source gives more than `per_source` people."""
    people, counts = [], {}
    order = sorted(portraits.rows, key=lambda n: hashlib.sha256(n.encode()).digest()[1:])
    for name in order:
        source = portraits.rows[name]["source"]
        counts[source] = counts.get(source, 0) + 1
        if name in portraits.landmarks and counts[source] <= per_source:
            people.append(name)
    scenes = [p for p in sorted(photos.glob("*.jpg")) if not is_validation(p.stem)] if photos else []
    rng = np.random.default_rng(3)
    jobs = []
    for variant in range(variants):
        batch = [(name, variant) for name in people] + [(path, variant) for path in scenes]
        jobs += [batch[i] for i in rng.permutation(len(batch))]
    return jobs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--variants", type=int, default=2)
    parser.add_argument("--per-source", type=int, default=250)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    portraits = PortraitSet.open(args.portraits)
    jobs = plan(portraits, args.photos, args.variants, args.per_source)
    with ProcessPoolExecutor(args.workers) as pool:
        work = functools.partial(_render, portraits, args.out)
        for done, _ in enumerate(pool.map(work, jobs, chunksize=1), 1):
            if done % 50 == 0 or done == len(jobs):
                print(f"{done} of {len(jobs)} pairs", flush=True)


if __name__ == "__main__":
    main()
