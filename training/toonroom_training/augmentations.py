"""A sheet of what the augmentations do, each alone: photo over drawing over guide.

`python -m toonroom_training.augmentations --pairs runs/pairs --style comic --out augmentations.png`
"""

import argparse
from dataclasses import fields, replace
from pathlib import Path

import cv2
import numpy as np

from .data import STYLE_CODES, Jitter, Pair, draw_styles, load_pair, pair_names, sample

OFF = Jitter(**{field.name: 0.0 for field in fields(Jitter)})
ROWS = {
    "none": OFF,
    "geometry": replace(OFF, scale=Jitter.scale, zoom=Jitter.zoom, shift=Jitter.shift, degrees=Jitter.degrees),
    "exposure": replace(OFF, exposure=Jitter.exposure),
    "temperature": replace(OFF, temperature=Jitter.temperature),
    "noise": replace(OFF, noise=Jitter.noise),
    "blur": replace(OFF, blur_chance=1, blur_px=Jitter.blur_px),
    "jpeg": replace(OFF, jpeg_chance=1),
    "background": replace(OFF, background_chance=1),
    "held before": replace(OFF, occluder_chance=1),
    "sunglasses": replace(OFF, sunglasses_chance=1),
    "no guide": replace(OFF, unguided_chance=1),
    "style mixture": replace(OFF, mix_chance=1),
    "all": Jitter(),
}


def augmentation_sheet(faces: list[Pair], scenes: list[Pair], style: str, size_px: int = 192) -> np.ndarray:
    """[H,W,3] u8 RGB: a row per augmentation, a column per face."""
    rows = []
    for name, jitter in ROWS.items():
        rng, tiles = np.random.default_rng(5), []
        for face in faces:
            styles = draw_styles(rng, list(face.drawings), 1) if jitter.mix_chance == 1 else {style: 1.0}
            example = sample(face, styles, rng, jitter, 384, scenes)
            pictures = [(example[kind].transpose(1, 2, 0) + 1) / 2 for kind in ("photo", "drawing")]
            pictures.append(np.repeat(example["guide"].max(0)[..., None], 3, 2))
            tiles.append(np.vstack([cv2.resize(p.astype(np.float32), (size_px, size_px)) for p in pictures]))
        row = np.ascontiguousarray(np.hstack(tiles) * 255).clip(0, 255).astype(np.uint8)
        cv2.putText(row, name, (6, 20), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 255, 0), 2, cv2.LINE_AA)
        rows.append(row)
    return np.vstack(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--style", choices=list(STYLE_CODES), default="comic")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--people", type=int, default=6)
    args = parser.parse_args()
    stems = pair_names(args.pairs, "train")
    scenes = [load_pair(args.pairs, s) for s in stems if s.startswith("scene-")][:12]
    people = [s for s in stems if not s.startswith("scene-")]
    faces = [load_pair(args.pairs, s) for s in people[:: len(people) // args.people][: args.people]]
    sheet = augmentation_sheet(faces, scenes, args.style)
    cv2.imwrite(str(args.out), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
