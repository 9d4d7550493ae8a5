from dataclasses import replace

import numpy as np
import pytest

from toonroom_training.eye_colours import any_iris, with_irises
from toonroom_training.landmarks import EYES
from toonroom_training.model import STYLE_CODE_SIZE
from toonroom_training.proportions import Proportions, drawn_landmarks, fit_eye
from toonroom_training.teacher.draw import draw_portrait, draw_scene, head_matte
from toonroom_training.teacher.features import iris_colour
from toonroom_training.teacher.portrait import FACE_SKIN, Portrait, prepare, skin_albedo
from toonroom_training.teacher.primitives import lab_colour, spread, to_lab
from toonroom_training.teacher.style import TeacherStyle, all_styles
from toonroom_training.teacher.surfaces import cel_skin
from toonroom_training.warp import displacement_grid, sampling_map

STYLES = {spec["id"]: spec for spec in all_styles()}
each_style = pytest.mark.parametrize("style", STYLES)


def portrait_of(source) -> Portrait:
    points = source.landmarks / 1.5
    drawn = drawn_landmarks(points, Proportions())
    displacement = sampling_map(displacement_grid(points, drawn), 768) * 1.5
    return prepare(source, drawn * 1.5, displacement)


@pytest.fixture(scope="module")
def portrait(source) -> Portrait:
    return portrait_of(source)


@pytest.fixture(scope="module")
def drawings(portrait) -> dict[str, np.ndarray]:
    return {name: draw_portrait(portrait, TeacherStyle.middle(spec["teacher"]), 3) for name, spec in STYLES.items()}


def test_styles_have_codes_of_their_own():
    codes = np.array([spec["code"] for spec in STYLES.values()])
    assert len(STYLES) == 7
    assert codes.shape[1] == STYLE_CODE_SIZE
    assert np.linalg.matrix_rank(codes) == len(STYLES)
    for spec in STYLES.values():
        Proportions(**spec["proportions"])
        assert set(spec["limits"]) == {"likeness", "skinDeltaE", "skinLightening", "drift"}
        assert set(spec["texture"]) == {"grain", "paper", "graphite"} and set(spec["names"]) == {"zh", "en"}


def test_relief_keeps_the_lines_of_a_face(source):
    """A fold in the cheek is drawn by relief, and not without."""
    x, y = (int(v) for v in source.landmarks[205])
    photo = source.photo.copy()
    photo[y - 30 : y + 30, x - 4 : x + 4] *= 0.75
    folded = portrait_of(replace(source, photo=photo))
    skin = TeacherStyle.middle(STYLES["anime"]["teacher"]).skin

    def depth(relief: float) -> float:
        light = to_lab(cel_skin(folded, replace(skin, relief=relief)))[..., 0]
        here = light[y - 40 : y + 40, x - 40 : x + 40]
        return float(np.median(here) - np.percentile(here, 2))

    assert depth(0.8) > depth(0) + 3


@each_style
def test_drawing_is_complete_and_in_range(drawings, style):
    picture = drawings[style]
    assert picture.shape == (768, 768, 3)
    assert np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1


@each_style
def test_same_seed_same_drawing(portrait, drawings, style):
    again = draw_portrait(portrait, TeacherStyle.middle(STYLES[style]["teacher"]), 3)
    np.testing.assert_array_equal(drawings[style], again)


def test_styles_differ(drawings):
    names = list(drawings)
    for i, first in enumerate(names):
        for second in names[i + 1 :]:
            assert np.abs(drawings[first] - drawings[second]).mean() > 0.01, (first, second)


