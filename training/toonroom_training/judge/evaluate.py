"""Figures of the artist on people that nothing was fitted to.

`python -m toonroom_training.judge.evaluate --portraits DIR --face-nets DIR --sheets runs/sheets > cards/figures.json`

Prints JSON. Per style:

- `likeness` by two face networks (`faceres`, `dlib`; the latter also relative to the mean of all photos,
  `dlibCentred`): the mean cosine of the untouched photo and the drawing in the style's own proportions, the lowest one,
  and the share of drawings whose closest photo shows the same person. `others` is the mean cosine of photos of two
  people.
- `skin`, for the darkest, middle and lightest third of the people: ΔE (CIE 1976) between drawn and photographed skin,
  and how much higher L* is in the drawing than in the photo, mean and maximum.
- `drift`: distance of eyes, nose and mouth from their intended positions, in eye distances, by the best correlation.
- `sharpness` (`--sharpness-people`) of lines around eyes, nose and mouth at 1×, 2× and 4× of 512 px: `perPx`, the mean
  slope per px at 100 %, which stays the same in a crisp picture; `perFace`, the same per 512th of the crop, which
  grows.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..artist import form, strokes
from ..artist.draw import (
    LINES_PX,
    WORK_PX,
    Encoding,
    Sitter,
    batch,
    draw,
    inputs,
    moved_landmarks,
    sampled,
    see_portrait,
)
from ..artist.fields import Fields
from ..artist.mixer import Mixer
from ..artist.ops import to_lab
from ..artist.painter import Painter
from ..artist.palette import LAYERS
from ..artist.style import STYLE_IDS, load_style, style_tensor
from ..data.portraits import PortraitSet
from ..encoder.network import load
from ..geometry.landmarks import LIPS, NOSE_BASE, eye_centres
from ..geometry.warp import CROP_SIZE_PX, displacement_grid
from .face_nets import DlibFaceNet, FaceresNet, face_pictures
from .review import held_out
from .sharpness import line_sharpness

FACE_CELLS = (64, 80, 192, 208)  # eyes, nose and mouth of an aligned head: left, top, right, bottom
MARGIN_CELLS = 8
SIZES = (1, 2, 4)
FEATURE_HALF_PX, SEARCH_PX = 28, 16
THIRDS = ("darkest", "middle", "lightest")
PEOPLE_PER_SHEET = 5


@torch.no_grad()
def fields(sitter: Sitter, style: dict) -> tuple[Tensor, Tensor]:
    """The output of `Fields` for one person in one style: `work` and `lines`, for painting at several sizes."""
    seen, _ = inputs(sitter, style, LINES_PX)
    numbers = style_tensor(style)
    colours, _ = Mixer()(sitter.palette, numbers)
    return Fields()(seen["photo"], seen["layers"], seen["form"], sitter.palette, numbers, colours)


@torch.no_grad()
def tile(
    sitter: Sitter,
    style: dict,
    size: int,
    cells: tuple[int, int, int, int],
    known: tuple[Tensor, Tensor],
    features: bool = True,
) -> np.ndarray:
    """[h,w,4] f32 unit: the work cells (left, top, right, bottom) of a drawing at `size` px, painted alone.

    `size` is a multiple of `WORK_PX`, `known` comes from `fields`. Without `features` the face stays blank.
    """
    drawn = moved_landmarks(sitter, style)
    photo = sampled(sitter.photo, size, displacement_grid(sitter.landmarks, drawn))
    numbers = style_tensor(style)
    mixed = (sitter.palette, numbers, *Mixer()(sitter.palette, numbers))
    left, top = (max(0, cells[i] - MARGIN_CELLS) for i in (0, 1))
    right, bottom = (min(WORK_PX, cells[i] + MARGIN_CELLS) for i in (2, 3))
    step = size // WORK_PX

    def cut(x: Tensor, per_cell: int) -> Tensor:
        return x[:, :, top * per_cell : bottom * per_cell, left * per_cell : right * per_cell]

    window = (left * step, top * step, right * step, bottom * step)
    guide, at = strokes.draw(drawn, style["strokes"], size, window)
    shown = float(features)
    parts = (torch.from_numpy(guide * shown)[None], torch.tensor([float(x) for x in at]))
    pieces = (cut(batch(photo), step), cut(known[0], 1), cut(known[1], 2))
    drawing = Painter()(*pieces, *parts, *mixed, torch.tensor([size / LINES_PX]))[0]
    x, y = (cells[0] - left) * step, (cells[1] - top) * step
    rows, columns = (cells[3] - cells[1]) * step, (cells[2] - cells[0]) * step
    return drawing[:, y : y + rows, x : x + columns].permute(1, 2, 0).numpy()


def lab_of(picture: np.ndarray) -> np.ndarray:
    """CIE Lab [H,W,3] of unit RGB [H,W,3]."""
    planes = np.ascontiguousarray(picture.transpose(2, 0, 1), np.float32)
    return to_lab(torch.from_numpy(planes)[None])[0].permute(1, 2, 0).numpy()


def plain_skin(sitter: Sitter, landmarks: np.ndarray, side: int, grid: np.ndarray | None = None) -> np.ndarray:
    """[side,side] bool: skin away from the features of the face at `landmarks`, layers moved by `grid`."""
    zones = dict(zip(form.CHANNELS, form.draw(landmarks, sitter.depth, WORK_PX), strict=True))
    face = sampled(sitter.layers[[LAYERS.index("face_skin")]], WORK_PX, grid)[0] * zones["oval"]
    skin = face * (1 - cv2.dilate(np.maximum(zones["eye_zone"], zones["lips"]), np.ones((7, 7))))
    return cv2.resize(skin.astype(np.float32), (side, side), interpolation=cv2.INTER_LINEAR) > 0.8


def skin_shift(photo: np.ndarray, own: np.ndarray, drawing: np.ndarray, there: np.ndarray) -> dict[str, float]:
    """For two pictures [H,W,3] unit RGB and their skin [H,W] bool: `deltaE`, `lightening`, the photo's `lightness`."""
    if own.sum() < 50 or there.sum() < 50:
        return {"deltaE": 0.0, "lightening": 0.0, "lightness": 50.0}
    a, b = np.median(lab_of(photo)[own], 0), np.median(lab_of(drawing)[there], 0)
    return {
        "deltaE": float(np.linalg.norm(b - a)),
        "lightening": float(b[0] - a[0]),
        "lightness": float(a[0]),
    }


