"""Chooses crops of portraits and whole photos for the segmenter.

`python -m toonroom_training.encoder.crops --portraits DIR --photos DIR --segments DIR` writes `portraits.json` (four
looks at each portrait) and `jobs1.json` (each whole photo); once `segment.mjs` has processed the latter, the same
command writes `jobs2.json` (heads and people that are small in their photo).
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from ..data.portraits import PORTRAIT_SIZE_PX
from .labels import BACKGROUND, FACE_SKIN, SEGMENTER_SIZE_PX

SMALL = 0.8  # a crop of less than this share of the photo is worth a second look
HEAD_REACH = 3.2  # side of a head's crop, in heights of its face
MOST_HEADS = 8
SURE = 110  # of 255
LOOKS = ((0, 0, PORTRAIT_SIZE_PX), (40, 24, 688))  # x, y, side: each as it is and mirrored


def whole(name: str, side: int) -> dict:
    return {"id": f"{name}.0", "file": f"{name}.jpg", "x": 0, "y": 0, "side": side}


def looks(name: str) -> list[dict]:
    """Several crops of one portrait: their mean errs less than a single answer, which differs from the next."""
    crops = [(*look, mirrored) for look in LOOKS for mirrored in (False, True)]
    return [
        {"id": f"{name}.{k}", "file": f"{name}.jpg", "x": x, "y": y, "side": side, "mirrored": mirrored}
        for k, (x, y, side, mirrored) in enumerate(crops)
    ]


def pieces(mask: np.ndarray, least: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Box (x, y, width, height) and middle of each connected piece of at least `least` px, the largest first."""
    count, _, boxes, middles = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    found = [(boxes[k], middles[k]) for k in range(1, count) if boxes[k, cv2.CC_STAT_AREA] >= least]
    return sorted(found, key=lambda piece: -piece[0][cv2.CC_STAT_AREA])


def near(name: str, side: int, confidence: np.ndarray) -> list[dict]:
    """Crops around heads and people; `confidence` [6,256,256] u8 is the segmenter's output for the whole photo."""
    px = side / SEGMENTER_SIZE_PX
    squares = []
    face = cv2.morphologyEx((confidence[FACE_SKIN] > SURE).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3)))
    for box, middle in pieces(face, 30)[:MOST_HEADS]:
        reach = HEAD_REACH * max(box[2:4]) * px
        squares.append((middle[0] * px - reach / 2, middle[1] * px - reach * 0.46, reach))
    for (x, y, width, height, _), _ in pieces(confidence[BACKGROUND] < 128, 150):
        reach = 1.15 * max(width, height) * px
        squares.append(((x + width / 2) * px - reach / 2, (y + height / 2) * px - reach / 2, reach))
    small = [square for square in squares if square[2] < SMALL * side]
    return [
        {"id": f"{name}.{k}", "file": f"{name}.jpg", "x": float(x), "y": float(y), "side": float(reach)}
        for k, (x, y, reach) in enumerate(small, 1)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--portraits", type=Path, required=True, help="the folder of the portrait set")
    parser.add_argument("--photos", type=Path, required=True, help="square photos, NAME.jpg")
    parser.add_argument("--segments", type=Path, required=True)
    args = parser.parse_args()
    args.segments.mkdir(parents=True, exist_ok=True)
    portraits = [job for p in sorted((args.portraits / "jpg").glob("*.jpg")) for job in looks(p.stem)]
    (args.segments / "portraits.json").write_text(json.dumps(portraits))
    sides = {p.stem: cv2.imread(str(p)).shape[0] for p in sorted(args.photos.glob("*.jpg"))}
    (args.segments / "jobs1.json").write_text(json.dumps([whole(*item) for item in sides.items()]))
    answers = {name: args.segments / "photos" / f"{name}.0.bin" for name in sides}
    if all(path.exists() for path in answers.values()):
        size = (6, SEGMENTER_SIZE_PX, SEGMENTER_SIZE_PX)
        jobs = [
            job
            for name, path in answers.items()
            for job in near(name, sides[name], np.fromfile(path, np.uint8).reshape(size))
        ]
        (args.segments / "jobs2.json").write_text(json.dumps(jobs))


if __name__ == "__main__":
    main()
