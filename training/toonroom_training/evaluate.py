"""Figures of a trained student on held-out people.

`python -m toonroom_training.evaluate --pairs runs/pairs --checkpoint runs/all/checkpoint.pt`

Prints JSON, per style: PSNR and SSIM to the teacher's drawing, gradient sharpness relative to the teacher's
(1 = as crisp), the same in the eye region, matte overlap, and the skin's shift ΔE to the teacher for the darkest and
the lightest third.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from .data import STYLE_CODES, Pair, load_pair, pair_names
from .guide import CHANNELS
from .model import generator_from_checkpoint
from .sheet import draw
from .teacher.primitives import to_lab


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Structural similarity of two unit grey pictures (Wang et al. 2004, Gaussian window σ 1.5)."""

    def mean(x: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(x, (11, 11), 1.5)

    mean_a, mean_b = mean(a), mean(b)
    var_a, var_b = mean(a * a) - mean_a**2, mean(b * b) - mean_b**2
    covariance = mean(a * b) - mean_a * mean_b
    score = (2 * mean_a * mean_b + 1e-4) * (2 * covariance + 9e-4)
    return float((score / ((mean_a**2 + mean_b**2 + 1e-4) * (var_a + var_b + 9e-4))).mean())


def _sharpness(grey: np.ndarray, weight: np.ndarray) -> float:
    gx, gy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    return float((np.hypot(gx, gy) * weight).sum() / weight.sum())


def measure(student: np.ndarray, pair: Pair, style: str) -> dict[str, float]:
    """Figures of one face; `student` [512,512,4] unit."""
    drawn, target = student[..., :3].astype(np.float32), pair.drawings[style].astype(np.float32) / 255
    counts = pair.masks[..., 1].astype(np.float32) / 255
    guide = dict(zip(CHANNELS, pair.guide_unit(), strict=True))
    eyes = cv2.dilate(guide["lash"], np.ones((5, 5))) > 0.05
    eyes = (eyes | (guide["aperture"] > 0.05)).astype(np.float32)
    grey_a, grey_b = (cv2.cvtColor(x, cv2.COLOR_RGB2GRAY) for x in (drawn, target))
    error = float((((drawn - target) ** 2) * counts[..., None]).sum() / (3 * counts.sum()))
    inner = guide["face"] > 0.95
    plain = inner & (eyes < 0.5) & (guide["lips"] < 0.05)
    lab_a, lab_b = (np.median(to_lab(x)[plain], 0) for x in (drawn, target))
    matte, truth = student[..., 3], pair.masks[..., 0].astype(np.float32) / 255
    return {
        "psnr": -10 * np.log10(max(error, 1e-9)),
        "ssim": ssim(grey_a * counts, grey_b * counts),
        "sharpness": _sharpness(grey_a, counts) / _sharpness(grey_b, counts),
        "eyeSharpness": _sharpness(grey_a, eyes) / _sharpness(grey_b, eyes),
        "matteOverlap": float(np.minimum(matte, truth).sum() / np.maximum(matte, truth).sum()),
        "skinDeltaE": float(np.linalg.norm(lab_a - lab_b)),
        "skinLightness": float(lab_b[0]),
    }


def summarise(rows: list[dict[str, float]]) -> dict[str, float]:
    """Means over people; skin ΔE also for the darkest and the lightest third."""
    order = sorted(rows, key=lambda r: r["skinLightness"])
    third = max(1, len(order) // 3)
    means = {k: float(np.mean([r[k] for r in rows])) for k in rows[0] if k != "skinLightness"}
    means["skinDeltaEDarkestThird"] = float(np.mean([r["skinDeltaE"] for r in order[:third]]))
    means["skinDeltaELightestThird"] = float(np.mean([r["skinDeltaE"] for r in order[-third:]]))
    return {"people": len(rows), **{k: round(v, 3) for k, v in means.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--styles", nargs="+", choices=list(STYLE_CODES), default=list(STYLE_CODES))
    args = parser.parse_args()
    generator = generator_from_checkpoint(torch.load(args.checkpoint, map_location="cpu"))
    stems = [s for s in pair_names(args.pairs, "validation") if s.endswith(".0")]
    faces = [p for p in (load_pair(args.pairs, s) for s in stems) if p.landmarks is not None]
    figures = {s: summarise([measure(draw(generator, p, s), p, s) for p in faces]) for s in args.styles}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
