import numpy as np

from toonroom_training.flatten import FlatTones, flatten, hair_share
from toonroom_training.teacher.style import all_styles

TONES = FlatTones(share=1.0, strands=8.0, tone=40.0, sharpness=10.0, lines=0.0)


def strands() -> np.ndarray:
    """[64,64,3] u8: noise over two tones with a border between them."""
    noise = np.random.default_rng(0).normal(0, 8, (64, 64))
    light = np.where(np.arange(64) < 32, 70, 150) + noise
    return np.repeat(light[..., None], 3, 2).clip(0, 255).astype(np.uint8)


def test_noise_goes_and_the_border_stays():
    flat = flatten(strands(), np.ones((64, 64), np.float32), TONES)[..., 0]
    left, right = flat[8:-8, 4:26], flat[8:-8, 38:60]
    assert left.std() < 4 and right.std() < 4
    assert right.mean() - left.mean() > 60


def test_lines_that_stand_out_stay_as_far_as_asked():
    picture = strands()
    picture[30:33, 12:15] = 10  # too short for the comb to follow
    share = np.ones((64, 64), np.float32)
    without, with_lines = (flatten(picture, share, {**TONES, "lines": x})[31, 13].mean() for x in (0, 1))
    assert with_lines < without - 10


def test_nothing_changes_outside_the_share():
    share = np.zeros((64, 64), np.float32)
    share[20:40] = 1
    flat = flatten(strands(), share, TONES)
    np.testing.assert_array_equal(flat[share == 0], strands()[share == 0])
    np.testing.assert_array_equal(flatten(strands(), share, {**TONES, "share": 0}), strands())


def test_hair_is_the_head_without_the_face_and_its_colour():
    picture = np.full((64, 64, 3), 40, np.uint8)
    picture[24:] = [200, 150, 120]  # below the hair all is skin
    face = np.zeros((64, 64), np.float32)
    face[28:60, 16:48] = 1
    share = hair_share(picture, np.ones((64, 64), np.float32), face)
    assert share[4:16].min() > 0.95
    assert share[30:].max() < 0.05


def test_every_style_says_how_flat_it_is():
    for style in all_styles():
        for tones in style["flatness"].values():
            assert set(tones) == set(FlatTones.__annotations__) and 0 <= tones["share"] <= 1 <= tones["tone"]
