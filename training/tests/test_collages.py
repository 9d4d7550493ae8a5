from types import SimpleNamespace

import numpy as np
import pytest

from toonroom_training.data.collages import HEIGHT_PX, MOST_PEOPLE, WIDTH_PX, collage
from toonroom_training.geometry.landmarks import FACE_OVAL


@pytest.fixture()
def portraits(source):
    return SimpleNamespace(
        photo=lambda name: source.photo,
        classes=lambda name: source.classes,
        landmarks={"somebody": source.landmarks},
        coverage=lambda name: np.ones((768, 768), np.float32),
    )


@pytest.mark.parametrize(("size_px", "turned"), [(60, True), (300, False)])
def test_every_face_lies_where_the_truth_says(portraits, source, size_px, turned):
    picture, faces = collage(portraits, ["somebody"], size_px, turned, np.random.default_rng(1))
    assert 1 < len(faces) <= MOST_PEOPLE
    oval = source.landmarks[list(FACE_OVAL)].mean(0).astype(int)
    skin = source.photo[oval[1], oval[0]]
    for face in faces:
        assert 0.8 * size_px < face["sizePx"] < 1.25 * size_px
        x, y = face["x"] + face["width"] / 2, face["y"] + face["height"] / 2
        assert 0 < x < WIDTH_PX and 0 < y < HEIGHT_PX
        assert np.abs(picture[int(y), int(x)] - skin).max() < 0.12
    assert (max(abs(face["degrees"]) for face in faces) > 30) == turned
