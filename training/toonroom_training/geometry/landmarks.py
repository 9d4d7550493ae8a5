"""Index tables of MediaPipe's 478-point face mesh (468 mesh points, 2 × 5 iris points).

"Right" and "left" are the person's own: the right eye is at the smaller x of an unmirrored photo.
Source of the topology: MediaPipe `face_mesh_connections` and `face_landmarks_connections`, Apache-2.0.
"""

from dataclasses import dataclass

import numpy as np

FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
JAW = (
    234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454,
)  # fmt: skip
LIPS_OUTER_UPPER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
LIPS_OUTER_LOWER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
LIPS_INNER_UPPER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LIPS_INNER_LOWER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
LIPS = tuple(dict.fromkeys(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER + LIPS_INNER_UPPER + LIPS_INNER_LOWER))
NOSE = (
    168, 6, 197, 195, 5, 4, 1, 19, 94, 2, 98, 327, 64, 294, 48, 278, 115, 344, 220, 440, 45, 275,
    129, 358, 102, 331, 49, 279,
)  # fmt: skip
MIDLINE = (168, 6, 195, 4, 2, 13, 17, 152)
CHEEKS = (50, 280, 205, 425, 187, 411, 117, 346)
CHIN = 152
NOSE_BASE = (98, 327, 2)
ALIGNMENT = (468, 473, 1, 61, 291)


@dataclass(frozen=True)
class EyeIndices:
    """Indices of one eye and its brow in the mesh; all lists run from smaller to larger x."""

    upper: tuple[int, ...]
    lower: tuple[int, ...]
    iris: tuple[int, ...]  # centre, then four points of its rim
    brow_upper: tuple[int, ...]
    brow_lower: tuple[int, ...]
    outward: int  # −1: the outer corner is at the smaller x


RIGHT_EYE = EyeIndices(
    upper=(33, 246, 161, 160, 159, 158, 157, 173, 133),
    lower=(33, 7, 163, 144, 145, 153, 154, 155, 133),
    iris=(468, 469, 470, 471, 472),
    brow_upper=(70, 63, 105, 66, 107),
    brow_lower=(46, 53, 52, 65, 55),
    outward=-1,
)
LEFT_EYE = EyeIndices(
    upper=(362, 398, 384, 385, 386, 387, 388, 466, 263),
    lower=(362, 382, 381, 380, 374, 373, 390, 249, 263),
    iris=(473, 474, 475, 476, 477),
    brow_upper=(336, 296, 334, 293, 300),
    brow_lower=(285, 295, 282, 283, 276),
    outward=1,
)
EYES = (RIGHT_EYE, LEFT_EYE)


def eye_centres(landmarks: np.ndarray) -> np.ndarray:
    """[2,2] f32: the centre of the right and of the left eye of landmarks [478,2]."""
    return np.stack([landmarks[list(eye.upper + eye.lower)].mean(0) for eye in EYES]).astype(np.float32)


WARP_CONTROLS = tuple(
    dict.fromkeys(
        FACE_OVAL
        + tuple(i for e in EYES for i in e.upper + e.lower + e.brow_upper + e.brow_lower)
        + LIPS
        + NOSE
        + CHEEKS
    )
)

# The 68 points of the iBUG 300-W scheme (Sagonas et al. 2013) in the mesh: jaw 17, brows 5 + 5, nose 4 + 5,
# eyes 6 + 6, mouth 12 + 8.
IBUG_68 = (
    127, 234, 93, 132, 58, 136, 150, 176, 152, 400, 379, 365, 288, 361, 323, 454, 356,
    70, 63, 105, 66, 107, 336, 296, 334, 293, 300,
    168, 197, 5, 4, 75, 97, 2, 326, 305,
    33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
    61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181,
    78, 82, 13, 312, 308, 317, 14, 87,
)  # fmt: skip
