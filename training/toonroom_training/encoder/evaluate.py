"""Measures the content encoder on people it was not trained on.

`python -m toonroom_training.encoder.evaluate --labels runs/encoder/labels --manifest …/manifest.csv --out figures.json`

IoU compares with the segmenter's classes; boundary F counts borders found within 3 px at 512 px. `sheet` makes a
picture of photos and layers for viewing.
"""

import argparse
import csv
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from .data import Library, Mixture, Sampler, placement
from .data import moved as reframed
from .labels import BEARD_FULL, FACE_SKIN, GLASSES, HAIR, UNKNOWN, Example
from .network import EXCLUSIVE, LAYERS, WEIGHTS, Encoder, load, twice_seen
from .occlusions import occluded

EVALUATION_SIZE_PX = 512
TOLERANCE_PX = 3
PORTRAIT_SIZE_PX = 256
PHOTO_SIZE_PX = 256
COLOURS = np.array(
    [[40, 40, 40], [200, 60, 60], [230, 180, 120], [255, 225, 200], [70, 110, 220], [60, 220, 60], [255, 0, 255]],
    np.uint8,
)


def layers_of(encoder: Encoder, photo: np.ndarray, size: int) -> np.ndarray:
    """Layers [9,512,512] f32 unit of a square photo [S,S,3] u8 that the encoder sees at `size` px."""
    way = cv2.INTER_AREA if size <= photo.shape[0] else cv2.INTER_LINEAR
    small = cv2.resize(photo, (size, size), interpolation=way).astype(np.float32) / 255
    with torch.no_grad():
        layers = twice_seen(encoder, torch.from_numpy(small).permute(2, 0, 1)[None])
    large = F.interpolate(layers, size=(EVALUATION_SIZE_PX,) * 2, mode="bilinear", align_corners=False)
    return large[0].numpy()


def borders(mask: np.ndarray) -> np.ndarray:
    """[H,W] bool: the pixels of a mask that have a neighbour outside it, within the picture."""
    return (mask > 0) & (cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=1) == 0)


def boundary_hits(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """[4] pixel counts: found borders near true ones, all found, true ones near found ones, all true."""
    a, b = borders(found), borders(truth)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * TOLERANCE_PX + 1,) * 2)
    near_a, near_b = (cv2.dilate(x.astype(np.uint8), kernel) > 0 for x in (a, b))
    return np.array([(a & near_b).sum(), a.sum(), (b & near_a).sum(), b.sum()], np.float64)


