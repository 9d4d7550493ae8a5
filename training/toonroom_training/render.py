"""Renders training pairs: what the student sees (the raw warped photo) and what it should draw.

`python -m toonroom_training.render --portraits DIR --photos DIR --out pairs --variants 1 --workers 2`

Each pair is `NAME.N.photo.webp`, one `NAME.N.STYLE.webp` per style (512 px), `NAME.N.matte.png` (256 px: R head matte,
G where the loss counts, B the person) and `NAME.N.npz` (drawn landmarks; absent for scenes). Random neighbours of the
styles are `references/NAME.STYLE.webp` (256 px). What is there already is kept, so a stopped run goes on.
"""

import argparse
import functools
import hashlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np

from .eye_colours import any_iris, with_irises
from .portraits import PortraitSet, is_validation
from .proportions import Proportions, drawn_landmarks, exaggerate
from .teacher.draw import draw_portrait, draw_scene, head_matte
from .teacher.portrait import BACKGROUND, WORK_SIZE_PX, Portrait, Source, prepare
from .teacher.primitives import Array, warp
from .teacher.style import TeacherStyle, all_styles
from .warp import CROP_SIZE_PX, displacement_grid, sampling_map

WORK_SCALE = WORK_SIZE_PX / CROP_SIZE_PX
MATTE_SIZE_PX = 256
REFERENCE_SIZE_PX = 256
REFERENCE_VARIANT = -1
OTHER_EYES_SHARE = 0.5  # of the people to learn from, and of their variants


