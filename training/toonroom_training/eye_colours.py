"""Eyes of every colour: most of the portraits have brown ones, and a student would learn to paint all eyes brown."""

from dataclasses import replace

import numpy as np

from .landmarks import EYES
from .proportions import fit_eye
from .teacher.portrait import Source, eye_opening
from .teacher.primitives import blur, ellipse, smoothstep, to_lab, to_rgb

# Lab of irises as cameras see them, from neutral light to warm: (lowest, highest)
SEEN_IRISES = {
    "blue": ((36, -3, -9), (50, 2, 1)),
    "grey": ((36, 0, -1), (50, 3, 5)),
    "green": ((32, -5, 7), (44, 1, 15)),
    "amber": ((28, 6, 14), (40, 12, 24)),
    "brown": ((12, 5, 5), (26, 12, 14)),
}


def any_iris(rng: np.random.Generator) -> np.ndarray:
    """A random colour, Lab, of one of SEEN_IRISES."""
    return rng.uniform(*SEEN_IRISES[str(rng.choice(list(SEEN_IRISES)))])


def with_irises(source: Source, colour: np.ndarray) -> Source:
    """The same person with irises of this Lab colour; pupils, catch-lights and what the lids hide stay as they are."""
    shape = source.photo.shape[:2]
    lab = to_lab(source.photo)
    for contour in EYES:
        eye = fit_eye(source.landmarks, contour)
        radius = eye.iris_radius
        disc = ellipse(shape, eye.iris_centre, eye.axis, (radius * 0.95,) * 2)
        pupil = ellipse(shape, eye.iris_centre, eye.axis, (radius * 0.42,) * 2)
        iris = disc * eye_opening(eye, shape)
        ring = lab[iris * (1 - pupil) > 0.6]
        if len(ring) < 12:
            continue
        middle = np.median(ring, 0)
        catch_light = smoothstep(middle[0] + 22, middle[0] + 36, lab[..., 0])
        cover = (blur(iris, radius * 0.08) * (1 - catch_light))[..., None]
        painted = colour + (lab - middle) * [0.7, 0.3, 0.3]
        painted[..., 0] -= (painted[..., 0] - np.minimum(lab[..., 0], 14)) * blur(pupil, radius * 0.12)
        lab = lab * (1 - cover) + painted * cover
    return replace(source, photo=to_rgb(lab).astype(np.float32))