class Tally:
    """Sums over pictures, so that a class counts by its pixels and not by how many photos show it."""

    def __init__(self) -> None:
        self.overlap = np.zeros((len(LAYERS), 2))
        self.boundary = np.zeros((EXCLUSIVE, 4))
        self.strict_glasses = np.zeros(2)
        self.matte_error: list[float] = []
        self.beardless: list[float] = []

    def add(self, layers: np.ndarray, example: Example) -> None:
        size = (EVALUATION_SIZE_PX,) * 2
        classes = cv2.resize(example.classes, size, interpolation=cv2.INTER_NEAREST)
        known = classes != UNKNOWN
        found = layers[:EXCLUSIVE].argmax(0).astype(np.uint8)
        for k in range(EXCLUSIVE):
            a, b = (found == k) & known, classes == k
            self.overlap[k] += (a & b).sum(), (a | b).sum()
            self.boundary[k] += boundary_hits(np.where(known, found, FACE_SKIN) == k, b | (~known & (k == FACE_SKIN)))
        a, b = found == GLASSES, classes == GLASSES
        self.strict_glasses += (a & b).sum(), (a | b).sum()
        beard = cv2.resize(example.beard, size, interpolation=cv2.INTER_NEAREST)
        seen = beard != UNKNOWN
        a, b = (layers[7] > 0.5) & seen, (beard > BEARD_FULL // 2) & seen
        if b.any():
            self.overlap[7] += (a & b).sum(), (a | b).sum()
        elif seen.all():
            self.beardless.append(float(a.sum() / max((classes == FACE_SKIN).sum(), 1)))
        person = cv2.resize(example.person, size, interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
        a, b = layers[8] > 0.5, person > 0.5
        self.overlap[8] += (a & b).sum(), (a | b).sum()
        self.matte_error.append(float(np.abs(layers[8] - person).mean()))

    def figures(self) -> dict[str, object]:
        def share(pair: np.ndarray) -> float | None:
            return round(float(pair[0] / pair[1]), 3) if pair[1] else None

        def f_score(hits: np.ndarray) -> float | None:
            if not hits[1] or not hits[3]:
                return None
            precision, recall = hits[0] / hits[1], hits[2] / hits[3]
            return round(float(2 * precision * recall / max(precision + recall, 1e-9)), 3)

        return {
            "pictures": len(self.matte_error),
            "iou": {name: share(self.overlap[k]) for k, name in enumerate(LAYERS)},
            "glasses_iou_where_doubtful_rims_count_as_skin": share(self.strict_glasses),
            "boundary_f": {name: f_score(self.boundary[k]) for k, name in enumerate(LAYERS[:EXCLUSIVE])},
            "boundary_f_all": f_score(self.boundary.sum(0)),
            "matte_error": round(float(np.mean(self.matte_error)), 4) if self.matte_error else None,
            "beard_on_shaven_faces": round(float(np.mean(self.beardless)), 4) if self.beardless else None,
        }


def measure(encoder: Encoder, examples: list[Example], size: int) -> dict[str, object]:
    tally = Tally()
    for example in examples:
        tally.add(layers_of(encoder, example.photo, size), example)
    return tally.figures()


def by_tone(encoder: Encoder, examples: list[Example], tones: dict[str, float]) -> dict[str, dict[str, object]]:
    """IoU of hair and face for each third of the skin tones (ITA, degrees), darkest first."""
    ordered = sorted((e for e in examples if e.name in tones), key=lambda e: tones[e.name])
    result = {}
    for name, third in zip(("dark", "middle", "light"), np.array_split(np.arange(len(ordered)), 3), strict=True):
        people = [ordered[i] for i in third]
        iou = measure(encoder, people, PORTRAIT_SIZE_PX)["iou"]
        span = [round(tones[p.name], 1) for p in (people[0], people[-1])]
        result[name] = {"ita_deg": span, "hair": iou[LAYERS[HAIR]], "face_skin": iou[LAYERS[FACE_SKIN]]}
    return result


def held_out_sets(library: Library) -> dict[str, tuple[list[Example], int]]:
    """Pictures and the size at which the encoder sees them; generated ones are the same on each call."""
    swatches = library.swatches(5)
    rng = np.random.default_rng(11)
    hidden = [occluded(e, swatches, rng, 2.0) for e in library.portraits]
    sampler = Sampler(library, Mixture(wide_share=1.0, light=0.0, occlusion=0.0), 13)
    groups = [sampler.draw(512) for _ in range(60)]
    side = library.portraits[0].classes.shape[0]
    tilted = [
        reframed(e, placement(side, side, 0.9, 25.0 * (-1) ** k, np.zeros(2), False), side, UNKNOWN)
        for k, e in enumerate(library.portraits)
    ]
    return {
        "portraits": (library.portraits, PORTRAIT_SIZE_PX),
        "photos": (library.photos, PHOTO_SIZE_PX),
        "portraits_with_things_put_on": (hidden, PORTRAIT_SIZE_PX),
        "small_people_before_scenes": (groups, PHOTO_SIZE_PX),
        "portraits_tilted_25_degrees": (tilted, PORTRAIT_SIZE_PX),
    }


def evaluate(encoder: Encoder, library: Library, tones: dict[str, float]) -> dict[str, object]:
    figures: dict[str, object] = {
        name: measure(encoder, examples, size) for name, (examples, size) in held_out_sets(library).items()
    }
    figures["portraits_by_skin_tone"] = by_tone(encoder, library.portraits, tones)
    return figures


def picture_of(layers: np.ndarray) -> np.ndarray:
    """[H,W,3] u8: classes in colours mixed by their shares, beard brown."""
    mixed = np.tensordot(layers[:EXCLUSIVE], COLOURS.astype(np.float32), (0, 0))
    beard = layers[7][..., None]
    return (mixed * (1 - beard) + np.array([110, 60, 10], np.float32) * beard).clip(0, 255).astype(np.uint8)


def sheet(encoder: Encoder, examples: list[Example], size: int, tile_px: int = 200, columns: int = 5) -> np.ndarray:
    """[H,W,3] u8 RGB: photo, layers and the labels of each example side by side."""
    tiles = []
    for example in examples:
        truth = COLOURS[np.where(example.classes == UNKNOWN, FACE_SKIN, example.classes)]
        parts = (example.photo, picture_of(layers_of(encoder, example.photo, size)), truth)
        tiles.append(np.hstack([cv2.resize(p, (tile_px, tile_px), interpolation=cv2.INTER_AREA) for p in parts]))
    while len(tiles) % columns:
        tiles.append(np.zeros_like(tiles[0]))
    return np.vstack([np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)])


def judging_parser(doc: str) -> argparse.ArgumentParser:
    """Arguments of every tool that judges weights by labels; `doc` is the tool's docstring."""
    parser = argparse.ArgumentParser(description=doc.split("\n\n")[0])
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--out", type=Path, required=True)
    return parser


def main() -> None:
    parser = judging_parser(__doc__)
    parser.add_argument("--manifest", type=Path, required=True, help="of the portraits: file, skin_ita_deg")
    parser.add_argument("--sheets", type=Path, help="folder for pictures to look at")
    parser.add_argument("--only", nargs="*", help="names of the sets to measure")
    args = parser.parse_args()
    torch.set_num_threads(1)
    encoder = load(args.weights)
    library = Library(args.labels, "validation")
    with args.manifest.open(newline="") as file:
        tones = {Path(row["file"]).stem: float(row["skin_ita_deg"]) for row in csv.DictReader(file)}
    sets = held_out_sets(library)
    if args.only:
        figures = {name: measure(encoder, *sets[name]) for name in args.only}
    else:
        figures = evaluate(encoder, library, tones)
    args.out.write_text(json.dumps(figures, indent=2) + "\n")
    if args.sheets:
        args.sheets.mkdir(parents=True, exist_ok=True)
        for name, (examples, size) in sets.items():
            picture = sheet(encoder, examples[:30], size)
            cv2.imwrite(str(args.sheets / f"{name}.png"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
