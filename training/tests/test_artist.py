"""What the artist draws of the sample photo, in every style: nothing invented, no light or colour of its own."""

import cv2
import numpy as np
import pytest
import sample
import torch

from toonroom_training.artist import strokes
from toonroom_training.artist.draw import LINES_PX, WORK_PX, draw, inputs, moved_landmarks
from toonroom_training.artist.fields import Fields
from toonroom_training.artist.mixer import Mixer
from toonroom_training.artist.painter import Painter
from toonroom_training.artist.palette import LAYERS, Palette
from toonroom_training.artist.style import NUMBERS, STYLE_IDS, check, load_style, style_tensor
from toonroom_training.geometry.landmarks import EYES, LIPS
from toonroom_training.judge.evaluate import fields, lab_of, plain_skin, tile
from toonroom_training.judge.sharpness import line_sharpness

LUMA = np.float32([0.299, 0.587, 0.114])
every_style = pytest.mark.parametrize("name", STYLE_IDS)


@pytest.fixture(scope="module")
def grey():
    return sample.person(sample.in_grey(sample.photo()))


@pytest.fixture(scope="module")
def dim():
    return sample.person(sample.photo() * np.float32(0.3))


@pytest.fixture(scope="module")
def covered():
    return sample.person(sample.patched(sample.photo()))


@pytest.fixture(scope="module")
def dark():
    return sample.with_dark_skin()


@every_style
def test_every_style_draws_the_sample(name):
    drawing = sample.drawn(name)
    assert drawing.shape == (512, 512, 4)
    assert np.isfinite(drawing).all() and drawing.min() >= 0 and drawing.max() <= 1
    photo = sample.plain().photo.transpose(1, 2, 0)
    assert np.abs(drawing[..., :3] - photo).mean() > 0.02, "a drawing is no copy"
    assert drawing[:16, :16, 3].max() < 0.1 and drawing[250:290, 240:270, 3].min() > 0.9


def test_styles_are_told_apart():
    """Any two drawings differ more than by noise, though all styles share one model."""
    small = [cv2.resize(sample.drawn(name)[..., :3], (96, 96), interpolation=cv2.INTER_AREA) for name in STYLE_IDS]
    for i, a in enumerate(small):
        for b in small[i + 1 :]:
            assert np.abs(a - b).mean() > 0.015


@every_style
def test_a_grey_photo_stays_grey(name, grey):
    drawing = draw(grey, load_style(name))[..., :3] * 255
    assert np.percentile(np.ptp(drawing, axis=2), 99) <= 12
    seen = dict(zip(LAYERS, sample.plain().layers, strict=True))
    face, neck = (cv2.resize(seen[layer], (512, 512)) > 0.8 for layer in ("face_skin", "body_skin"))
    if neck.sum() > 200:
        colour = drawing - (drawing @ LUMA)[..., None]
        assert np.abs(np.median(colour[face], 0) - np.median(colour[neck], 0)).max() <= 4


@every_style
def test_a_dark_photo_stays_dark(name, dim):
    style = load_style(name)
    drawing = draw(dim, style)[..., :3] @ LUMA
    photo = dim.photo.transpose(1, 2, 0) @ LUMA
    moved = moved_landmarks(dim, style)
    for part in (LIPS, *(eye.upper + eye.lower for eye in EYES)):
        own, there = (sample.box_of(points[list(part)], 512) for points in (dim.landmarks, moved))
        assert drawing[there].max() <= 1.6 * photo[own].max()


@every_style
def test_nothing_is_painted_on_what_covers_the_face(name, covered):
    style = load_style(name)
    known, whole = fields(covered, style), (0, 0, WORK_PX, WORK_PX)
    drawing, bare = (tile(covered, style, LINES_PX, whole, known, features)[..., :3] for features in (True, False))
    mask = sample.moved(sample.cropped(sample.patch()), covered, style)
    inside = cv2.erode(mask, np.ones((25, 25))) > 0.99
    lab = lab_of(drawing)[inside]
    assert np.percentile(lab[:, 1], 99.5) <= np.median(lab[:, 1]) + 6, "lip colour"
    assert np.abs(drawing - bare)[inside].max() <= 4 / 255, "a contour"
    if style["paint"]["finish"].get("pencil", 0) == 0:  # pencil hatches whatever has a tone
        assert np.median(lab[:, 0]) - np.percentile(lab[:, 0], 0.5) <= 12, "a dark line"


