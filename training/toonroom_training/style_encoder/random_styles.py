"""Styles with random numbers, to draw training pictures in: between the styles of the app, and far beyond them."""

import numpy as np

from ..artist.style import ALL_NUMBERS, STYLE_IDS, all_numbers, load_style, style_of_numbers

# The numbers that are read from a drawing: those whose effect can be seen in it, by what they belong to.
READ: dict[str, tuple[str, ...]] = {
    "line": (
        "line.outline", "line.outline_px", "line.fine", "line.bold", "line.ink", "line.warm", "face.line",
        "strokes.lid", "strokes.jaw",
    ),
    "tones": (
        "skin.softness", "skin.shade", "skin.shade_l", "skin.deep", "skin.highlight", "skin.lit", "skin.photo_light",
        "skin.detail", "scene.levels", "scene.flat", "scene.contrast", "finish.contrast",
    ),
    "palette": (
        "skin.gamma", "skin.chroma", "skin.warmth", "hair.chroma", "scene.chroma", "scene.fade", "scene.soft",
        "finish.chroma",
    ),
    "hair": ("hair.softness", "hair.light", "hair.ring", "hair.shadow", "hair.deep", "hair.volume"),
    "eyes": (
        "proportions.eyeWidth", "proportions.eyeHeight", "strokes.spark", "strokes.lashes", "eye.iris_chroma",
        "face.shade",
    ),
    "finish": (
        "finish.pencil", "finish.hatching", "finish.crayon", "finish.dots", "finish.bristles", "finish.black",
        "finish.paper", "finish.bloom",
    ),
}  # fmt: skip
NAMES = tuple(name for names in READ.values() for name in names)

# Colour casts that the reader has to see through; the app measures them itself.
GRADE = tuple(name for name in ALL_NUMBERS if name.startswith("grade."))

WHOLE = 0.4  # share of numbers drawn from their whole range
WHOLE_FINISH = 0.2  # of pencil, dots and other media, of which one picture has few
JITTER = 0.12  # of the range, for the others


def whole_numbers(style: dict) -> dict[str, float]:
    """All numbers of a style, those that it leaves out too."""
    own = all_numbers(style)
    return {name: float(own.get(name, number.default)) for name, number in ALL_NUMBERS.items()}


def random_numbers(rng: np.random.Generator) -> dict[str, float]:
    """Every number of a made-up style, within its bounds."""
    chosen = rng.choice(STYLE_IDS, size=int(rng.integers(1, 4)), replace=False)
    weights = rng.dirichlet(np.ones(len(chosen)))
    parts = [whole_numbers(load_style(name)) for name in chosen]
    numbers = {name: float(sum(w * part[name] for w, part in zip(weights, parts, strict=True))) for name in ALL_NUMBERS}
    for name in NAMES:
        least, greatest = ALL_NUMBERS[name][:2]
        if rng.random() < (WHOLE_FINISH if name in READ["finish"] else WHOLE):
            numbers[name] = float(rng.uniform(least, greatest))
        else:
            numbers[name] += float(rng.normal()) * JITTER * (greatest - least)
    for name in GRADE:
        numbers[name] = float(rng.uniform(-20, 20)) if rng.random() < 0.4 else 0.0
    return {name: float(np.clip(value, *ALL_NUMBERS[name][:2])) for name, value in numbers.items()}


def shares(numbers: dict[str, float]) -> np.ndarray:
    """[N] f32: each read number's place in its range, 0..1."""
    bounds = [ALL_NUMBERS[name] for name in NAMES]
    return np.array(
        [(numbers[name] - b.least) / (b.greatest - b.least) for name, b in zip(NAMES, bounds, strict=True)], np.float32
    )


def random_style(rng: np.random.Generator) -> tuple[dict, np.ndarray]:
    """A style to draw in, and the shares [N] that are to be read from it."""
    numbers = random_numbers(rng)
    return style_of_numbers(numbers), shares(numbers)
