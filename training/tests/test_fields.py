"""What the fields and the refined layers make of clothes, lines and hair, on pictures made here."""

import pytest
import torch

from toonroom_training.artist.believable import believable
from toonroom_training.artist.fields import LINES, WORK, Fields
from toonroom_training.artist.form import CHANNELS as FORM
from toonroom_training.artist.hair_edge import parted
from toonroom_training.artist.mixer import COLOURS
from toonroom_training.artist.ops import flattened, to_lab
from toonroom_training.artist.palette import LAYERS, PALETTE, named
from toonroom_training.artist.style import Scalars, load_style, style_tensor

SIDE = 128
COMIC = style_tensor(load_style("comic"))


def palette(**changed: float) -> torch.Tensor:
    p = dict.fromkeys(PALETTE, 0.0) | {"level_gain": 1, "level_chroma": 1, "level_back": 1, "albedo_l": 65, "hair": 1}
    return torch.tensor([[float((p | changed)[name]) for name in PALETTE]])


def layers(**shares: torch.Tensor | float) -> torch.Tensor:
    planes = [torch.zeros(SIDE, SIDE) + shares.get(name, 0.0) for name in LAYERS]
    return torch.stack(planes)[None]


def fields_of(
    photo: torch.Tensor, mask: torch.Tensor, style: torch.Tensor = COMIC, **numbers: float
) -> dict[str, torch.Tensor]:
    """The work grid and the line grid of a scene without a face: planes [h,w] by name."""
    with torch.no_grad():
        form = torch.zeros(1, len(FORM), SIDE, SIDE)
        work, lines = Fields()(photo, mask, form, palette(**numbers), style, torch.full((1, 3, len(COLOURS), 1), 0.5))
    return dict(zip(WORK, work[0], strict=True)) | dict(zip(LINES, lines[0], strict=True))


def scene_contrast(photo: torch.Tensor) -> float:
    """Standard deviation of the scene's green channel in the middle of a picture full of clothes."""
    work = fields_of(photo, layers(clothes=1.0))
    small = torch.nn.functional.avg_pool2d(photo, 2)[0, 1]
    drawn = work["scene_slope.g"] * small + work["scene_offset.g"]
    return drawn[32:-32, 32:-32].std().item()


