"""A drawn face with known landmarks, so that no photo is needed."""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from toonroom_training.geometry.landmarks import FACE_OVAL, LIPS_OUTER_LOWER, LIPS_OUTER_UPPER


@dataclass(frozen=True)
class MadeUp:
    """A portrait of flat shapes, 768 px a side."""

    photo: np.ndarray  # [768,768,3] f32 unit RGB
    classes: np.ndarray  # [768,768] u8
    landmarks: np.ndarray  # [478,2] px


GOLDEN = Path(__file__).parents[2] / "packages" / "toonroom" / "src" / "domain" / "golden"


@pytest.fixture(scope="session")
def golden() -> dict:
    return json.loads((GOLDEN / "face-frontal.json").read_text())


@pytest.fixture(scope="session")
def landmarks(golden) -> np.ndarray:
    """An average face [478,2] in 512-crop px."""
    return np.array(golden["landmarks"])


def _fill(picture, points, colour):
    cv2.fillPoly(picture, [np.round(points).astype(np.int32)], colour, cv2.LINE_AA)


@pytest.fixture(scope="session")
def source(landmarks) -> MadeUp:
    """A 768 px portrait of flat shapes: scene, shoulders, hair, face, lips."""
    points = landmarks * 1.5
    photo = np.full((768, 768, 3), 150, np.uint8)
    classes = np.zeros((768, 768), np.uint8)
    centre = points[list(FACE_OVAL)].mean(0)
    for index, colour, shape in (
        (4, (60, 80, 160), np.array([[60, 768], [200, 620], [560, 620], [700, 768]])),
        (2, (205, 160, 135), np.array([[300, 520], [460, 520], [480, 680], [290, 680]])),
        (1, (60, 40, 30), centre + (points[list(FACE_OVAL)] - centre) * 1.3 - [0, 40]),
        (3, (215, 170, 145), points[list(FACE_OVAL)]),
    ):
        _fill(photo, shape, colour)
        _fill(classes, shape, index)
    _fill(photo, points[list(LIPS_OUTER_UPPER + LIPS_OUTER_LOWER[-2:0:-1])], (180, 90, 90))
    return MadeUp(photo.astype(np.float32) / 255, classes, points)
