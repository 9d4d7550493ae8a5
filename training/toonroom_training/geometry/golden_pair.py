"""Writes the golden file that keeps the pair studio's alignment equal to `pairing.py`.

`python -m toonroom_training.geometry.golden_pair --golden ../packages/toonroom/src/domain/golden`
Its face is that of `face-frontal.json` there, its cartoon drawn by a formula.
"""

import argparse
import base64
import json
from pathlib import Path

import numpy as np

from .pairing import align, key_points, random_misalignment, sampling_field

PHOTO = (84, 76)  # width, height: no multiples of the grid's spacing
CARTOON = (108, 60)  # wider, but lower: one side shrinks, the other grows


def waves(width: int, height: int, turn: float) -> np.ndarray:
    """[height,width,3] u8: soft stripes, as any side can draw them."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    channels = [np.sin(x / 7 + turn) + np.cos(y / 5), np.sin((x + y) / 9), np.cos((x - 2 * y) / 11 + turn)]
    return np.clip(np.rint(128 + 60 * np.stack(channels, 2)), 0, 255).astype(np.uint8)


def base64_of(picture: np.ndarray) -> str:
    return base64.b64encode(picture.tobytes()).decode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--golden", type=Path, required=True, help="the folder of golden files")
    folder = parser.parse_args().golden
    landmarks = np.array(json.loads((folder / "face-frontal.json").read_text())["landmarks"])
    face = key_points(landmarks) / 512
    drawn = face + random_misalignment(np.random.default_rng(5), 512)(face * 512) / 512
    photo_points = np.round(face * PHOTO, 3)
    cartoon_points = np.round(drawn * CARTOON, 3)
    cartoon = waves(*CARTOON, 0.5)
    origin = cartoon_points * (np.array(PHOTO) / CARTOON)
    field = sampling_field(origin, photo_points, *PHOTO)
    case = {
        "photo": {"width": PHOTO[0], "height": PHOTO[1], "points": photo_points.tolist()},
        "cartoon": {"width": CARTOON[0], "height": CARTOON[1], "points": cartoon_points.tolist()},
        # RGB, row by row.
        "photoPixels": base64_of(waves(*PHOTO, 0.0)),
        "cartoonPixels": base64_of(cartoon),
        # Every seventh position that a px of the aligned cartoon is taken from.
        "field": np.round(field.reshape(-1, 2)[::7], 5).tolist(),
        "alignedPixels": base64_of(align(cartoon, cartoon_points, photo_points, *PHOTO)),
    }
    (folder / "pair.json").write_text(json.dumps(case, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
