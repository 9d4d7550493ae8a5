"""A style of the teacher: the numbers its brushes take.

A parameter file gives each number as one value or as a range `[low, high]`; `TeacherStyle.draw` picks one value of
every range by seed, `TeacherStyle.middle` their middles. An eighth style is an eighth file.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import numpy as np

STYLES = Path(__file__).parents[1] / "styles"


@dataclass(frozen=True)
class SkinStyle:
    lit: float = 0.0  # 1 smooth light on a modelled face, 0 flat cel tones
    gamma: float = 0.5  # the lit tone's lightness is 100·(L/100)^gamma
    tan_gamma: float = 0.36  # added for tan and dark skin, which is never whitened
    chroma: float = 1.0
    warmth: float = 1.5  # added to b*
    photo_light: float = 0.75  # how much the photo's own light shades
    mesh_light: float = 0.75  # how much the key light on the face mesh shades
    threshold: float = 0.18  # darkness at which the shade begins
    softness: float = 0.06
    shade: float = 0.8
    highlight: float = 0.35
    cast: float = 0.9  # shadows of chin and hair
    blush: float = 0.24
    form: float = 0.8  # the photo's own form on ears, neck and hands
    relief: float = 0.0  # the same on the face: cheeks, nose, laugh lines; it is what people are known again by


@dataclass(frozen=True)
class HairStyle:
    tones: float = 3.0  # 0 keeps the combed photo
    sharpness: float = 4.0
    strands: float = 14.0  # length of the comb, px at half size
    min_spread: float = 16.0  # least lightness range, so that black hair keeps its highlights
    gain: float = 1.5
    lift: float = 5.0
    chroma: float = 1.25
    unity: float = 0.5  # how far colours move to the hair's median


@dataclass(frozen=True)
class SceneStyle:
    rounds: float = 2.0  # of edge-preserving smoothing
    merge: float = 18.0  # colour radius of mean shift, 0 for none
    soft_px: float = 0.0
    gamma: float = 0.88
    chroma: float = 1.15
    contrast: float = 0.0
    fade: float = 0.0  # share of white paper
    strokes: float = 0.0  # length of painted strokes along edges, px at half size
    levels: float = 0.0  # flat lightness steps, 0 for none


@dataclass(frozen=True)
class LineStyle:
    strength: float = 0.85  # of the lines found in the picture
    sigma_px: float = 1.5
    gain: float = 140.0
    in_hair: float = 0.65
    silhouette: float = 0.75
    jaw: float = 0.9
    jaw_width: float = 1.25  # pens
    folds: float = 0.42  # laugh lines and wrinkles
    nose: float = 0.75
    ink: float = 0.3  # darkness of line colours: 0 black, 1 the picture's own


@dataclass(frozen=True)
class EyeStyle:
    modelled: float = 0.0  # 1 a shaded ball, 0 flat shapes
    iris_height: float = 1.1  # relative to its width
    iris_chroma: float = 1.0
    glow: float = 0.95
    light: float = 0.28  # the catch-light's radius relative to the iris
    lash: float = 2.2  # pens
    lower_lash: float = 0.85
    crease: float = 0.8
    brow: float = 0.92
    brow_width: float = 1.1
    brow_hairs: float = 0.0


@dataclass(frozen=True)
class MouthStyle:
    tint: float = 0.45
    redness: float = 0.0  # added to a*
    modelled: float = 0.0
    line: float = 0.95
    gloss: float = 0.3


@dataclass(frozen=True)
class FinishStyle:
    rim: float = 0.0
    bloom: float = 0.0
    graphite: float = 0.0  # 1 draws in grey tones on paper
    black: float = 0.0  # lightness below which everything falls into ink
    warmth: float = 0.0  # of the paper


@dataclass(frozen=True)
class TeacherStyle:
    """Everything the teacher must know of a style."""

    skin: SkinStyle
    hair: HairStyle
    scene: SceneStyle
    line: LineStyle
    eye: EyeStyle
    mouth: MouthStyle
    finish: FinishStyle

    @classmethod
    def read(cls, spec: dict, pick: Callable[[list[float]], float]) -> "TeacherStyle":
        unknown = set(spec) - {f.name for f in fields(cls)}
        if unknown:
            raise ValueError(f"unknown parts of a style: {sorted(unknown)}")
        return cls(**{f.name: _part(f.type, spec.get(f.name, {}), pick) for f in fields(cls)})

    @classmethod
    def middle(cls, spec: dict) -> "TeacherStyle":
        """The style itself: the middle of every range."""
        return cls.read(spec, lambda ends: (ends[0] + ends[1]) / 2)

    @classmethod
    def draw(cls, spec: dict, rng: np.random.Generator) -> "TeacherStyle":
        """A random neighbour of the style, for the style encoder's space."""
        return cls.read(spec, lambda ends: float(rng.uniform(*ends)))


def _part(kind: type, spec: dict, pick: Callable[[list[float]], float]):
    assert is_dataclass(kind)
    unknown = set(spec) - {f.name for f in fields(kind)}
    if unknown:
        raise ValueError(f"unknown numbers of {kind.__name__}: {sorted(unknown)}")
    return kind(**{k: float(pick(v)) if isinstance(v, list) else float(v) for k, v in spec.items()})


def read_style(style_id: str) -> dict:
    """The parameter file of one style."""
    return json.loads((STYLES / f"{style_id}.json").read_text())


def all_styles() -> list[dict]:
    """Every style's parameter file, in the order of their codes."""
    specs = [json.loads(path.read_text()) for path in STYLES.glob("*.json")]
    return sorted(specs, key=lambda spec: spec["code"], reverse=True)
