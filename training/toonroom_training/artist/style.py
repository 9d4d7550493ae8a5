"""A style is data: numbers with bounds, packed into one vector, so that styles can be mixed continuously."""

import json
from pathlib import Path

import torch
from torch import Tensor

from . import features, strokes
from .numbers import PROPORTIONS, SURFACES, TEXTURE, Number

STYLES = Path(__file__).parent / "styles"
STYLE_IDS = ("3d", "anime", "comic", "sketch", "handdrawn", "artstyle", "design", "illustration")

# Numbers of the style vector [1,S], in its order.
NUMBERS: dict[str, Number] = {**SURFACES, **features.NUMBERS}
STYLE = tuple(NUMBERS)

# Every number of a style by its full name: those of the vector, then what the app itself uses.
ALL_NUMBERS: dict[str, Number] = {
    **NUMBERS,
    **{f"strokes.{name}": number for name, number in strokes.NUMBERS.items()},
    **{f"proportions.{name}": number for name, number in PROPORTIONS.items()},
    **{f"texture.{name}": number for name, number in TEXTURE.items()},
}


# What the first part of a number's name stands for.
GROUPS = {
    "skin": "skin",
    "hair": "hair",
    "scene": "clothes and surroundings",
    "line": "lines",
    "finish": "the whole picture",
    "grade": "colour grade",
    "face": "features: light and lines",
    "eye": "eyes",
    "lid": "lids and lashes",
    "brow": "brows",
    "lip": "lips",
    "mouth": "mouth",
    "strokes": "features: shapes",
    "proportions": "proportions of the face",
    "texture": "paper and pencil",
}


# Sections of a style whose names carry no group inside it.
_SECTIONS = ("strokes", "proportions", "texture")


def load_style(name: str) -> dict:
    """The style `name` by sections. @raises ValueError naming the first number that is unknown or out of bounds."""
    file = json.loads((STYLES / f"{name}.toonstyle").read_text())
    return {**file, **style_of_numbers(file["numbers"])}


def style_of_numbers(numbers: dict[str, float]) -> dict:
    """The sections of a style with these numbers. @raises ValueError as `load_style`."""
    check_numbers(numbers)
    style: dict = {"paint": {}, "features": {}, **{section: {} for section in _SECTIONS}}
    for full, value in numbers.items():
        group, key = full.split(".")
        if group in _SECTIONS:
            style[group][key] = value
        elif full in features.NUMBERS:
            style["features"][full] = value
        else:
            style["paint"].setdefault(group, {})[key] = value
    return style


def all_numbers(style: dict) -> dict[str, float]:
    """Every number that the style sets, by its full name."""
    own = {f"{group}.{key}": value for group in _SECTIONS for key, value in style[group].items()}
    return {**flat_numbers(style), **own}


def flat_numbers(style: dict) -> dict[str, float]:
    """Numbers of the graphs by their full name: the sections `paint` and `features`."""
    numbers = {f"{group}.{key}": value for group, values in style["paint"].items() for key, value in values.items()}
    return {**numbers, **style["features"]}


def check(style: dict) -> None:
    check_numbers(all_numbers(style))


def check_numbers(numbers: dict[str, float]) -> None:
    for name, value in numbers.items():
        if name not in ALL_NUMBERS:
            raise ValueError(f"{name} is not a number of a style")
        known = ALL_NUMBERS[name]
        if not known.least <= value <= known.greatest:
            raise ValueError(f"{name} is {value}, not between {known.least} and {known.greatest}")


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
