from dataclasses import fields, replace

import numpy as np
import onnxruntime
import pytest
import torch

from toonroom_training.augmentations import OFF, ROWS, augmentation_sheet
from toonroom_training.blend import blend
from toonroom_training.data import STYLE_CODES, Jitter, Pair, batch, draw_styles, importance, sample
from toonroom_training.evaluate import light_and_shade, likeness, measure, summarise
from toonroom_training.export import SELF_TEST_SIZE_PX, export_onnx, self_test, store_weights_as_fp16
from toonroom_training.guide import CHANNELS, guide_map
from toonroom_training.losses import drawing_loss, texture_loss, weave
from toonroom_training.model import (
    Generator,
    GeneratorConfig,
    StyledConv,
    StyleEncoder,
    giga_macs,
    load_what_fits,
    mean_colour,
    palette_of,
)
from toonroom_training.prune import prune, smaller, written_scale
from toonroom_training.teacher.style import all_styles
from toonroom_training.train import Run, Weights, hair_of, train_step

CODE = all_styles()[0]["code"]
ONE = {"3d": 1.0}


@pytest.fixture()
def pair(landmarks) -> Pair:
    rng = np.random.default_rng(0)
    picture = np.repeat(np.repeat(rng.integers(0, 255, (32, 32, 3), np.uint8), 16, 0), 16, 1)
    masks = np.full((512, 512, 3), 255, np.uint8)
    return Pair("face.0", picture, dict.fromkeys(STYLE_CODES, 255 - picture), masks, landmarks)


def test_generator_keeps_its_budget():
    assert giga_macs(Generator()) <= 4
    assert sum(p.numel() for p in Generator().parameters()) <= 2e6


def test_untrained_generator_returns_the_photo():
    photo = torch.rand(1, 3, 64, 96) * 2 - 1
    out = Generator()(photo, torch.zeros(1, 9, 64, 96), torch.tensor([CODE], dtype=torch.float32))
    assert out.shape == (1, 4, 64, 96)
    assert (out[:, :3] - photo).abs().max() < 0.03


def test_eyes_count_most_then_hair_and_face(landmarks):
    guide = guide_map(landmarks)
    face = guide[CHANNELS.index("face")]
    head = np.ones_like(face)
    weight, detail = importance(guide, head)
    bare, _ = importance(guide, np.zeros_like(face))
    iris, hair = guide[CHANNELS.index("iris")] > 0.9, face == 0
    assert weight[iris].min() > 8
    assert np.all(weight[hair & (detail == 0)] == 2.5)
    assert np.all(bare[hair & (detail == 0)] == 1)
    assert detail[iris].all()


def test_forty_steps_learn(pair):
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    generator = Generator()
    optimiser = torch.optim.Adam(generator.parameters(), 2e-3)
    losses = []
    for _ in range(40):
        data = batch([sample(pair, ONE, rng, Jitter(noise=0), 128) for _ in range(2)])
        out = generator(data["photo"], data["guide"], data["style"])
        loss = drawing_loss(out[:, :3], data["drawing"], data["weight"])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert np.mean(losses[-4:]) < 0.6 * np.mean(losses[4:8])


def test_weave_sees_grids_and_nothing_else():
    rows, columns = torch.meshgrid(torch.arange(64), torch.arange(64), indexing="ij")
    grid = ((rows + columns) % 2).float()[None, None] * 0.1
    assert weave(grid) > 0.03
    assert weave(torch.full((1, 3, 64, 64), 0.3)) < 1e-6
    assert weave(columns.float()[None, None] / 64) < 0.02


def test_texture_counts_wherever_it_lies():
    noise = torch.rand((1, 3, 64, 64), generator=torch.Generator().manual_seed(0))
    everywhere = torch.ones((1, 1, 64, 64))
    flat = torch.full_like(noise, 0.5)
    assert texture_loss(flat, flat, everywhere) == 0
    assert texture_loss(noise, noise.roll(8, 3), everywhere) < 0.1 * texture_loss(noise, flat, everywhere)


def test_hair_is_the_head_without_the_face_and_lends_its_colour():
    head, guide = torch.zeros((1, 1, 64, 64)), torch.zeros((1, len(CHANNELS), 64, 64))
    head[..., 8:56, 8:56] = 1
    guide[:, CHANNELS.index("face"), 32:56] = 1
    hair = hair_of(head, guide)
    assert hair[..., 8:32, 8:56].min() == 1 and hair[..., 32:, :].max() == 0
    photo = torch.full((1, 3, 64, 64), -1.0)
    photo[..., :32, :] = torch.tensor([0.6, 0.2, -0.4])[None, :, None, None]
    torch.testing.assert_close(
        mean_colour(*(torch.nn.functional.avg_pool2d(x, 8) for x in (photo, hair))),
        torch.tensor([[0.6, 0.2, -0.4]]) * 18 / 19,  # eighteen places, and one of grey beside them
    )


