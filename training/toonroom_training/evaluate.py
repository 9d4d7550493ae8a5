"""Figures of a trained student on held-out people.

`python -m toonroom_training.evaluate --checkpoint FILE --pairs DIR --photos PORTRAITS --face-nets DIR --sheet FILE`

Prints JSON. Per style, against the teacher's drawing: PSNR, SSIM, gradient sharpness relative to the teacher's (1 = as
crisp), the same in the eye region, how far eyes, nose and mouth stand from the teacher's (px of 512, by the
best correlation), matte overlap, the skin's ΔE for the darkest and the lightest third, and failures by name. With
portraits and face networks also identity: cosine between the untouched photo and the drawing in the style's own
proportions, by two networks, with what photos of two different people get, and how many drawings find their person;
and the same of the likeness that the app watches by itself, between the warped photo and the drawing.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from .data import STYLE_CODES, Pair, eye_centres, load_pair, pair_names
from .face_nets import DlibFaceNet, FaceresNet, face_pictures
from .guide import CHANNELS, guide_map
from .landmarks import LIPS, NOSE_BASE
from .model import Generator, generator_from_checkpoint
from .portraits import PortraitSet
from .proportions import Proportions, drawn_landmarks
from .sheet import draw, validation_sheet
from .teacher.portrait import WORK_SIZE_PX
from .teacher.primitives import to_lab, warp
from .teacher.style import read_style
from .warp import CROP_SIZE_PX, displacement_grid, sampling_map

FEATURE_HALF_PX = 28
SEARCH_PX = 16


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


def _features(landmarks: np.ndarray) -> list[np.ndarray]:
    """Centres of both eyes, nose and mouth, px."""
    return [*eye_centres(landmarks), landmarks[list(NOSE_BASE)].mean(0), landmarks[list(LIPS)].mean(0)]


def _shift(a: np.ndarray, b: np.ndarray, centre: np.ndarray) -> float:
    """px between what two grey pictures show around `centre`: where in `a` the piece of `b` fits best."""
    margin = FEATURE_HALF_PX + SEARCH_PX
    x, y = (int(v) for v in np.clip(centre, margin, np.array(a.shape[::-1]) - margin))
    searched = a[y - margin : y + margin, x - margin : x + margin]
    piece = b[y - FEATURE_HALF_PX : y + FEATURE_HALF_PX, x - FEATURE_HALF_PX : x + FEATURE_HALF_PX]
    fit = cv2.matchTemplate(np.ascontiguousarray(searched), np.ascontiguousarray(piece), cv2.TM_CCOEFF_NORMED)
    return float(np.hypot(*(np.array(cv2.minMaxLoc(fit)[3]) - SEARCH_PX)))


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
    shifts = [_shift(grey_a, grey_b, centre) for centre in _features(pair.landmarks)]
    matte, truth = student[..., 3], pair.masks[..., 0].astype(np.float32) / 255
    return {
        "psnr": -10 * np.log10(max(error, 1e-9)),
        "ssim": ssim(grey_a * counts, grey_b * counts),
        "sharpness": _sharpness(grey_a, counts) / _sharpness(grey_b, counts),
        "eyeSharpness": _sharpness(grey_a, eyes) / _sharpness(grey_b, eyes),
        "featureShiftPx": float(np.mean(shifts)),
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


def is_failure(row: dict[str, float]) -> bool:
    """Whether a person would refuse the drawing: soft or misplaced features, or a changed skin."""
    return row["eyeSharpness"] < 0.7 or row["featureShiftPx"] > 3 or row["skinDeltaE"] > 15


def embedding(net: torch.nn.Module, picture: np.ndarray, landmarks: np.ndarray) -> torch.Tensor:
    """The face network's numbers [n] for a picture [H,W,3] unit with landmarks [478,2] px."""
    photo = torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1), np.float32))[None]
    with torch.no_grad():
        return net(face_pictures(photo, torch.from_numpy(eye_centres(landmarks))[None], net))[0][0]


LIGHT_SIDE_PX, LIGHT_RADIUS_PX = 64, 5


def light_and_shade(picture: np.ndarray, landmarks: np.ndarray) -> torch.Tensor:
    """What the app judges likeness by (`src/domain/fidelity.ts`): the face's light and shade [4096], features large.

    `picture` [512,512,3] unit. The cosine of two is their weighted correlation.
    """
    face = guide_map(landmarks)[CHANNELS.index("face")]
    lightness = to_lab(picture.astype(np.float32))[..., 0]
    small, share = (cv2.resize(x, (LIGHT_SIDE_PX,) * 2, interpolation=cv2.INTER_AREA) for x in (lightness, face))
    broad, window = small, (2 * LIGHT_RADIUS_PX + 1,) * 2
    for _ in range(2):
        broad = cv2.blur(broad, window, borderType=cv2.BORDER_REPLICATE)
    return torch.from_numpy(((small - broad) * np.sqrt(share)).ravel())