@pytest.mark.parametrize("name", STYLE_IDS)
def test_dark_skin_is_hardly_lightened(name, dark):
    style = load_style(name)
    grid = sample.grid_of(dark, style)
    photo = lab_of(dark.photo.transpose(1, 2, 0))
    drawing = lab_of(draw(dark, style)[..., :3])
    own = np.median(photo[plain_skin(dark, dark.landmarks, 512)][:, 0])
    there = np.median(drawing[plain_skin(dark, moved_landmarks(dark, style), 512, grid)][:, 0])
    assert own < 45
    assert there - own <= 6


@pytest.mark.parametrize("pair", [("3d", "comic"), ("anime", "sketch")])
def test_a_code_between_two_styles_draws_something_between(pair):
    first, second = (load_style(name) for name in pair)
    a, b = style_tensor(first), style_tensor(second)
    measures = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        drawing = draw(sample.plain(), first, LINES_PX, vector=a + (b - a) * share)[..., :3]
        lab = lab_of(drawing)
        measures.append([lab[..., 0].mean(), np.hypot(lab[..., 1], lab[..., 2]).mean(), line_sharpness(drawing, 512)])
    for values, unseen in zip(np.array(measures).T, (0.9, 0.9, 0.01), strict=True):
        span = abs(values[-1] - values[0])
        steps = np.diff(values) * np.sign(values[-1] - values[0])
        # Two styles may be alike in one measure: what nobody sees does not count.
        assert steps.min() >= -max(0.05 * span, unseen), f"{np.round(values, 3)} does not go one way"


@every_style
def test_lines_are_as_crisp_four_times_as_large(name):
    cells = (72, 84, 184, 148)  # eyes and nose
    small, large = (sample.piece(name, size, cells)[..., :3] for size in (LINES_PX, 4 * LINES_PX))
    crisp = line_sharpness(large, 4 * LINES_PX)
    assert crisp >= 0.8 * line_sharpness(small, LINES_PX)
    blurred = cv2.resize(small, large.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    assert line_sharpness(blurred, 4 * LINES_PX) < 0.5 * crisp


@every_style
def test_a_tile_is_a_piece_of_the_whole(name):
    left, top, right, bottom = cells = (48, 100, 96, 148)
    step = LINES_PX // WORK_PX
    whole = sample.drawn(name)[top * step : bottom * step, left * step : right * step]
    assert np.abs(sample.piece(name, LINES_PX, cells) - whole).max() <= 2 / 255


def test_gradients_reach_whatever_can_be_fitted():
    """Finite ones for every input, and not all zero."""
    sitter, style = sample.plain(), load_style("comic")
    seen, tile = inputs(sitter, style, 128)
    photo, layers, zones = (
        torch.nn.functional.interpolate(seen[key], size=(side, side), mode="area").requires_grad_()
        for key, side in (("photo", 128), ("layers", 64), ("form", 64))
    )
    picture, guide = tile["photo"].clone().requires_grad_(), tile["guide"].clone().requires_grad_()
    palette = Palette()(torch.nn.functional.avg_pool2d(photo, 2), layers, zones)
    numbers = style_tensor(style).requires_grad_()
    mixed = (palette, numbers, *Mixer()(palette, numbers))
    work, lines = Fields()(photo, layers, zones, *mixed[:3])
    drawing = Painter()(picture, work, lines, guide, tile["at"], *mixed, torch.tensor([0.25]))
    wanted = {"style": numbers, "palette": palette, "layers": layers, "form": zones, "guide": guide, "photo": picture}
    gradients = torch.autograd.grad((drawing**2).mean(), list(wanted.values()))
    for name, gradient in zip(wanted, gradients, strict=True):
        assert torch.isfinite(gradient).all(), name
        assert gradient.abs().max() > 0, name


@every_style
def test_numbers_of_a_style_are_known_and_within_bounds(name):
    style = load_style(name)
    assert style["id"] == name
    vector = style_tensor(style)
    assert vector.shape == (1, len(NUMBERS)) and torch.isfinite(vector).all()


def test_unknown_or_excessive_numbers_are_refused():
    style = load_style("comic")
    with pytest.raises(ValueError, match="pink"):
        check({**style, "features": {**style["features"], "pink": 1}})
    with pytest.raises(ValueError, match=r"skin\.gamma is 9"):
        check({**style, "paint": {**style["paint"], "skin": {"gamma": 9}}})


def test_without_a_face_in_the_tile_there_is_no_guide():
    guide, at = strokes.draw(sample.plain().landmarks, {}, 512, (0, 0, 64, 64))
    assert guide.shape == (len(strokes.CHANNELS), 16, 16) and not guide.any()
    assert tuple(at) == (0, 0)