@pytest.mark.parametrize("adversarial", [0.0, 0.1])
def test_training_resumes_where_it_stopped(tmp_path, pair, adversarial):
    rng = np.random.default_rng(0)
    run = Run(tmp_path, "cpu")
    data = batch([sample(pair, ONE, rng, Jitter(), 64) for _ in range(2)])
    weights = Weights(adversarial=adversarial)
    losses = train_step(run, data, 1e-3, weights, "cpu")
    assert ("critic" in losses) == (adversarial > 0)
    run.save()
    again = Run(tmp_path, "cpu")
    assert again.step == 1
    for _ in range(2):
        first, second = (train_step(r, data, 1e-3, weights, "cpu") for r in (run, again))
        assert first == pytest.approx(second, rel=1e-3)


def test_mixed_styles_have_mixed_codes(pair):
    both = replace(pair, drawings={"3d": np.zeros_like(pair.photo), "comic": np.full_like(pair.photo, 255)})
    example = sample(both, {"3d": 0.3, "comic": 0.7}, np.random.default_rng(4), Jitter(), 64)
    assert (example["drawing"].mean() + 1) / 2 == pytest.approx(0.7, abs=0.01)
    np.testing.assert_allclose(example["style"], 0.3 * STYLE_CODES["3d"] + 0.7 * STYLE_CODES["comic"])


def test_every_style_is_drawn_and_some_mixtures():
    rng = np.random.default_rng(4)
    drawn = [draw_styles(rng, list(STYLE_CODES), 0.3) for _ in range(200)]
    assert draw_styles(rng, ["3d"], 1) == ONE
    assert {name for styles in drawn for name in styles} == set(STYLE_CODES)
    assert 30 < sum(len(styles) == 2 for styles in drawn) < 90
    assert all(sum(styles.values()) == pytest.approx(1) for styles in drawn)


def test_kernels_mix_as_codes_do():
    conv = StyledConv(4, 5, 3, 7)
    torch.nn.init.normal_(conv.weight)
    x, codes = torch.randn(1, 4, 9, 9), torch.eye(7)
    one, other = conv(x, codes[:1]), conv(x, codes[1:2])
    assert (one - other).abs().max() > 0.1
    torch.testing.assert_close(conv(x, 0.25 * codes[:1] + 0.75 * codes[1:2]), 0.25 * one + 0.75 * other)
    torch.testing.assert_close(conv(torch.cat([x, x]), codes[:2]), torch.cat([one, other]))


def test_the_palette_holds_the_person_s_own_colours(landmarks):
    guide = torch.from_numpy(guide_map(landmarks))[None]
    face = guide[:, CHANNELS.index("face")] > 0
    photo = torch.full((1, 3, 512, 512), -1.0)
    photo[:, 0][face], photo[:, 1][face] = 0.5, 0.2
    skin = palette_of(photo, guide)[0][0]
    torch.testing.assert_close(skin, torch.tensor([0.5, 0.2, -1.0]), atol=0.05, rtol=0)
    assert all(colour.abs().max() == 0 for colour in palette_of(photo, torch.zeros_like(guide)))


@pytest.mark.parametrize("without", ["sees_guide", "attention", "palette"])
def test_an_ablation_takes_its_part_away(without):
    torch.manual_seed(0)
    generators = [Generator(GeneratorConfig(**{without: on})) for on in (True, False)]
    for parameter in generators[0].parameters():
        torch.nn.init.normal_(parameter, 0, 0.1)
    generators[1].load_state_dict(generators[0].state_dict())
    photo, guide, style = torch.rand(1, 3, 64, 64), torch.rand(1, 9, 64, 64), torch.eye(7)[:1]
    one, other = (g(photo, guide, style) for g in generators)
    assert (one - other).abs().max() > 1e-3
    if without == "sees_guide":  # the colours under the guide may still be measured
        config = GeneratorConfig(sees_guide=False, palette=False)
        blind = Generator(config)
        blind.load_state_dict(generators[0].state_dict())
        torch.testing.assert_close(blind(photo, guide, style), blind(photo, 0 * guide, style))


