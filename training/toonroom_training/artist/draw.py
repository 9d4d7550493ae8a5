"""Draws a portrait from a photo in the same steps as the app: for sheets, figures and the fit.

`python -m toonroom_training.artist.draw PORTRAITS NAME … --out sheet.png --styles anime comic --size 512`
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from ..data.portraits import PortraitSet
from ..encoder.network import Encoder, load, twice_seen
from ..geometry.proportions import Proportions, drawn_landmarks, exaggerate
from ..geometry.warp import CROP_SIZE_PX, displacement_grid, sampling_map
from . import form, strokes
from .fields import Fields
from .hair_edge import parted
from .mixer import Mixer
from .painter import Painter
from .palette import Palette
from .style import STYLE_IDS, load_style, style_tensor

WORK_PX, LINES_PX = 256, 512


class Measuring(nn.Module):
    """photo [1,3,h,w], layers [1,9,h,w] as the encoder saw them, form [1,18,h,w] → corrected layers, palette [1,P]."""

    def __init__(self) -> None:
        super().__init__()
        self.palette = Palette()

    def forward(self, photo: Tensor, seen: Tensor, form: Tensor) -> tuple[Tensor, Tensor]:
        palette = self.palette(photo, seen, form)
        return parted(seen, photo, palette), palette


class Encoding(nn.Module):
    """photo [1,3,h,w], form [1,18,h,w] → layers [1,9,h,w], palette [1,P]. The app does the same, once per photo."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder, self.measuring = encoder, Measuring()

    def forward(self, photo: Tensor, form: Tensor) -> tuple[Tensor, Tensor]:
        return self.measuring(photo, twice_seen(self.encoder, photo), form)


@dataclass(frozen=True)
class Sitter:
    """One person as the artist sees them."""

    photo: np.ndarray  # [3,H,W] f32 unit RGB, the aligned crop
    landmarks: np.ndarray  # [478,2], 512 units a side
    depth: np.ndarray  # [478], same unit
    layers: np.ndarray  # [9,256,256] unit
    palette: Tensor  # [1,P]


def batch(x: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(x, np.float32))[None]


def sampled(planes: np.ndarray, side: int, grid: np.ndarray | None = None) -> np.ndarray:
    """`planes` [C,H,H] of the whole crop, resampled to `side` px and moved by a displacement grid."""
    share = planes.shape[1] / CROP_SIZE_PX
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    moved = np.zeros((side, side, 2), np.float32) if grid is None else sampling_map(grid, side)
    column = (((x + 0.5) * (CROP_SIZE_PX / side) + moved[..., 0]) * share - 0.5).astype(np.float32)
    row = (((y + 0.5) * (CROP_SIZE_PX / side) + moved[..., 1]) * share - 0.5).astype(np.float32)
    shrink = planes.shape[1] / side
    soft = [cv2.GaussianBlur(p, (0, 0), 0.4 * shrink) if shrink > 1.2 else p for p in planes]
    return np.stack([cv2.remap(p, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for p in soft])


@torch.no_grad()
def see(photo: np.ndarray, landmarks: np.ndarray, depth: np.ndarray, encoding: Encoding) -> Sitter:
    """`photo` [H,H,3] f32 unit RGB of the aligned crop; landmarks [478,2] and depth [478] in its 512 units."""
    planes = np.ascontiguousarray(photo.transpose(2, 0, 1), np.float32)
    small = batch(sampled(planes, WORK_PX))
    layers, palette = encoding(small, batch(form.draw(landmarks, depth, WORK_PX)))
    return Sitter(planes, landmarks, depth, layers[0].numpy(), palette)


def see_portrait(portraits: PortraitSet, name: str, encoding: Encoding) -> Sitter:
    picture = cv2.imread(str(portraits.folder / "jpg" / f"{name}.jpg"))
    if picture is None:
        raise FileNotFoundError(f"{name}: no photo in {portraits.folder}")
    rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.float32) / 255
    share = CROP_SIZE_PX / rgb.shape[0]
    return see(rgb, portraits.landmarks[name] * share, portraits.depths[name] * share, encoding)


def moved_landmarks(sitter: Sitter, style: dict, exaggeration: float = 1.0) -> np.ndarray:
    drawn = drawn_landmarks(sitter.landmarks, Proportions(**style["proportions"]))
    return exaggerate(sitter.landmarks, drawn, exaggeration)


def inputs(
    sitter: Sitter, style: dict, size: int, exaggeration: float = 1.0
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Inputs of `Fields` and of `Painter`, except the outputs of earlier graphs, in the order of their arguments."""
    drawn = moved_landmarks(sitter, style, exaggeration)
    grid = displacement_grid(sitter.landmarks, drawn)
    guide, at = strokes.draw(drawn, style["strokes"], size)
    fields = {
        "photo": batch(sampled(sitter.photo, LINES_PX, grid)),
        "layers": batch(sampled(sitter.layers, WORK_PX, grid)),
        "form": batch(form.draw(drawn, sitter.depth, WORK_PX)),
    }
    painter = {
        "photo": fields["photo"] if size == LINES_PX else batch(sampled(sitter.photo, size, grid)),
        "guide": batch(guide),
        "at": torch.tensor([float(x) for x in at]),
        "scale": torch.tensor([size / LINES_PX]),
    }
    return fields, painter


@torch.no_grad()
def draw(
    sitter: Sitter, style: dict, size: int = LINES_PX, exaggeration: float = 1.0, vector: Tensor | None = None
) -> np.ndarray:
    """[size,size,4] f32 unit: the drawing and its matte. `size` is a multiple of 16.

    `vector` [1,S] replaces the style's numbers, for mixed styles.
    """
    seen, tile = inputs(sitter, style, size, exaggeration)
    numbers = style_tensor(style) if vector is None else vector
    colours, derived = Mixer()(sitter.palette, numbers)
    mixed = (sitter.palette, numbers, colours, derived)
    work, lines = Fields()(seen["photo"], seen["layers"], seen["form"], *mixed[:3])
    drawing = Painter()(tile["photo"], work, lines, tile["guide"], tile["at"], *mixed, tile["scale"])
    return drawing[0].permute(1, 2, 0).numpy()


def sheet(sitters: list[Sitter], styles: list[dict], size: int) -> np.ndarray:
    """u8 BGR: one row per person, the photo first, then every style."""
    rows = []
    for sitter in sitters:
        drawings = [draw(sitter, style, size)[..., :3] for style in styles]
        rows.append(np.hstack([sampled(sitter.photo, size).transpose(1, 2, 0), *drawings]))
    return (np.vstack(rows)[..., ::-1].clip(0, 1) * 255).round().astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("portraits", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--styles", nargs="+", default=STYLE_IDS)
    parser.add_argument("--size", type=int, default=LINES_PX)
    args = parser.parse_args()
    encoding = Encoding(load()).eval()
    portraits = PortraitSet.open(args.portraits)
    sitters = [see_portrait(portraits, name, encoding) for name in args.names]
    cv2.imwrite(str(args.out), sheet(sitters, [load_style(name) for name in args.styles], args.size))


if __name__ == "__main__":
    main()
