"""A style is data: numbers with bounds, packed into one vector, so that styles can be mixed continuously."""

import json
from pathlib import Path

import torch
from torch import Tensor

from . import features, strokes
from .numbers import SURFACES, Number

STYLES = Path(__file__).parent / "styles"
STYLE_IDS = ("3d", "anime", "comic", "sketch", "handdrawn", "artstyle", "design", "illustration")

# Numbers of the style vector [1,S], in its order.
NUMBERS: dict[str, Number] = {**SURFACES, **features.NUMBERS}
STYLE = tuple(NUMBERS)


def load_style(name: str) -> dict:
    """The style `name` as parsed JSON. @raises ValueError naming the first number that is unknown or out of bounds."""
    style = json.loads((STYLES / f"{name}.json").read_text())
    check(style)
    return style


def flat_numbers(style: dict) -> dict[str, float]:
    """Numbers of the graphs by their full name: the sections `paint` and `features`."""
    numbers = {f"{group}.{key}": value for group, values in style["paint"].items() for key, value in values.items()}
    return {**numbers, **style["features"]}


def check(style: dict) -> None:
    for name, value in flat_numbers(style).items():
        _check(name, value, NUMBERS)
    for name, value in style["strokes"].items():
        _check(name, value, strokes.NUMBERS)


def _check(name: str, value: float, known: dict[str, Number]) -> None:
    if name not in known:
        raise ValueError(f"{name} is not a number of a style")
    if not known[name].least <= value <= known[name].greatest:
        raise ValueError(f"{name} is {value}, not between {known[name].least} and {known[name].greatest}")


def paint_vector(style: dict) -> list[float]:
    """The S numbers of the style vector."""
    own = flat_numbers(style)
    return [float(own.get(name, number.default)) for name, number in NUMBERS.items()]


def style_tensor(style: dict) -> Tensor:
    return torch.tensor([paint_vector(style)])


class Scalars:
    """A vector [1,N] by name: each number asked for is one slice [1,1,1,1]."""

    def __init__(self, vector: Tensor, names: tuple[str, ...]) -> None:
        self._vector = vector.view(1, len(names), 1, 1)
        self._place = {name: i for i, name in enumerate(names)}

    def __getitem__(self, name: str) -> Tensor:
        i = self._place[name]
        return self._vector[:, i : i + 1]
