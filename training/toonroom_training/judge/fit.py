"""Identity-aware fit: moves a style's numbers, within windows set by the art direction, so that people are recognised.

`python -m toonroom_training.judge.fit --portraits DIR --face-nets DIR --styles anime comic --out runs/fit.json`

The artist is differentiable, so the numbers of its graphs follow the gradient of the likeness under two face networks
through `Painter` and `Fields`. Proportions move landmarks through a spline that is not part of the graphs, so their
gradients are finite differences. A window is small, so one straight step across it is enough. Writes a suggestion for
every style, with the likeness before and after on people it was not fitted to; a person decides what of it a style
adopts.
"""

import argparse
import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..artist.draw import Encoding, Sitter, inputs, moved_landmarks, sampled, see_portrait
from ..artist.fields import Fields
from ..artist.mixer import Mixer
from ..artist.painter import Painter
from ..artist.style import NUMBERS, STYLE_IDS, check, load_style, style_tensor
from ..data.portraits import PortraitSet
from ..encoder.network import load
from ..geometry.landmarks import eye_centres
from ..geometry.warp import CROP_SIZE_PX
from .evaluate import Judge, embedding
from .face_nets import DlibFaceNet, FaceresNet, face_pictures
from .review import held_out

# Fields and painting at half the app's size take a quarter of the time; the networks see faces of 150 and 224 px.
PAINTED_PX = 256
# Numbers that may move, and by how much at most: a share of the range that the schema gives the number.
WINDOWS: dict[str, float] = {
    "skin.relief": 0.08,
    "skin.photo_light": 0.1,
    "skin.mesh_light": 0.08,
    "skin.threshold": 0.06,
    "skin.softness": 0.06,
    "skin.shade": 0.1,
    "skin.highlight": 0.1,
    "skin.contour": 0.08,
    "skin.round": 0.08,
    "line.in_face": 0.06,
    "line.folds": 0.12,
    "line.outline_px": 0.04,
    "face.shade": 0.12,
    "face.light": 0.12,
    "face.line": 0.12,
    "eye.iris_l": 0.1,
    "brow.paint": 0.08,
    "brow.l": 0.1,
    "lip.own": 0.2,
    "lip.tint": 0.1,
    "lip.upper": 0.1,
}
# Proportions that may move, each with its neutral value: by at most a tenth of their distance to it.
NEUTRAL: dict[str, float] = {
    "eyeWidth": 1,
    "eyeHeight": 1,
    "eyeDown": 0,
    "eyeOut": 0,
    "eyeRound": 0,
    "browUp": 0,
    "nose": 1,
    "mouthWidth": 1,
    "mouthHeight": 1,
    "mouthUp": 0,
    "smile": 0,
    "jaw": 0,
    "chin": 0,
    "taper": 0,
}
PROPORTION_WINDOW = 0.1
RATE = 0.4
MEAN_PEOPLE = 48


@dataclass(frozen=True)
class Face:
    """A face network and its embedding of one person's photo."""

    net: nn.Module
    centre: Tensor  # [n], subtracted before comparing
    photo: Tensor  # [n]

    def unlike(self, drawing: Tensor, landmarks: np.ndarray) -> Tensor:
        """0 (the same person) to 2, for a drawing [1,3,H,H] with landmarks [478,2] in 512 units."""
        eyes = torch.from_numpy(eye_centres(landmarks))[None] * (drawing.shape[3] / CROP_SIZE_PX)
        seen = self.net(face_pictures(drawing, eyes, self.net))[0]
        return 1 - F.cosine_similarity(seen - self.centre, self.photo - self.centre, dim=0)


@dataclass(frozen=True)
class Model:
    """One person whose likeness is fitted."""

    sitter: Sitter
    faces: list[Face]


def models(sitters: list[Sitter], nets: dict[str, nn.Module], centres: dict[str, Tensor]) -> list[Model]:
    """`centres` holds the mean face's embedding for networks whose embeddings lie in nearly one direction from zero."""
    people = []
    for sitter in sitters:
        photo = np.ascontiguousarray(sampled(sitter.photo, CROP_SIZE_PX).transpose(1, 2, 0))
        seen = {name: embedding(net, photo, sitter.landmarks) for name, net in nets.items()}
        faces = [Face(net, centres.get(name, 0 * seen[name]), seen[name]) for name, net in nets.items()]
        people.append(Model(sitter, faces))
    return people


def mean_face(portraits: PortraitSet, names: list[str], net: nn.Module) -> Tensor:
    """[n]: the mean of a network's embeddings of these people's photos."""
    return torch.stack([embedding(net, portraits.photo(n), portraits.landmarks[n]) for n in names]).mean(0)


def prepared(people: list[Model], style: dict) -> list[Callable[[Tensor], Tensor]]:
    """For each person the loss, as a function of the style vector [1,S], at the style's proportions."""
    return [_loss(person, style) for person in people]


