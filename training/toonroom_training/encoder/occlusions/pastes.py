"""Which things are put on, how often and in what order."""

from collections.abc import Callable

import numpy as np

from ..labels import Example
from .scene import Scene, Swatches
from .things import cup, face_mask, fringe, glasses, hand, hat, hood, hoops, microphone, scarf, stubble

PASTES: dict[Callable[[Scene], None], float] = {
    glasses: 0.30,
    stubble: 0.16,
    hat: 0.13,
    hand: 0.10,
    hoops: 0.10,
    face_mask: 0.09,
    fringe: 0.07,
    hood: 0.06,
    scarf: 0.05,
    cup: 0.04,
    microphone: 0.05,
}  # chance of each, independently; hair and hoods come before what is worn over them
ORDER = (stubble, fringe, hood, scarf, hoops, glasses, hat, face_mask, cup, microphone, hand)


def occluded(example: Example, swatches: Swatches, rng: np.random.Generator, share: float = 1.0) -> Example:
    """`example` with random things put on; `share` scales all chances. Needs its landmarks."""
    chosen = [paste for paste in ORDER if rng.random() < PASTES[paste] * share]
    if not chosen or not len(example.points):
        return example
    scene = Scene(example, swatches, rng)
    for paste in chosen:
        paste(scene)
    photo = np.round(scene.photo.clip(0, 1) * 255).astype(np.uint8)
    return Example(example.name, photo, scene.classes, scene.beard, scene.person, example.points)