def test_ranges_are_drawn_by_seed():
    spec = STYLES["comic"]["teacher"]
    draws = [TeacherStyle.draw(spec, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]
    low, high = spec["skin"]["gamma"]
    assert all(low <= d.skin.gamma <= high for d in draws)


def test_unknown_parameters_are_refused():
    with pytest.raises(ValueError, match="skin"):
        TeacherStyle.middle({"skins": {}})
    with pytest.raises(ValueError, match="glow"):
        TeacherStyle.middle({"skin": {"glow": 1}})


@each_style
def test_skin_keeps_the_order_of_tones(source, style):
    """Never whitened: darker skin is drawn darker, by at least half of the difference."""
    teacher = TeacherStyle.middle(STYLES[style]["teacher"])
    skin = source.segments[FACE_SKIN] > 0.9
    lightness = {}
    for name, factor in (("light", 1.0), ("dark", 0.45)):
        photo = np.where(skin[..., None], source.photo * np.float32(factor), source.photo)
        portrait = portrait_of(replace(source, photo=photo))
        cheeks = portrait.landmarks[[50, 280, 205, 425]].astype(int)
        drawn = draw_portrait(portrait, teacher)
        seen = [float(np.median(to_lab(x)[cheeks[:, 1], cheeks[:, 0], 0])) for x in (portrait.photo, drawn)]
        lightness[name] = seen
    photo_gap, drawn_gap = (lightness["light"][i] - lightness["dark"][i] for i in (0, 1))
    assert drawn_gap > 0.5 * photo_gap


@each_style
def test_scene_needs_no_face(source, style):
    teacher = TeacherStyle.middle(STYLES[style]["teacher"])
    picture = draw_scene(source.photo, teacher)
    assert picture.shape == source.photo.shape and 0 <= picture.min() <= picture.max() <= 1


def test_a_beard_stands_where_a_person_saw_one(source):
    photo = source.photo.copy()
    lower = np.mgrid[0:768, 0:768][0] > source.landmarks[2, 1]
    photo[(source.segments[FACE_SKIN] > 0.5) & lower] *= 0.5
    bearded = replace(source, photo=photo, beard="full")
    portrait = portrait_of(bearded)
    x, y = portrait.landmarks[199].astype(int)  # on the chin
    assert portrait.beard[y, x] > 0.5
    assert not portrait_of(replace(bearded, beard="none")).beard.any()


def test_iris_colour_changes_smoothly():
    albedo = np.array([72.0, 12.0, 16.0])
    ramp = [iris_colour(np.array([40.0, a, a]), albedo) for a in np.linspace(-6, 16, 45)]
    steps = np.linalg.norm(np.diff(ramp, axis=0), axis=1)
    assert steps.max() < 12
    assert ramp[0][2] < 0 < ramp[-1][2]


@pytest.mark.parametrize(
    ("seen", "albedo", "hue"),
    [
        ((41, 1, 0), (53, 14, 20), "blue"),  # a grey-blue iris in dim light
        ((27, 2, 1), (70, 12, 18), "blue"),
        ((20, 6, 2), (61, 14, 20), "brown"),  # the sky in a brown eye
        ((22, 1, 0), (40, 14, 22), "brown"),  # and in one of a dark face
        ((35, 0, 7), (66, 12, 18), "green"),
        ((24, 9, 12), (66, 12, 18), "brown"),
    ],
)
def test_an_iris_is_given_the_colour_it_has(seen, albedo, hue):
    _, a, b = iris_colour(np.array(seen, float), np.array(albedo, float))
    assert hue == ("blue" if b < -5 else "green" if a < 4 else "brown")


def test_other_eyes_change_nothing_but_the_irises(source):
    blue = np.array([44.0, -2.0, -6.0])
    changed = with_irises(source, blue)
    other = portrait_of(changed)
    assert np.abs(other.iris - blue).max() < 3
    eye = fit_eye(source.landmarks, EYES[0])
    y, x = np.mgrid[0:768, 0:768]
    outside = np.hypot(x - eye.iris_centre[0], y - eye.iris_centre[1]) > eye.iris_radius * 1.3
    left = x < source.landmarks[1, 0]
    assert np.abs(changed.photo - source.photo)[outside & left].max() < 0.01


def test_eyes_of_every_colour_are_learned_from():
    rng = np.random.default_rng(0)
    seen = np.array([any_iris(rng) for _ in range(60)])
    assert (seen[:, 2] < 1).sum() > 5 and (seen[:, 2] > 8).sum() > 15 and np.ptp(seen[:, 0]) > 25


def test_matte_holds_the_head_and_not_the_scene(portrait):
    matte = head_matte(portrait)
    x, y = portrait.landmarks[1].astype(int)
    assert matte[y, x] > 0.9
    assert matte[20, 20] < 0.1 and matte[760, 384] < 0.1


@each_style
def test_eyes_are_white_iris_and_pupil(portrait, drawings, style):
    picture = drawings[style]
    for eye in portrait.eyes:
        centre = picture[int(eye.iris_centre[1]), int(eye.iris_centre[0])]
        white = eye.centre + eye.axis * eye.outward * eye.width * 0.38
        assert picture[int(white[1]), int(white[0])].mean() > centre.mean() + 0.3


def test_albedo_is_the_skin_that_is_seen():
    skin = np.full((40, 40, 3), lab_colour(62, 14, 18), np.float32)
    albedo, seen = skin_albedo(to_lab(skin), np.ones((40, 40), bool))
    np.testing.assert_allclose(seen, [62, 14, 18], atol=0.5)
    assert abs(albedo[0] - seen[0]) < 0.5
    assert np.hypot(*(albedo[1:] - seen[1:])) < 3


def test_spread_fills_from_trusted_pixels_only():
    x = np.zeros((64, 64), np.float32)
    x[:, :32], x[:, 32:] = 0.8, 0.1
    mask = np.zeros((64, 64), np.float32)
    mask[:, :20] = 1
    assert spread(x, mask, 2)[32, 60] == pytest.approx(0.8, abs=0.02)