def test_style_encoder_gives_shares():
    codes = StyleEncoder()(torch.rand(3, 3, 128, 128))
    assert codes.shape == (3, 7)
    torch.testing.assert_close(codes.sum(1), torch.ones(3))


def test_pruning_takes_the_silent_channels_first():
    torch.manual_seed(0)
    full = Generator(GeneratorConfig(half=8, quarter=12, eighth=16, sixteenth=20)).eval()
    for parameter in full.parameters():
        torch.nn.init.normal_(parameter, 0, 0.1)
    silent = {"half": [1, 5], "quarter": [0, 7], "eighth": [3, 15], "sixteenth": [9, 10]}
    with torch.no_grad():
        for name, weight in full.named_parameters():
            if channels := silent.get(written_scale(name)):
                bank = weight.dim() == 3 or (weight.dim() == 2 and name.endswith("bias"))
                weight[(slice(None), channels) if bank else channels] = 0
        for scale, width in (("quarter", 12), ("eighth", 16), ("sixteenth", 20)):
            attention = getattr(full, f"attend_{scale}")
            attention.gate.weight[:, 0] = 0  # one hidden unit goes with every two channels
            for part in (attention.gate.weight, attention.gate.bias, attention.own.weight):
                part[[width + channel for channel in silent[scale]]] = 0
    narrow = replace(full.config, half=6, quarter=10, eighth=14, sixteenth=18)
    photo, guide, style = torch.rand(1, 3, 32, 32), torch.rand(1, 9, 32, 32), torch.eye(7)[:1]
    torch.testing.assert_close(prune(full, narrow)(photo, guide, style), full(photo, guide, style))


def test_a_pruned_student_keeps_its_share():
    config = GeneratorConfig()
    assert 0.55 < giga_macs(Generator(smaller(config, 0.6))) / giga_macs(Generator(config)) <= 0.6
    assert smaller(config, 1) == config


def test_a_blend_lies_between_two_networks_and_may_leave_a_style_to_one():
    torch.manual_seed(3)
    first, second = Generator(), Generator()
    weights = first.state_dict()
    del weights["hair_mask.bias"]  # what only one has, it keeps
    blended = blend(weights, second, 0.25, {"sketch": 0.0})
    ours, theirs, mixed = (n.detail_first.weight for n in (first, second, blended))
    torch.testing.assert_close(mixed[0], 0.75 * ours[0] + 0.25 * theirs[0])
    torch.testing.assert_close(mixed[list(STYLE_CODES).index("sketch")], ours[3])
    torch.testing.assert_close(blended.hair_mask.bias, second.hair_mask.bias)
    assert list(STYLE_CODES)[3] == "sketch"


def test_another_background_stands_behind_the_person(pair):
    masks = pair.masks.copy()
    masks[:, :256, 2] = 0
    white, black = np.full_like(pair.photo, 255), np.zeros_like(pair.photo)
    person = replace(pair, masks=masks, photo=white, drawings={"3d": white})
    scene = replace(pair, landmarks=None, photo=black, drawings={"3d": black})
    still = replace(OFF, background_chance=1)
    example = sample(person, ONE, np.random.default_rng(1), still, 512, [scene])
    for kind in ("photo", "drawing"):
        assert example[kind][:, :, :200].max() < -0.9 and example[kind][:, :, 320:].min() > 0.9


@pytest.mark.parametrize("held", ["thing", "hand"])
def test_what_is_held_before_a_face_is_drawn_and_no_part_of_the_head(pair, landmarks, held):
    grey = np.full_like(pair.photo, 128)
    masks = np.full_like(pair.masks, 255)
    person = replace(pair, photo=grey, drawings={"3d": grey}, masks=masks, landmarks=landmarks)
    white = np.full_like(pair.photo, 255)
    scenes = [replace(pair, landmarks=None, photo=white, drawings={"3d": white})] if held == "thing" else []
    for seed in range(4):
        example = sample(person, ONE, np.random.default_rng(seed), replace(OFF, occluder_chance=1), 512, scenes)
        photo, matte = example["photo"], example["matte"][0]
        np.testing.assert_allclose(photo, example["drawing"], atol=0.02)
        bare = np.abs(photo).max(0) < 0.02
        assert bare.any() and matte[bare].mean() > 0.9
        assert matte.min() < 0.1 and matte[photo.min(0) > 0.9].max(initial=0) < 0.1