def by_thirds(rows: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """Means of `skin_shift` for the darkest, middle and lightest third of the people."""
    order = sorted(rows, key=lambda row: row["lightness"])
    told = {}
    for name, group in zip(THIRDS, np.array_split(np.arange(len(order)), 3), strict=True):
        mine = [order[i] for i in group]
        told[name] = {
            "deltaE": _mean(row["deltaE"] for row in mine),
            "lightening": _mean(row["lightening"] for row in mine),
            "mostLightening": round(max((row["lightening"] for row in mine), default=0.0), 1),
        }
    return told


def drift(warped: np.ndarray, drawing: np.ndarray, landmarks: np.ndarray) -> float:
    """Mean distance of eyes, nose and mouth in `drawing` from those in `warped` [512,512,3], in eye distances."""
    a, b = (cv2.GaussianBlur(cv2.cvtColor(x, cv2.COLOR_RGB2GRAY), (0, 0), 2) for x in (drawing, warped))
    eyes = eye_centres(landmarks)
    centres = [*eyes, landmarks[list(NOSE_BASE)].mean(0), landmarks[list(LIPS)].mean(0)]
    return float(np.mean([_shift(a, b, c) for c in centres]) / np.hypot(*(eyes[1] - eyes[0])))


def _shift(a: np.ndarray, b: np.ndarray, centre: np.ndarray) -> float:
    """The shift in px between two grey pictures around `centre`: where in `a` the piece of `b` fits best."""
    margin = FEATURE_HALF_PX + SEARCH_PX
    x, y = (int(v) for v in np.clip(centre, margin, np.array(a.shape[::-1]) - margin))
    searched = a[y - margin : y + margin, x - margin : x + margin]
    piece = b[y - FEATURE_HALF_PX : y + FEATURE_HALF_PX, x - FEATURE_HALF_PX : x + FEATURE_HALF_PX]
    fit = cv2.matchTemplate(np.ascontiguousarray(searched), np.ascontiguousarray(piece), cv2.TM_CCOEFF_NORMED)
    return float(np.hypot(*(np.array(cv2.minMaxLoc(fit)[3]) - SEARCH_PX)))


@torch.no_grad()
def embedding(net: nn.Module, picture: np.ndarray, landmarks: np.ndarray) -> Tensor:
    """The face network's embedding [n] of a picture [H,W,3] unit with landmarks [478,2] px."""
    photo = torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1), np.float32))[None]
    return net(face_pictures(photo, torch.from_numpy(eye_centres(landmarks))[None], net))[0]


