"""Labels of portraits and whole photos, made once and kept in one folder.

`python -m toonroom_training.encoder.labels --portraits DIR --photos DIR --segments DIR --out runs/encoder/labels`

The classes are the output of MediaPipe's multiclass segmenter (0 background, 1 hair, 2 body skin, 3 face skin, 4
clothes, 5 others), merged from several crops. Its `others` are split into worn things and glasses, beards are measured
on people annotated as having one, and the person matte follows the photo's edges. `segments` has the folders
`portraits` and `photos` with crops named `NAME.K.bin` (u8 confidences [6,256,256]), and the jobs (`portraits.json`,
`jobs1.json`, `jobs2.json`) with the positions of these crops.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..data.portraits import PortraitSet
from ..geometry.landmarks import EYES, LIPS_OUTER_LOWER, LIPS_OUTER_UPPER

PORTRAIT_SIZE_PX = 384
PHOTO_SIZE_PX = 512
SEGMENTER_SIZE_PX = 256
BACKGROUND, HAIR, BODY_SKIN, FACE_SKIN, CLOTHES, WORN, GLASSES = range(7)
KINDS = {"portraits": "portraits.json", "photos": "jobs*.json"}
UNKNOWN = 255  # in `classes` and `beard`: not known; no loss there
JAW_ZONE = (
    234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454,
    280, 327, 2, 98, 50,
)  # fmt: skip


@dataclass
class Example:
    """A square photo of side S with its labels."""

    name: str
    photo: np.ndarray  # [S,S,3] u8 RGB
    classes: np.ndarray  # [S,S] u8: the first seven of `LAYERS`, or UNKNOWN
    beard: np.ndarray  # [S,S] u8: 0..200 for none..beard, or UNKNOWN
    person: np.ndarray  # [S,S] u8: 0..255 for none..person
    points: np.ndarray  # [478,2] f32: landmarks of the main face, px; empty if not known
    shares: np.ndarray | None = None  # [7,256,256] u8: how sure the segmenter is of each class; portraits only

    def save(self, folder: Path) -> None:
        arrays = {k: v for k, v in vars(self).items() if k != "name" and v is not None}
        np.savez(folder / f"{self.name}.npz", **arrays)

    @classmethod
    def load(cls, path: Path) -> "Example":
        with np.load(path) as arrays:
            return cls(name=path.stem, **{key: arrays[key] for key in arrays.files})


BEARD_FULL = 200  # the u8 value of a full beard; UNKNOWN lies outside this range


def smoothstep(low: float, high: float, x: np.ndarray) -> np.ndarray:
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def filled(shape: tuple[int, int], points: np.ndarray, soft_px: float = 0) -> np.ndarray:
    """Anti-aliased polygon [H,W] f32 unit."""
    canvas = np.zeros(shape, np.uint8)
    cv2.fillPoly(canvas, [np.round((np.asarray(points) - 0.5) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    mask = canvas.astype(np.float32) / 255
    return cv2.GaussianBlur(mask, (0, 0), soft_px) if soft_px > 0 else mask


def guided(guide: np.ndarray, x: np.ndarray, radius_px: int, epsilon: float) -> np.ndarray:
    """Edge-preserving smoothing of `x` along the grey `guide` (He et al. 2010)."""
    size = (2 * radius_px + 1,) * 2
    mean_guide, mean_x = cv2.blur(guide, size), cv2.blur(x, size)
    variance = cv2.blur(guide * guide, size) - mean_guide**2
    slope = (cv2.blur(guide * x, size) - mean_guide * mean_x) / (variance + epsilon)
    return cv2.blur(slope, size) * guide + cv2.blur(mean_x - slope * mean_guide, size)


def eye_distance_px(points: np.ndarray) -> float:
    return float(np.hypot(*(points[473] - points[468])))


def glasses_zone(shape: tuple[int, int], points: np.ndarray) -> np.ndarray:
    """Where glasses sit [H,W] bool: an ellipse about the bridge of the nose, 1.9 × 0.95 eye distances."""
    unit = eye_distance_px(points)
    across = (points[473] - points[468]) / unit
    angle = np.linspace(0, 2 * np.pi, 64)
    down = np.array([-across[1], across[0]])
    outline = points[6] + unit * (0.95 * np.cos(angle)[:, None] * across + 0.475 * np.sin(angle)[:, None] * down)
    return filled(shape, outline) > 0.5


def split_others(classes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """`classes` with `others` split: a piece that lies mostly where glasses sit is glasses, any other is worn."""
    result = classes.copy()
    if not len(points):
        return without_landmarks(result)
    zone = glasses_zone(classes.shape, points)
    count, pieces = cv2.connectedComponents((classes == WORN).astype(np.uint8))
    for piece in range(1, count):
        at = pieces == piece
        share = float(zone[at].mean())
        if share > 0.5:
            result[at] = GLASSES
        elif share > 0.15 and at.sum() < 0.5 * eye_distance_px(points) ** 2:
            result[at & zone] = GLASSES  # the temple of glasses that touches an earring
    return result


def without_landmarks(classes: np.ndarray) -> np.ndarray:
    """Like `split_others` for faces without landmarks: a small piece surrounded by skin of the face is glasses."""
    result = classes.copy()
    count, pieces = cv2.connectedComponents((classes == WORN).astype(np.uint8))
    for piece in range(1, count):
        at = (pieces == piece).astype(np.uint8)
        rim = (cv2.dilate(at, np.ones((5, 5))) > 0) & (at == 0)
        if float((classes[rim] == FACE_SKIN).mean()) > 0.7:
            result[at > 0] = GLASSES
    return result


def doubtful_rims(photo: np.ndarray, classes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """[S,S] bool: thin things on a face with glasses that the segmenter took for skin; most are rims that it missed."""
    if not (classes == GLASSES).any():
        return np.zeros(classes.shape, bool)
    unit = eye_distance_px(points)
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    size = max(3, int(unit * 0.09) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    thin = np.maximum(
        cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel), cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, kernel)
    )
    zone = glasses_zone(classes.shape, points)
    for eye in EYES:
        for outline in (eye.brow_upper + eye.brow_lower[::-1], eye.upper + eye.lower[::-1]):
            own = filled(classes.shape, points[list(outline)]) > 0
            zone &= ~(cv2.dilate(own.astype(np.uint8), np.ones((3, 3))) > 0)
    return zone & (thin > 14) & (classes == FACE_SKIN)


def beard_mask(photo: np.ndarray, classes: np.ndarray, points: np.ndarray, kind: str) -> np.ndarray:
    """Where facial hair is [S,S] f32 unit: darker or greyer than the person's skin, where this kind can grow."""
    shape, unit = classes.shape, eye_distance_px(points)
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    lab = cv2.bilateralFilter(lab, 7, 10, 3)
    across = (points[473] - points[468]) / unit
    down = np.array([-across[1], across[0]])
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    below = ((x - points[4, 0]) * down[0] + (y - points[4, 1]) * down[1]) / unit
    upper = (classes == FACE_SKIN) & (below < 0) & ~glasses_zone(shape, points)
    sample = lab[upper] if upper.sum() > 100 else lab[classes == FACE_SKIN]
    low, high = np.percentile(sample[:, 0], [30, 90])
    skin = np.median(sample[(sample[:, 0] >= low) & (sample[:, 0] <= high)], 0)
    darker = (skin[0] - lab[..., 0]) / max(float(skin[0]), 25)
    greyer = 1 - np.hypot(lab[..., 1], lab[..., 2]) / max(float(np.hypot(*skin[1:])), 6)
    found = np.maximum(smoothstep(0.10, 0.24, darker), smoothstep(0.08, 0.22, greyer))
    found = beard_zone(shape, points, kind) * np.maximum(found, classes == HAIR)
    found = smoothstep(0.22, 0.62, cv2.GaussianBlur(found.astype(np.float32), (0, 0), unit * 0.045))
    lips = filled(shape, points[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])])
    found = found * (1 - lips) * np.isin(classes, (HAIR, BODY_SKIN, FACE_SKIN))
    return guided(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255, found, 4, 4e-3).clip(0, 1)