def test_sunglasses_hide_the_eyes(pair, landmarks):
    white = np.full_like(pair.photo, 255)
    person = replace(pair, photo=white, drawings={"3d": white}, landmarks=landmarks)
    example = sample(person, ONE, np.random.default_rng(2), replace(OFF, sunglasses_chance=1), 512)
    for kind in ("photo", "drawing"):
        for x, y in example["eyes"].astype(int):
            assert example[kind][:, y - 4 : y + 4, x - 4 : x + 4].max() < 0
    assert example["photo"][:, :80].min() > 0.9


def test_weights_that_fit_are_taken_over():
    old, new = Generator(), Generator(GeneratorConfig(quarter=40))
    taken = load_what_fits(new, old.state_dict())
    assert 0 < taken < len(old.state_dict())
    torch.testing.assert_close(new.detail_in.weight, old.detail_in.weight)
    single = {"detail_out.weight": torch.randn(28, 24, 3, 3)}
    assert load_what_fits(new, single) == 1
    torch.testing.assert_close(new.detail_out.weight[5], single["detail_out.weight"].flatten(1))


def test_photo_and_drawing_stay_aligned(pair):
    moving = replace(OFF, scale=0.15, zoom=0.15, shift=0.06, degrees=15)
    example = sample(pair, ONE, np.random.default_rng(5), moving, 256)
    np.testing.assert_allclose(example["photo"], -example["drawing"], atol=0.02)


def test_export_agrees_with_the_network(tmp_path):
    torch.manual_seed(1)
    generator = Generator().eval()
    torch.nn.init.normal_(generator.detail_out.weight, 0, 0.05)
    path = tmp_path / "x.onnx"
    export_onnx(generator, path)
    full = path.stat().st_size
    store_weights_as_fp16(path)
    assert path.stat().st_size < 0.6 * full
    stored = np.frombuffer(self_test(path, generator, CODE), "<f4")
    assert stored.size == (3 + 9 + 4) * SELF_TEST_SIZE_PX**2 + 7
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    photo = np.random.default_rng(2).random((1, 3, 96, 64), np.float32)
    guide, style = np.zeros((1, 9, 96, 64), np.float32), np.array([CODE], np.float32)
    (out,) = session.run(None, {"photo": photo, "guide": guide, "style": style})
    own = generator(*(torch.from_numpy(a) for a in (photo, guide, style))).detach().numpy()
    assert np.abs(out - own).max() < 5e-3


def test_evaluation_of_a_perfect_copy(pair):
    perfect = np.dstack([pair.drawings["3d"] / 255, pair.masks[..., 0] / 255]).astype(np.float32)
    figures = summarise([measure(perfect, pair, "3d")])
    assert figures["ssim"] == 1 and figures["eyeSharpness"] == 1 and figures["matteOverlap"] == 1
    assert figures["skinDeltaE"] == 0 and figures["featureShiftPx"] == pytest.approx(0, abs=0.05)
    aside = summarise([measure(np.roll(perfect, 3, 1), pair, "3d")])
    assert aside["featureShiftPx"] == pytest.approx(3, abs=0.5)
    dimmed = summarise([measure(perfect * 0.8, pair, "3d")])
    assert dimmed["psnr"] < 30 and dimmed["skinDeltaE"] > 3


def test_likeness_finds_the_person():
    photos = torch.eye(3)
    assert likeness(2 * photos, photos) == {"mean": 1, "lowest": 1, "found": 1}
    swapped = likeness(photos[[1, 0, 2]], photos)
    assert swapped["lowest"] == 0 and swapped["found"] == pytest.approx(1 / 3, abs=0.01)


def test_every_augmentation_has_its_row(pair):
    sheet = augmentation_sheet([pair, pair], [replace(pair, landmarks=None)], "3d", 32)
    assert sheet.shape == (len(ROWS) * 96, 64, 3)
    covered = {f.name for f in fields(Jitter)} - {"blur_px"}
    assert all(any(getattr(row, name) for row in list(ROWS.values())[:-1]) for name in covered)


def test_light_and_shade_knows_a_face_by_its_features_alone(landmarks):
    rng = np.random.default_rng(0)
    face, other = (np.kron(rng.random((32, 32, 1)), np.ones((16, 16, 3))) for _ in range(2))
    own, strange = (light_and_shade(0.2 + 0.5 * x, landmarks) for x in (face, other))
    darker, lit_from_the_side = 0.1 + 0.4 * face, np.clip(0.2 + 0.5 * face + np.linspace(0, 0.2, 512)[:, None], 0, 1)
    for same in (darker, lit_from_the_side):
        assert torch.cosine_similarity(light_and_shade(same, landmarks), own, dim=0) > 0.95
    assert abs(torch.cosine_similarity(own, strange, dim=0)) < 0.3