def likeness(drawn: Tensor, photos: Tensor) -> dict[str, float]:
    """Cosines of embeddings [people,n], row by row the same people; the share of drawings nearest their own photo."""
    alike = F.normalize(drawn, dim=1) @ F.normalize(photos, dim=1).T
    own = alike.diagonal()
    found = (alike.argmax(1) == torch.arange(len(own))).float().mean()
    return {name: round(float(v), 3) for name, v in (("mean", own.mean()), ("lowest", own.min()), ("found", found))}


def others(photos: Tensor) -> float:
    """Mean cosine of photos [people,n] of two different people."""
    alike = F.normalize(photos, dim=1) @ F.normalize(photos, dim=1).T
    count = len(photos)
    return round(float((alike.sum() - alike.diagonal().sum()) / max(1, count * (count - 1))), 3)


def sharpness(sitters: list[Sitter], style: dict) -> dict[str, dict[str, float]]:
    """Line sharpness around eyes, nose and mouth at every size of `SIZES` times 512 px."""
    known = [fields(sitter, style) for sitter in sitters]
    per_px = {}
    for factor in SIZES:
        size = factor * LINES_PX
        pieces = [tile(s, style, size, FACE_CELLS, k) for s, k in zip(sitters, known, strict=True)]
        per_px[f"{factor}x"] = _mean((line_sharpness(piece, size) for piece in pieces), 4)
    return {
        "perPx": per_px,
        "perFace": {name: round(value * int(name[:-1]), 4) for name, value in per_px.items()},
    }


def _mean(values, digits: int = 2) -> float:
    values = list(values)
    return round(float(np.mean(values)), digits) if values else 0.0