def beard_zone(shape: tuple[int, int], points: np.ndarray, kind: str) -> np.ndarray:
    """Where a beard of this kind may grow [H,W] f32 unit."""
    unit = eye_distance_px(points)
    across = (points[473] - points[468]) / unit
    down = np.array([-across[1], across[0]])
    zone = filled(shape, points[list(JAW_ZONE)], unit * 0.06)
    if kind in ("full", "long"):
        jaw = points[list(JAW_ZONE[3:18])]
        hanging = jaw + down * unit * (1.3 if kind == "long" else 0.1)
        return np.maximum(zone, filled(shape, np.r_[jaw, hanging[::-1]], unit * 0.06))
    mouth, chin = points[0], points[152]
    if kind == "goatee":
        centre, radii = mouth * 0.45 + chin * 0.55, (unit * 0.46, float(np.hypot(*(chin - mouth))) * 1.05)
    else:
        centre = (points[2] + mouth) / 2
        radii = (unit * 0.46, max(float(np.hypot(*(mouth - points[2]))), unit * 0.1) * 0.8)
    angle = np.linspace(0, 2 * np.pi, 64)[:, None]
    outline = centre + np.cos(angle) * across * radii[0] + np.sin(angle) * down * radii[1]
    return zone * filled(shape, outline, unit * 0.04)