def as_drawn(portraits: PortraitSet, name: str, style: dict) -> tuple[Pair, Pair]:
    """(the photo as it is, the photo in the style's own proportions) of one portrait, ready to be drawn."""
    photo = cv2.resize(portraits.load(name).photo, (CROP_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)
    points = portraits.landmarks[name] * (CROP_SIZE_PX / WORK_SIZE_PX)
    drawn = drawn_landmarks(points, Proportions(**style["proportions"]))
    warped = warp(photo, sampling_map(displacement_grid(points, drawn), CROP_SIZE_PX))
    no_masks = np.zeros((*photo.shape[:2], 3), np.uint8)
    as_u8 = [np.round(np.clip(x, 0, 1) * 255).astype(np.uint8) for x in (photo, warped)]
    return Pair(name, as_u8[0], {}, no_masks, points), Pair(name, as_u8[1], {}, no_masks, drawn)


def likeness(drawn: torch.Tensor, photos: torch.Tensor) -> dict[str, float]:
    """Of embeddings [people,n], row by row the same people: cosines, and how many drawings find their own photo."""
    alike = F.normalize(drawn, dim=1) @ F.normalize(photos, dim=1).T
    own = alike.diagonal()
    found = (alike.argmax(1) == torch.arange(len(own))).float().mean()
    return {name: round(float(v), 3) for name, v in (("mean", own.mean()), ("lowest", own.min()), ("found", found))}


def identity(generator: Generator, portraits: PortraitSet, names: list[str], styles: list[str], nets: dict) -> dict:
    """Per style and network, how alike photo and drawing are; "others" is the mean cosine of two people's photos.

    To dlib's network all faces look much alike from zero, so `dlibCentred` looks from the mean of all photos.
    """
    crops = {style: [as_drawn(portraits, name, read_style(style)) for name in names] for style in styles}
    figures: dict[str, dict] = {style: {} for style in [*styles, "others"]}
    photos, centres = {}, {}
    for label, net in nets.items():
        photos[label] = torch.stack([embedding(net, p.photo / 255, p.landmarks) for p, _ in crops[styles[0]]])
        centres[label] = {label: 0 * photos[label][0]}
        if label == "dlib":
            centres[label]["dlibCentred"] = photos[label].mean(0)
        for view, centre in centres[label].items():
            who = F.normalize(photos[label] - centre, dim=1)
            alike, count = who @ who.T, len(names)
            figures["others"][view] = round(float((alike.sum() - count) / max(1, count * (count - 1))), 3)
    for style in styles:
        pairs = [warped for _, warped in crops[style]]
        drawings = [(draw(generator, p, style)[..., :3], p.landmarks) for p in pairs]
        for label, net in nets.items():
            drawn, seen = torch.stack([embedding(net, *drawing) for drawing in drawings]), photos[label]
            figures[style] |= {view: likeness(drawn - c, seen - c) for view, c in centres[label].items()}
        seen = torch.stack([light_and_shade(p.photo / 255, p.landmarks) for p in pairs])
        drawn = torch.stack([light_and_shade(*drawing) for drawing in drawings])
        figures[style]["lightAndShade"] = likeness(drawn, seen)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--photos", type=Path, help="portraits, for identity")
    parser.add_argument("--face-nets", type=Path, help="folder of the face networks, for identity")
    parser.add_argument("--people", type=int, help="only so many")
    parser.add_argument("--sheet", type=Path, help="contact sheet of everybody judged")
    parser.add_argument("--styles", nargs="+", choices=list(STYLE_CODES), default=list(STYLE_CODES))
    args = parser.parse_args()
    generator = generator_from_checkpoint(torch.load(args.checkpoint, map_location="cpu"))
    stems = [s for s in pair_names(args.pairs, "validation") if s.endswith(".0")]
    faces = [p for p in (load_pair(args.pairs, s) for s in stems) if p.landmarks is not None][: args.people]
    figures = {}
    for style in args.styles:
        rows = {p.name: measure(draw(generator, p, style), p, style) for p in faces}
        failures = [name for name, row in rows.items() if is_failure(row)]
        figures[style] = {**summarise(list(rows.values())), "failures": failures}
    if args.photos and args.face_nets:
        portraits, names = PortraitSet.open(args.photos), [p.name.rsplit(".", 1)[0] for p in faces]
        nets = {"dlib": DlibFaceNet(args.face_nets), "faceres": FaceresNet(args.face_nets)}
        for style, told in identity(generator, portraits, names, args.styles, nets).items():
            figures.setdefault(style, {})["identity"] = told
    if args.sheet:
        validation_sheet(generator, faces, args.sheet, args.styles)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