class Judge:
    """The photos of some people, processed once by the encoder and the face networks."""

    def __init__(self, portraits: PortraitSet, names: list[str], nets: dict[str, nn.Module]):
        encoding = Encoding(load()).eval()
        self.nets = nets
        self.sitters = [see_portrait(portraits, name, encoding) for name in names]
        self.photos = [np.ascontiguousarray(sampled(s.photo, CROP_SIZE_PX).transpose(1, 2, 0)) for s in self.sitters]
        pairs = list(zip(self.photos, self.sitters, strict=True))
        self.seen = {k: torch.stack([embedding(net, p, s.landmarks) for p, s in pairs]) for k, net in nets.items()}
        # From zero, all of dlib's embeddings lie in nearly one direction: one view is relative to the mean of all
        # photos.
        self.views = {k: (k, 0 * v[0]) for k, v in self.seen.items()}
        if "dlib" in self.seen:
            self.views["dlibCentred"] = ("dlib", self.seen["dlib"].mean(0))
        self.drawings: dict[str, list[np.ndarray]] = {}  # by style, [512,512,3] u8 RGB, once its figures are known

    def others(self) -> dict[str, float]:
        return {view: others(self.seen[net] - centre) for view, (net, centre) in self.views.items()}

    def figures(self, style: dict) -> dict:
        """Likeness, skin and drift of everybody in one style."""
        drawn: dict[str, list[Tensor]] = {net: [] for net in self.nets}
        skins, drifts, kept = [], [], []
        for sitter, photo in zip(self.sitters, self.photos, strict=True):
            landmarks = moved_landmarks(sitter, style)
            grid = displacement_grid(sitter.landmarks, landmarks)
            drawing = np.ascontiguousarray(draw(sitter, style)[..., :3])
            warped = np.ascontiguousarray(sampled(sitter.photo, CROP_SIZE_PX, grid).transpose(1, 2, 0))
            for name, net in self.nets.items():
                drawn[name].append(embedding(net, drawing, landmarks))
            own = plain_skin(sitter, sitter.landmarks, CROP_SIZE_PX)
            skins.append(skin_shift(photo, own, drawing, plain_skin(sitter, landmarks, CROP_SIZE_PX, grid)))
            drifts.append(drift(warped, drawing, landmarks))
            kept.append(_as_u8(drawing))
        self.drawings[style["id"]] = kept
        stacked = {net: torch.stack(rows) for net, rows in drawn.items()}
        return {
            "people": len(self.sitters),
            "likeness": {v: likeness(stacked[net] - c, self.seen[net] - c) for v, (net, c) in self.views.items()},
            "skin": by_thirds(skins),
            "drift": _mean(drifts, 3),
        }

    def sheet(self, people: slice) -> np.ndarray:
        """u8 RGB: one row per person, the photo first, then every style that was judged."""
        photos = [_as_u8(photo) for photo in self.photos[people]]
        columns = [photos, *(drawings[people] for drawings in self.drawings.values())]
        return np.hstack([np.vstack(column) for column in columns])


def _as_u8(picture: np.ndarray) -> np.ndarray:
    return np.round(picture.clip(0, 1) * 255).astype(np.uint8)


def markdown(figures: dict[str, dict]) -> str:
    """The table of `docs/styles.md`: one row per style."""
    head = (
        "| style | faceres | finds its person | dlib, centred | skin ΔE | dark skin lightened by, mean (most) | drift |"
    )
    rows = [head, "|---" * 7 + "|"]
    for name, told in figures.items():
        if name == "others":
            continue
        face, dlib, skin = told["likeness"]["faceres"], told["likeness"]["dlibCentred"], told["skin"]
        delta = ", ".join(f"{skin[third]['deltaE']:.0f}" for third in THIRDS)
        dark = skin["darkest"]
        rows.append(
            f"| {name} | {face['mean']:.2f} | {face['found']:.0%} | {dlib['mean']:.2f} | {delta} "
            f"| {dark['lightening']:+.1f} ({dark['mostLightening']:+.1f}) | {told['drift']:.3f} |"
        )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--face-nets", type=Path, required=True)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--sharpness-people", type=int, default=2)
    parser.add_argument("--styles", nargs="+", choices=STYLE_IDS, default=list(STYLE_IDS))
    parser.add_argument("--sheets", type=Path, help="folder for contact sheets of everybody judged, at full size")
    parser.add_argument("--table", action="store_true", help="print the table for docs/styles.md instead of JSON")
    args = parser.parse_args()
    portraits = PortraitSet.open(args.portraits)
    nets = {"faceres": FaceresNet(args.face_nets), "dlib": DlibFaceNet(args.face_nets)}
    names = held_out(portraits, args.people)
    judge = Judge(portraits, names, nets)
    styles = [load_style(name) for name in args.styles]
    figures: dict[str, dict] = {style["id"]: judge.figures(style) for style in styles}
    for style in styles:
        figures[style["id"]]["sharpness"] = sharpness(judge.sitters[: args.sharpness_people], style)
    figures["others"] = judge.others()
    if args.sheets:
        args.sheets.mkdir(parents=True, exist_ok=True)
        for first in range(0, len(names), PEOPLE_PER_SHEET):
            rows = judge.sheet(slice(first, first + PEOPLE_PER_SHEET))
            file = args.sheets / f"{first // PEOPLE_PER_SHEET:02}.png"
            cv2.imwrite(str(file), cv2.cvtColor(rows, cv2.COLOR_RGB2BGR))
    print(markdown(figures) if args.table else json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
