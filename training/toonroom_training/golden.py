"""Writes the golden files that keep the app's geometry and flat tones equal to the factory's.

`python -m toonroom_training.golden --landmarks PORTRAITS/landmarks.npz --out ../src/domain/golden`
The faces are averages over the training set, turned and stretched, so that no person is in them.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np

from .flatten import FlatTones, flatten, hair_share
from .guide import guide_map
from .proportions import Proportions, drawn_landmarks, exaggerate
from .warp import displacement_grid

PRESET = Proportions()
FLAT_SIDE_PX = 48
FLAT_SCALE = 0.7


def _turned(points: np.ndarray, degrees: float, scale: tuple[float, float]) -> np.ndarray:
    angle = np.radians(degrees)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return 256 + ((points - 256) * scale) @ rotation.T


def _closed_left_eye(points: np.ndarray) -> np.ndarray:
    result = points.copy()
    result[[398, 384, 385, 386, 387, 388, 466]] = result[[382, 381, 380, 374, 373, 390, 249]]
    return result


def golden_case(points: np.ndarray, amount: float) -> dict:
    points = np.round(points, 3)
    drawn = exaggerate(points, drawn_landmarks(points, PRESET), amount)
    rng = np.random.default_rng(7)
    pixels = np.concatenate([rng.integers(0, 512, (100, 2)), rng.integers((170, 200), (350, 400), (300, 2))])
    guide = guide_map(drawn)
    return {
        "exaggeration": amount,
        "landmarks": points.tolist(),
        "drawn": np.round(drawn, 4).tolist(),
        "displacement": np.round(displacement_grid(points, drawn), 4).reshape(-1).tolist(),
        "guidePixels": pixels.tolist(),
        "guideValues": np.round(guide[:, pixels[:, 1], pixels[:, 0]].T, 4).tolist(),
    }


def flat_case() -> dict:
    """Wavy strands of every tone, flattened in the middle."""
    y, x = np.mgrid[0:FLAT_SIDE_PX, 0:FLAT_SIDE_PX].astype(np.float32)
    strands = np.sin(0.5 * x + 0.9 * np.sin(0.09 * y)) + 0.8 * np.sin(0.11 * (x + y))
    light = 120 + 45 * strands + np.random.default_rng(3).normal(0, 6, strands.shape)
    picture = np.clip(light[..., None] * [1.1, 0.9, 0.7], 0, 255).round().astype(np.uint8)
    from_middle, from_face = (np.hypot(x - 24, y - centre) for centre in (24, 34))
    share = np.clip(2 - from_middle / 12, 0, 1)
    matte, face = np.clip(23 - from_middle, 0, 1), np.clip((10 - from_face) / 4, 0, 1)
    tones = FlatTones(share=1.0, strands=8.0, tone=36.0, sharpness=6.0, lines=0.5)

    def told(values: np.ndarray, digits: int) -> list[float]:
        return np.round(values, digits).reshape(-1).tolist()

    return {
        "side": FLAT_SIDE_PX,
        "scale": FLAT_SCALE,
        "tones": tones,
        "picture": picture.reshape(-1).tolist(),
        "share": told(share, 4),
        "flat": told(np.clip(flatten(picture, share, tones, FLAT_SCALE), 0, 255), 1),
        "matte": told(matte, 4),
        "face": told(face, 4),
        "hair": told(hair_share(picture, matte, face, FLAT_SCALE), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--landmarks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    mean = np.load(args.landmarks)["xy"].astype(np.float64).mean(0) * (512 / 768)
    cases = {
        "face-frontal": golden_case(mean, 1.0),
        "face-turned": golden_case(_turned(mean, 12, (0.95, 1.04)), 1.3),
        "face-winking": golden_case(_closed_left_eye(_turned(mean, -7, (1.05, 1.0))), 0.6),
    }
    args.out.mkdir(parents=True, exist_ok=True)
    for name, case in cases.items():
        body = {"proportions": dataclasses.asdict(PRESET), **case}
        (args.out / f"{name}.json").write_text(json.dumps(body, separators=(",", ":")) + "\n")
    (args.out / "flat-strands.json").write_text(json.dumps(flat_case(), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
