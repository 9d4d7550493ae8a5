import pytest
import torch

from toonroom_training.artist import features, strokes
from toonroom_training.artist.ops import to_rgb
from toonroom_training.artist.palette import PALETTE
from toonroom_training.artist.style import STYLE_IDS, STYLES, load_style


def scalar(value: float) -> torch.Tensor:
    return torch.full((1, 1, 1, 1), float(value))


def palette(**measured: float) -> dict[str, torch.Tensor]:
    """Of a fair face with blue eyes in good light."""
    usual = {
        **dict.fromkeys(PALETTE, 0.0),
        "albedo_l": 70, "albedo_a": 14, "albedo_b": 18, "tan": 0.1, "iris_l": 50, "iris_a": -5, "iris_b": -14,
        "brow_l": 30, "brow_a": 6, "brow_b": 10, "lip_l": 52, "lip_a": 30, "lip_b": 15, "hair_l": 30, "hair_a": 5,
        "hair_b": 10, "hair": 1, "white_l": 75, "teeth_l": 78, "chroma_limit": 1,
        "lips_seen": 1, "nose_seen": 1, "eye0_seen": 1, "eye1_seen": 1,
    }  # fmt: skip
    return {name: scalar(value) for name, value in {**usual, **measured}.items()}


def numbers(style: str) -> dict[str, torch.Tensor]:
    own = load_style(style)["features"]
    return {name: scalar(own.get(name, number.default)) for name, number in features.NUMBERS.items()}


def light(colour: features.Lab) -> float:
    return colour[0].item()


def chroma(colour: features.Lab) -> float:
    return torch.hypot(colour[1], colour[2]).item()


@pytest.mark.parametrize("style", STYLE_IDS)
def test_a_grey_photo_has_grey_features(style):
    mixed = features.colours(palette(chroma_limit=0), numbers(style))
    assert max(chroma(colour) for colour in mixed.values()) < 1e-4


@pytest.mark.parametrize("style", STYLE_IDS)
def test_whites_and_teeth_follow_the_light(style):
    dim = palette(albedo_l=25, white_l=30, teeth_l=20, tan=0.1)
    mixed = features.colours(dim, numbers(style))
    assert light(mixed["white"]) <= 1.25 * 43 + 1e-3
    assert light(mixed["teeth"]) <= 1.25 * 20 + 1e-3
    assert light(mixed["spark"]) <= 1.25 * 43 + 1e-3
    bright = features.colours(palette(), numbers(style))
    assert light(bright["white"]) > 85


def test_white_hair_lightens_brows():
    dark = features.colours(palette(), numbers("3d"))["brow"]
    fair = features.colours(palette(hair_l=72), numbers("3d"))["brow"]
    assert light(fair) > light(dark) + 15


@pytest.mark.parametrize(
    ("seen", "blue"),
    [((38.0, 2.0, 4.0), True), ((36.0, 9.0, 15.0), False), ((31.0, 18.0, 15.0), False), ((6.0, 4.0, 6.0), False)],
)
def test_irises_keep_their_colour(seen, blue):
    skin = tuple(scalar(value) for value in (76, 17, 22))
    l, a, b = (x.item() for x in features.clear_iris(tuple(scalar(value) for value in seen), skin, scalar(0.1)))
    assert (b < 0) == blue
    if seen[1] > 10:
        assert a > 10
    if seen[0] < 10:
        assert l < 30


def painted(
    visible: float, shaven: float = 1.0, channels: tuple[str, ...] = strokes.CHANNELS
) -> tuple[torch.Tensor, torch.Tensor, tuple[slice, slice]]:
    """A flat picture with and without features, and where the guide lies."""
    guide = torch.rand(1, len(strokes.CHANNELS), 40, 30, generator=torch.Generator().manual_seed(1))
    guide *= torch.tensor([float(name in channels) for name in strokes.CHANNELS]).view(1, -1, 1, 1)
    picture = torch.full((1, 3, 96, 80), 0.6)
    rgb = {n: to_rgb(torch.cat(c, 1)) for n, c in features.colours(palette(), numbers("anime")).items()}
    drawn = features.paint(
        picture,
        guide,
        torch.tensor([20.0, 10.0]),
        rgb,
        numbers("anime"),
        torch.full((1, 1, 96, 80), visible),
        torch.full((1, 1, 96, 80), shaven),
    )
    return picture, drawn, (slice(20, 60), slice(10, 40))


def test_features_stay_in_their_box():
    picture, drawn, (rows, columns) = painted(1.0)
    changed = (drawn - picture).abs().sum((0, 1)) > 1e-4
    assert changed[rows, columns].float().mean() > 0.9
    changed[rows, columns] = False
    assert not changed.any()
    assert drawn.min() >= 0
    assert drawn.max() <= 1 + 1e-5


def test_nothing_is_painted_where_the_face_is_covered():
    picture, drawn, _ = painted(0.0)
    torch.testing.assert_close(drawn, picture)


def test_a_beard_hides_the_line_of_the_jaw_alone():
    picture, drawn, _ = painted(1.0, shaven=0.0, channels=("jaw",))
    torch.testing.assert_close(drawn, picture)
    picture, drawn, _ = painted(1.0, shaven=1.0, channels=("jaw",))
    assert (picture - drawn).max() > 0.1
    picture, drawn, _ = painted(1.0, shaven=0.0)
    assert (picture - drawn).abs().max() > 0.1


def test_a_mostly_covered_mouth_is_left_out_as_a_whole():
    zones = {name: torch.zeros(1, 1, 64, 64) for name in ("eye_zone", "lips", "nose")}
    zones["lips"][..., 40:46, 24:40] = 1
    skin = torch.ones(1, 1, 64, 64)
    seen = features.seen(skin, zones, palette())
    hidden = features.seen(skin, zones, palette(lips_seen=0))
    assert seen.min() == 1
    assert hidden[..., 40:46, 24:40].max() == 0
    assert hidden[..., :30, :].min() == 1


def test_style_files_hold_every_number():
    for style in STYLE_IDS:
        assert set(load_style(style)["strokes"]) == set(strokes.NUMBERS)
        assert set(load_style(style)["features"]) == set(features.NUMBERS)
    assert {file.stem for file in STYLES.glob("*.toonstyle")} == set(STYLE_IDS)