def _loss(person: Model, style: dict) -> Callable[[Tensor], Tensor]:
    sitter = person.sitter
    whole, tile = inputs(sitter, style, PAINTED_PX)
    seen = {name: F.avg_pool2d(planes, 2) for name, planes in whole.items()}
    scale = torch.ones(1)  # output px per px of the halved line grid
    landmarks = moved_landmarks(sitter, style)

    def loss(numbers: Tensor) -> Tensor:
        mixed = (sitter.palette, numbers, *Mixer()(sitter.palette, numbers))
        work, lines = Fields()(seen["photo"], seen["layers"], seen["form"], *mixed[:3])
        drawing = Painter()(tile["photo"], work, lines, tile["guide"], tile["at"], *mixed, scale)
        return torch.stack([face.unlike(drawing[:, :3], landmarks) for face in person.faces]).mean()

    return loss


def fit_numbers(people: list[Model], style: dict, steps: int) -> dict[str, float]:
    """New values of the numbers in `WINDOWS`, by Adam inside their windows."""
    authored = style_tensor(style)
    reach, low, high = _windows(authored)
    position = torch.zeros_like(authored, requires_grad=True)
    optimiser = torch.optim.Adam([position], RATE)
    losses = prepared(people, style)
    for _ in range(steps):
        optimiser.zero_grad()
        for loss in losses:
            loss((authored + reach * torch.tanh(position)).clamp(low, high)).backward()
        optimiser.step()
    with torch.no_grad():
        found = (authored + reach * torch.tanh(position)).clamp(low, high)[0]
    return {name: round(float(value), 3) for name, value in zip(NUMBERS, found, strict=True) if name in WINDOWS}


def _windows(authored: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """(Reach to either side, least, greatest), each [1,S]. A number that the author set to 0 stays 0."""
    bounds = list(NUMBERS.values())
    reach = torch.tensor([[WINDOWS.get(name, 0) * (n.greatest - n.least) for name, n in NUMBERS.items()]])
    reach = torch.where(authored == 0, 0.0, reach)
    return reach, torch.tensor([[n.least for n in bounds]]), torch.tensor([[n.greatest for n in bounds]])


@torch.no_grad()
def fit_proportions(people: list[Model], style: dict) -> dict[str, float]:
    """New proportions: one step across the window against the finite differences of the loss, if that helps."""
    own = style["proportions"]
    names = [name for name in NEUTRAL if abs(own.get(name, NEUTRAL[name]) - NEUTRAL[name]) > 1e-6]
    reach = {name: PROPORTION_WINDOW * abs(own[name] - NEUTRAL[name]) for name in names}

    def loss(proportions: dict[str, float]) -> float:
        tried = {**style, "proportions": proportions}
        numbers = style_tensor(style)
        return float(np.mean([float(f(numbers)) for f in prepared(people, tried)]))

    here = loss(own)
    slope = {name: loss({**own, name: own[name] + reach[name]}) - here for name in names}
    most = max((abs(value) for value in slope.values()), default=0.0)
    if most == 0:
        return {}
    new = {name: round(own[name] - reach[name] * float(np.clip(2 * slope[name] / most, -1, 1)), 4) for name in names}
    return new if loss({**own, **new}) < here else {}


def changed(style: dict, numbers: dict[str, float], proportions: dict[str, float]) -> dict:
    """The style with other values. @raises ValueError where one leaves the schema's bounds."""
    style = copy.deepcopy(style)
    style["proportions"] |= proportions
    for name, value in numbers.items():
        group, key = name.split(".")
        if group in style["paint"]:
            style["paint"][group][key] = value
        else:
            style["features"][name] = value
    check(style)
    return style


def told(likeness: dict[str, dict[str, float]]) -> dict[str, float]:
    return {view: figures["mean"] for view, figures in likeness.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--face-nets", type=Path, required=True)
    parser.add_argument("--styles", nargs="+", choices=STYLE_IDS, default=list(STYLE_IDS))
    parser.add_argument("--people", type=int, default=6, help="training portraits to fit to")
    parser.add_argument("--held-out", type=int, default=12)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    portraits, encoding = PortraitSet.open(args.portraits), Encoding(load()).eval()
    nets = {"faceres": FaceresNet(args.face_nets), "dlib": DlibFaceNet(args.face_nets)}
    kept = [name for name in portraits.names("train") if portraits.is_kept(name)]
    mixed = [str(name) for name in np.random.default_rng(4).permutation(kept)]
    centres = {"dlib": mean_face(portraits, mixed[:MEAN_PEOPLE], nets["dlib"])}
    people = models([see_portrait(portraits, name, encoding) for name in mixed[: args.people]], nets, centres)
    judge = Judge(portraits, held_out(portraits, args.held_out), nets)
    suggestions = {}
    for name in args.styles:
        style = load_style(name)
        proportions = fit_proportions(people, style)
        numbers = fit_numbers(people, changed(style, {}, proportions), args.steps)
        before, after = (judge.figures(s)["likeness"] for s in (style, changed(style, numbers, proportions)))
        suggestions[name] = {
            "proportions": proportions,
            "numbers": numbers,
            "heldOut": {"people": args.held_out, "before": told(before), "after": told(after)},
        }
        print(name, suggestions[name]["heldOut"], flush=True)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(suggestions, indent=1) + "\n")


if __name__ == "__main__":
    main()