def person_matte(photo: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """The matte of all people [S,S] f32 unit, its edges along the photo's."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    soft = cv2.GaussianBlur((classes != BACKGROUND).astype(np.float32), (0, 0), 1.2)
    return guided(grey, soft, 4, 2e-3).clip(0, 1)


def portrait_example(portraits: PortraitSet, name: str, segments: Path, jobs: list[dict]) -> Example:
    """Raises FileNotFoundError if the photo or a crop's segments are missing."""
    size = PORTRAIT_SIZE_PX
    photo = portraits.photo(name)
    scale = size / photo.shape[0]
    photo = np.round(cv2.resize(photo, (size, size), interpolation=cv2.INTER_AREA) * 255).astype(np.uint8)
    shares = merged_shares(segments, jobs, round(size / scale), size)
    points = (portraits.landmarks[name] * scale).astype(np.float32)
    classes = shares.argmax(0).astype(np.uint8)
    example = labelled(name, photo, classes, points, portraits.annotations.get(name, {}).get("beard", ""))
    example.shares = split_shares(shares, example)
    return example


def split_shares(shares: np.ndarray, example: Example) -> np.ndarray:
    """Confidences [6,S,S] f32 unit as [7,256,256] u8: `others` split as in the example's classes, by the nearest."""
    far = np.full(example.classes.shape, np.inf, np.float32)
    worn, glasses = (
        cv2.distanceTransform((example.classes != k).astype(np.uint8), cv2.DIST_L2, 3)
        if (example.classes == k).any()
        else far
        for k in (WORN, GLASSES)
    )
    undecided = np.isinf(worn) & np.isinf(glasses)
    is_glasses = np.where(undecided, glasses_zone(example.classes.shape, example.points), glasses < worn)
    split = np.concatenate([shares[:WORN], [shares[WORN] * ~is_glasses], [shares[WORN] * is_glasses]])
    size = (SEGMENTER_SIZE_PX,) * 2
    return np.stack([np.round(cv2.resize(x, size, interpolation=cv2.INTER_AREA) * 255) for x in split]).astype(np.uint8)


def labelled(name: str, photo: np.ndarray, classes: np.ndarray, points: np.ndarray, beard_kind: str) -> Example:
    """`beard_kind` is as annotated, empty without an annotation. Beards of other people in the photo are unknown."""
    classes = split_others(classes, points)
    beard = np.full(classes.shape, UNKNOWN, np.uint8)
    if len(points):
        if beard_kind == "none":
            beard[:] = 0
        elif beard_kind:
            beard[:] = np.round(beard_mask(photo, classes, points, beard_kind) * BEARD_FULL)
        rims = doubtful_rims(photo, classes, points)
    person = np.round(person_matte(photo, classes) * 255).astype(np.uint8)
    if len(points):
        classes[rims] = UNKNOWN
    beard[np.isin(classes, (BACKGROUND, CLOTHES))] = 0
    return Example(name, photo, classes, beard, person, points)


def merged_shares(segments: Path, jobs: list[dict], side_px: int, size_px: int) -> np.ndarray:
    """Confidences [6,size,size] f32 unit of a square photo from its crops; a finer crop outweighs a coarser one.

    Raises FileNotFoundError if the segments of a crop are missing.
    """
    total = np.zeros((6, size_px, size_px), np.float32)
    n = SEGMENTER_SIZE_PX
    edge = np.minimum(np.arange(n) + 0.5, n - np.arange(n) - 0.5)
    fade = smoothstep(0, n * 0.12, np.minimum.outer(edge, edge)).astype(np.float32) + 1e-3
    for job in jobs:
        confidence = np.fromfile(segments / f"{job['id']}.bin", np.uint8).reshape(6, n, n).astype(np.float32) / 255
        whole = job["side"] >= side_px
        confidence = confidence[..., ::-1] if job.get("mirrored") else confidence
        scale = job["side"] / n * size_px / side_px
        place = np.array([[scale, 0, job["x"] * size_px / side_px], [0, scale, job["y"] * size_px / side_px]])
        place[:, 2] += 0.5 * scale - 0.5
        weight = np.ones_like(fade) if whole else fade * (side_px / job["side"]) ** 2
        for k in range(6):
            total[k] += cv2.warpAffine(confidence[k] * weight, place, (size_px, size_px), flags=cv2.INTER_LINEAR)
    return total / np.maximum(total.sum(0), 1e-6)


def photo_example(folder: Path, portraits: PortraitSet, name: str, segments: Path, jobs: list[dict]) -> Example:
    photo = cv2.cvtColor(cv2.imread(str(folder / f"{name}.jpg")), cv2.COLOR_BGR2RGB)
    side, size = photo.shape[0], PHOTO_SIZE_PX
    classes = merged_shares(segments, jobs, side, size).argmax(0).astype(np.uint8)
    points, kind = np.zeros((0, 2), np.float32), ""
    row = portraits.rows.get(name)
    if row is not None and int(row["original_w"]) == side:
        back = cv2.invertAffineTransform(portraits.crop_from_photo[name])
        points = (portraits.landmarks[name] @ back[:, :2].T + back[:, 2]) * size / side
        points = points.astype(np.float32)
        kind = portraits.annotations.get(name, {}).get("beard", "")
    photo = cv2.resize(photo, (size, size), interpolation=cv2.INTER_AREA)
    return labelled(f"{name}.photo", photo, classes, points, kind)


def jobs_by_photo(segments: Path, pattern: str) -> dict[str, list[dict]]:
    jobs: dict[str, list[dict]] = {}
    for file in sorted(segments.glob(pattern)):
        for job in json.loads(file.read_text()):
            jobs.setdefault(Path(job["file"]).stem, []).append(job)
    return jobs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True, help="square photos named as their portraits")
    parser.add_argument("--segments", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    portraits = PortraitSet.open(args.portraits)
    jobs = {kind: jobs_by_photo(args.segments, pattern) for kind, pattern in KINDS.items()}
    for name, crops in jobs["portraits"].items():
        if name in portraits.landmarks and portraits.annotations.get(name, {}).get("keep") != "no":
            portrait_example(portraits, name, args.segments / "portraits", crops).save(args.out)
    for name, crops in jobs["photos"].items():
        photo_example(args.photos, portraits, name, args.segments / "photos", crops).save(args.out)


if __name__ == "__main__":
    main()