def speckled(strength: float) -> torch.Tensor:
    """Grey cloth [1,3,2·SIDE,2·SIDE] with blots without a direction."""
    noise = torch.randn(1, 1, SIDE // 2, SIDE // 2, generator=torch.Generator().manual_seed(3))
    blots = torch.nn.functional.interpolate(noise, scale_factor=4, mode="bicubic")
    return (0.5 + strength * torch.sign(blots)).repeat(1, 3, 1, 1)


def test_a_print_is_drawn_and_a_weave_is_painted_flat():
    weave, printed = 0.03, 0.3
    assert scene_contrast(speckled(weave)) < 0.4 * weave
    assert scene_contrast(speckled(printed)) > 0.6 * printed


def test_a_gap_in_a_person_is_not_filled_with_what_lies_beyond_them():
    # A grey wall between body and arm, of which the layers are not sure; a red sofa on the other side of the arm.
    photo = torch.full((1, 3, 2 * SIDE, 2 * SIDE), 0.5)
    photo[:, :, :, 176:] = torch.tensor([0.6, 0.05, 0.05]).view(1, 3, 1, 1)
    body, gap, arm, beyond = slice(0, 40), slice(40, 72), slice(72, 88), slice(88, SIDE)
    background, clothes = torch.zeros(SIDE, SIDE), torch.zeros(SIDE, SIDE)
    clothes[:, body], clothes[:, arm], clothes[:, gap] = 1, 1, 0.35
    background[:, gap], background[:, beyond] = 0.65, 1
    work = fields_of(photo, layers(background=background, clothes=clothes), style_tensor(load_style("3d")))
    small = torch.nn.functional.avg_pool2d(photo, 2)[0]
    red, green = (work[f"scene_slope.{c}"] * small[i] + work[f"scene_offset.{c}"] for i, c in enumerate("rg"))
    assert (red - green)[20:-20, 48:66].abs().max() < 0.05
    assert (red - green)[20:-20, 100:].min() > 0.2


def test_a_row_of_dashes_is_hardly_a_line():
    photo = torch.full((1, 3, 2 * SIDE, 2 * SIDE), 0.7)
    photo[:, :, 60:66, :] = 0.3
    for x in range(8, 2 * SIDE, 16):
        photo[:, :, 190:196, x : x + 12] = 0.3
    bold = -fields_of(photo, layers(clothes=1.0))["bold"][:, 32:-32]
    line, dashes = bold[28:35].amax(0), bold[92:100].amax(0)
    assert line.mean() > 0.05
    assert dashes.mean() < 0.5 * line.mean()


def test_short_dashes_on_cloth_are_no_lines():
    photo = torch.full((1, 3, 2 * SIDE, 2 * SIDE), 0.7)
    photo[:, :, 60:62, :] = 0.4
    photo[:, :, 190:192, 100:112] = 0.4
    cloth = -fields_of(photo, layers(clothes=1.0))["fine"]
    line, dash = cloth[56:66, 100:112].amax(0).mean(), cloth[186:196, 100:112].amax(0).mean()
    wall = -fields_of(photo, layers(background=1.0))["fine"]
    assert line > 0.02
    assert dash < 0.6 * line
    assert dash < 0.75 * wall[186:196, 100:112].amax(0).mean()


def test_skin_and_cloth_are_outlined_where_the_photo_has_an_edge():
    complexion = {"albedo_l": 65, "albedo_a": 16, "albedo_b": 18}
    left = (torch.arange(SIDE) < 64).float().expand(SIDE, SIDE)
    plain = torch.tensor((0.80, 0.58, 0.48)).view(1, 3, 1, 1).repeat(1, 1, 2 * SIDE, 2 * SIDE)
    edge = plain.clone()
    edge[:, :, :, 128:] = 0.3
    dressed, bare = layers(body_skin=left, clothes=1 - left), layers(body_skin=left, background=1 - left)

    def outline(photo: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        found = fields_of(photo, mask, **complexion)
        near = torch.stack([found[f"edge.{name}"].abs() for name in ("hair", "skin", "worn")]).amin(0) < 1.5
        return (found["outlined"] * near)[40:216, 110:146].amax(1)

    row = torch.arange(SIDE).float().view(-1, 1).expand(SIDE, SIDE)
    flower = ((row - 64) ** 2 + (row.T - 64) ** 2 < 8**2).float()
    printed = torch.where(torch.nn.functional.interpolate(flower[None, None], scale_factor=2) > 0, plain, 0.3)
    assert outline(printed, layers(body_skin=flower, clothes=1 - flower)).max() < 0.1, "a flower of a print"
    assert outline(plain, dressed).max() < 0.3
    assert outline(edge, dressed).min() > 0.9
    assert outline(plain, bare).min() > 0.7, "before the background"


def test_flattening_keeps_edges_and_takes_grain():
    generator = torch.Generator().manual_seed(5)
    grain = 0.01 * torch.randn(1, 3, SIDE, SIDE, generator=generator)
    step = torch.where(torch.arange(SIDE) < 64, 0.4, 0.6)
    x = step + grain
    flat = flattened(x, 3, torch.tensor(0.002))
    assert flat[..., 8:56].std() < 0.4 * grain.std()
    across = flat[0, 0, 8:-8].mean(0)
    assert across[64] - across[63] > 0.9 * 0.2


def test_hair_ends_where_its_colour_does():
    column = torch.arange(SIDE).float().expand(SIDE, SIDE)
    believed = torch.sigmoid((column - 50) / 2)  # what the encoder takes for hair
    photo = torch.where(column > 60, 0.15, 0.85).expand(1, 3, SIDE, SIDE).clone()
    given = layers(hair=believed, background=1 - believed)
    names = {name: i for i, name in enumerate(LAYERS)}
    found = parted(given, photo, palette(hair_l=15))[0]
    hair, back = found[names["hair"]], found[names["background"]]
    assert hair[:, 53:57].max() < 0.2, "sky that was taken for hair"
    assert hair[:, 66:].min() > 0.9, "hair itself"
    assert torch.allclose(hair + back, torch.ones_like(hair), atol=1e-4)


def test_hair_before_a_wall_of_its_own_colour_stays_as_it_was_found():
    column = torch.arange(SIDE).float().expand(SIDE, SIDE)
    believed = torch.sigmoid((column - 50) / 2)
    photo = torch.full((1, 3, SIDE, SIDE), 0.2)
    given = layers(hair=believed, background=1 - believed)
    assert torch.allclose(parted(given, photo, palette(hair_l=20)), given, atol=0.02)


@pytest.mark.parametrize(("name", "colour", "is_skin"), [
    ("a bare arm", (0.80, 0.58, 0.48), True),
    ("an arm in the shade", (0.45, 0.30, 0.23), True),
    ("grey trousers", (0.62, 0.60, 0.58), False),
    ("olive trousers", (0.42, 0.40, 0.30), False),
    ("an orange suit", (0.95, 0.40, 0.05), False),
])  # fmt: skip
def test_cloth_of_a_colour_that_skin_cannot_have_is_no_skin(name, colour, is_skin):
    photo = torch.tensor(colour).view(1, 3, 1, 1).expand(1, 3, SIDE, SIDE)
    numbers = Scalars(palette(albedo_l=65, albedo_a=16, albedo_b=18), PALETTE)
    form = {channel: torch.zeros(1, 1, SIDE, SIDE) for channel in FORM}
    found = believable(named(layers(body_skin=1.0), LAYERS), to_lab(photo), numbers, form)
    assert (found["body_skin"].mean() > 0.5) == is_skin, name
    assert torch.allclose(found["body_skin"] + found["clothes"], torch.ones(1, 1, SIDE, SIDE), atol=1e-4)


def test_where_the_encoder_is_unsure_a_wide_area_of_skin_colour_is_skin():
    bare, shirt = torch.tensor((0.80, 0.58, 0.48)).view(3, 1, 1), torch.tensor((0.93, 0.90, 0.90)).view(3, 1, 1)
    row = torch.arange(SIDE).view(-1, 1).expand(SIDE, SIDE)
    flowers = ((row % 12 < 4) & (row.T % 12 < 4)).float()
    photo = torch.where(row < 64, bare, shirt + (bare - shirt) * flowers)[None]
    numbers = Scalars(palette(albedo_l=65, albedo_a=16, albedo_b=18), PALETTE)
    form = {channel: torch.zeros(1, 1, SIDE, SIDE) for channel in FORM}
    unsure = named(layers(body_skin=0.45, clothes=0.55), LAYERS)
    skin = believable(unsure, to_lab(photo), numbers, form)["body_skin"][0, 0]
    assert skin[:48].min() > 0.9, "an arm"
    assert skin[80:].max() < 0.1, "a shirt with flowers of the skin's colour"