def _random(name: str, variant: int) -> np.random.Generator:
    digest = hashlib.sha256(f"{name}.{variant}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "little"))


def _to_u8(picture: np.ndarray, size_px: int) -> np.ndarray:
    small = cv2.resize(picture, (size_px, size_px), interpolation=cv2.INTER_AREA)
    return np.round(np.clip(small, 0, 1) * 255).astype(np.uint8)


def _save_picture(out: Path, stem: str, kind: str, picture: np.ndarray, size_px: int = CROP_SIZE_PX) -> None:
    bgr = cv2.cvtColor(_to_u8(picture.astype(np.float32), size_px), cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(out / f"{stem}.{kind}.webp"), bgr, [cv2.IMWRITE_WEBP_QUALITY, 92])


def _save_masks(out: Path, stem: str, matte: np.ndarray, coverage: np.ndarray, foreground: np.ndarray) -> None:
    """Written last: a pair with masks is complete."""
    masks = np.dstack([foreground, coverage, matte]).astype(np.float32)
    cv2.imwrite(str(out / f"{stem}.matte.png"), _to_u8(masks, MATTE_SIZE_PX))


def geometry_of(name: str, variant: int, styles: list[dict]) -> tuple[Proportions, float]:
    """(proportions of one style, exaggeration) for a pair. Geometry and texture are apart, so any style's will do.

    Half of the pairs stand near the preset, the others anywhere on the slider.
    """
    rng = _random(name, variant)
    spec = styles[rng.integers(len(styles))]
    amount = float(np.clip(rng.normal(1, 0.12), 0, 1.3) if rng.random() < 0.5 else rng.uniform(0, 1.3))
    return Proportions(**spec["proportions"]), amount


def _with_any_eyes(source: Source, name: str, variant: int) -> Source:
    rng = _random(f"eyes {name}", variant)
    if is_validation(name) or rng.random() >= OTHER_EYES_SHARE:
        return source
    return with_irises(source, any_iris(rng))


def _warped(portraits: PortraitSet, styles: list[dict], name: str, variant: int) -> tuple[Portrait, Array, Array]:
    """(the portrait in its pair's proportions, its photo [768,768,3] unit, its landmarks [478,2] px of 512)."""
    cv2.setNumThreads(1)
    source = _with_any_eyes(portraits.load(name), name, variant)
    points = source.landmarks / WORK_SCALE
    proportions, amount = geometry_of(name, variant, styles)
    drawn = exaggerate(points, drawn_landmarks(points, proportions), amount)
    displacement = sampling_map(displacement_grid(points, drawn), WORK_SIZE_PX) * WORK_SCALE
    portrait = prepare(source, drawn * WORK_SCALE, displacement)
    return portrait, np.clip(warp(source.photo, displacement), 0, 1), drawn


def render_portrait(portraits: PortraitSet, out: Path, styles: list[dict], name: str, variant: int) -> None:
    """One photo, warped once and drawn in every style."""
    stem = f"{name}.{variant}"
    if (out / f"{stem}.matte.png").exists():
        return
    portrait, photo, drawn = _warped(portraits, styles, name, variant)
    for spec in styles:
        _save_picture(out, stem, spec["id"], draw_portrait(portrait, TeacherStyle.middle(spec["teacher"]), variant))
    _save_picture(out, stem, "photo", photo)
    np.savez(out / f"{stem}.npz", landmarks=drawn.astype(np.float32))
    coverage = cv2.erode(portraits.coverage(name), np.ones((9, 9)))
    _save_masks(out, stem, head_matte(portrait), coverage, 1 - portrait.segments[BACKGROUND])


def render_references(portraits: PortraitSet, out: Path, styles: list[dict], name: str) -> None:
    """A random neighbour of each style, 256 px, for the style encoder to tell styles by."""
    folder = out / "references"
    if (folder / f"{name}.{styles[-1]['id']}.webp").exists():
        return
    rng = _random(name, REFERENCE_VARIANT)
    portrait, _, _ = _warped(portraits, styles, name, 0)
    for spec in styles:
        drawing = draw_portrait(portrait, TeacherStyle.draw(spec["teacher"], rng))
        _save_picture(folder, name, spec["id"], drawing, REFERENCE_SIZE_PX)


def render_scene(out: Path, styles: list[dict], path: Path, variant: int) -> None:
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
    for spec in styles:
        _save_picture(out, stem, spec["id"], draw_scene(square, TeacherStyle.middle(spec["teacher"])))
    _save_picture(out, stem, "photo", square)
    blank = np.zeros(square.shape[:2], np.float32)
    _save_masks(out, stem, blank, blank + 1, blank)


def _render(portraits: PortraitSet, out: Path, styles: list[dict], job: tuple[str | Path, int]) -> None:
    what, variant = job
    if isinstance(what, Path):
        render_scene(out, styles, what, variant)
    elif variant == REFERENCE_VARIANT:
        render_references(portraits, out, styles, what)
    else:
        render_portrait(portraits, out, styles, what, variant)


def plan(portraits: PortraitSet, photos: Path | None, variants: int, scenes: int, references: int = 0) -> list:
    """Jobs, all first variants before the second ones, references last."""
    people = [name for name in sorted(portraits.rows) if portraits.is_kept(name)]
    whole = [p for p in sorted(photos.glob("*.jpg")) if not is_validation(p.stem)] if photos else []
    rng = np.random.default_rng(3)
    whole = [whole[i] for i in rng.permutation(len(whole))[:scenes]]
    jobs = []
    for variant in range(variants):
        batch = [(name, variant) for name in people] + [(path, variant) for path in whole]
        jobs += [batch[i] for i in rng.permutation(len(batch))]
    learners = [name for name in people if not is_validation(name)]
    return jobs + [(learners[i], REFERENCE_VARIANT) for i in rng.permutation(len(learners))[:references]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--variants", type=int, default=2)
    parser.add_argument("--scenes", type=int, default=200)
    parser.add_argument("--references", type=int, default=80, help="people drawn in random neighbours of each style")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    (args.out / "references").mkdir(parents=True, exist_ok=True)
    portraits = PortraitSet.open(args.portraits)
    jobs = plan(portraits, args.photos, args.variants, args.scenes, args.references)
    with ProcessPoolExecutor(args.workers) as pool:
        work = functools.partial(_render, portraits, args.out, all_styles())
        for done, _ in enumerate(pool.map(work, jobs, chunksize=1), 1):
            if done % 50 == 0 or done == len(jobs):
                print(f"{done} of {len(jobs)} pairs", flush=True)


if __name__ == "__main__":
    main()
