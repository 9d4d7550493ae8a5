"""Writes the golden files that keep the app's geometry and strokes equal to the factory's.

`python -m toonroom_training.geometry.golden --landmarks PORTRAITS/landmarks.npz \\
    --out ../packages/toonroom/src/domain/golden`
The faces are averages over the training set, turned and stretched, so that no person is in them.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np

from ..artist import form, strokes
from .proportions import Proportions, drawn_landmarks, exaggerate
from .warp import displacement_grid

PRESET = Proportions(taper=0.08)
# Every stroke is drawn: those that are off by default get a quarter of their greatest weight.
NUMBERS = {name: n.default or n.greatest / 4 for name, n in strokes.NUMBERS.items()}
FORM_SIDE_PX = 128
SAMPLES = 24  # per channel


def _turned(points: np.ndarray, degrees: float, scale: tuple[float, float]) -> np.ndarray:
    angle = np.radians(degrees)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return 256 + ((points - 256) * scale) @ rotation.T


def _closed_left_eye(points: np.ndarray) -> np.ndarray:
    result = points.copy()
    result[[398, 384, 385, 386, 387, 388, 466]] = result[[382, 381, 380, 374, 373, 390, 249]]
    return result


def samples(planes: np.ndarray) -> list[list[float]]:
    """[channel, row, column, value] of pixels of every plane [C,H,W]: half from anywhere, half from its drawn parts."""
    rng = np.random.default_rng(7)
    taken = []
    for channel, plane in enumerate(planes):
        anywhere = rng.integers(0, plane.size, SAMPLES // 2)
        drawn = np.flatnonzero(plane)
        index = np.concatenate([anywhere, rng.choice(drawn, SAMPLES // 2) if len(drawn) else anywhere])
        for row, column in zip(*np.unravel_index(index, plane.shape), strict=True):
            taken.append([channel, int(row), int(column), round(float(plane[row, column]), 4)])
    return taken


def stroke_case(drawn: np.ndarray, side: int, window: tuple[int, int, int, int]) -> dict:
    guide, at = strokes.draw(drawn, NUMBERS, side, window)
    return {
        "side": side,
        "window": list(window),
        "numbers": NUMBERS,
        "shape": list(guide.shape),
        "at": list(at),
        "means": np.round(guide.mean((1, 2)).astype(np.float64), 6).tolist(),
        "samples": samples(guide),
    }


def golden_case(points: np.ndarray, depth: np.ndarray, amount: float, side: int, window) -> dict:
    points, depth = np.round(points, 3), np.round(depth, 3)
    drawn = exaggerate(points, drawn_landmarks(points, PRESET), amount)
    shape = form.draw(drawn, depth, FORM_SIDE_PX)
    return {
        "exaggeration": amount,
        "landmarks": points.tolist(),
        "depth": depth.tolist(),
        "drawn": np.round(drawn, 4).tolist(),
        "displacement": np.round(displacement_grid(points, drawn), 4).reshape(-1).tolist(),
        "strokes": stroke_case(drawn, side, window),
        "form": {"side": FORM_SIDE_PX, "samples": samples(shape)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--landmarks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    arrays = np.load(args.landmarks)
    mean, depth = (arrays[key].astype(np.float64).mean(0) * (512 / 768) for key in ("xy", "z"))
    turned, winking = _turned(mean, 12, (0.95, 1.04)), _closed_left_eye(_turned(mean, -7, (1.05, 1.0)))
    cases = {
        "face-frontal": golden_case(mean, depth, 1.0, 512, (0, 0, 512, 512)),
        "face-turned": golden_case(turned, depth, 1.3, 700, (250, 180, 460, 520)),
        "face-winking": golden_case(winking, depth, 0.6, 384, (0, 0, 384, 300)),
    }
    args.out.mkdir(parents=True, exist_ok=True)
    for name, case in cases.items():
        body = {"proportions": dataclasses.asdict(PRESET), **case}
        (args.out / f"{name}.json").write_text(json.dumps(body, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
