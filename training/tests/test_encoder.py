"""The content encoder: shapes, export, learning, and its committed weights on the sample photo."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest
import torch

from toonroom_training.encoder.ablate import PARTS, silenced
from toonroom_training.encoder.blend import blended
from toonroom_training.encoder.crops import LOOKS, looks
from toonroom_training.encoder.data import Library, Mixture, Sampler, Teacher, lit, moved, placement, targets
from toonroom_training.encoder.evaluate import boundary_hits
from toonroom_training.encoder.export import export_onnx
from toonroom_training.encoder.forms import pruned
from toonroom_training.encoder.labels import (
    BODY_SKIN,
    CLOTHES,
    FACE_SKIN,
    GLASSES,
    HAIR,
    PORTRAIT_SIZE_PX,
    SEGMENTER_SIZE_PX,
    UNKNOWN,
    WORN,
    Example,
    labelled,
    merged_shares,
    split_others,
    split_shares,
)
from toonroom_training.encoder.network import (
    EXCLUSIVE,
    LAYERS,
    STRIDE,
    WEIGHTS,
    Encoder,
    EncoderConfig,
    folded,
    giga_macs,
    load,
    save,
)
from toonroom_training.encoder.occlusions import ORDER, PASTES, Scene, Swatches, recoloured
from toonroom_training.encoder.train import blend_in, borrow, distillation, tensors, train_step
from toonroom_training.geometry.landmarks import FACE_OVAL

SAMPLE = Path(__file__).parents[2] / "public" / "samples" / "astronaut.jpg"
SMALL = EncoderConfig(widths=(8, 8, 12, 16, 16), depths=(1, 1, 1, 1, 1), decoded=(8, 8, 12, 12), detail=4)


@pytest.fixture(scope="module")
def portrait(landmarks) -> Example:
    """A drawn person: scene, shoulders, neck, hair, face."""
    size = PORTRAIT_SIZE_PX
    points = (landmarks * size / 512).astype(np.float32)
    oval = points[list(FACE_OVAL)]
    centre = oval.mean(0)
    photo, classes = np.full((size, size, 3), 150, np.uint8), np.zeros((size, size), np.uint8)
    shapes = (
        (CLOTHES, (60, 80, 160), np.array([[10, size], [100, 310], [284, 310], [374, size]])),
        (BODY_SKIN, (205, 160, 135), np.array([[150, 250], [234, 250], [240, 340], [144, 340]])),
        (HAIR, (60, 40, 30), centre + (oval - centre) * 1.3 - [0, 15]),
        (FACE_SKIN, (215, 170, 145), oval),
    )
    for index, colour, shape in shapes:
        outline = [np.round(shape).astype(np.int32)]
        cv2.fillPoly(photo, outline, colour, cv2.LINE_AA)
        cv2.fillPoly(classes, outline, index)
    return labelled("drawn", photo, classes, points, "none")


@pytest.fixture(scope="module")
def swatches() -> Swatches:
    rng = np.random.default_rng(2)
    return Swatches(*(rng.integers(0, 255, (3, 64, 64, 3)).astype(np.uint8) for _ in range(3)))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


@pytest.mark.parametrize(("height", "width"), [(32, 64), (96, 160), (256, 256)])
def test_layers_have_the_photos_size_and_share_each_pixel(encoder, height, width):
    assert height % STRIDE == width % STRIDE == 0
    with torch.no_grad():
        layers = encoder(torch.rand(1, 3, height, width))
    assert layers.shape == (1, len(LAYERS), height, width)
    assert torch.allclose(layers[:, :EXCLUSIVE].sum(1), torch.ones(1, height, width), atol=1e-5)
    assert layers.min() >= 0 and layers.max() <= 1


@pytest.mark.parametrize("without", [{"attention": False}, {"fusion": False}, {"detail": 0}])
def test_each_ablated_part_can_be_left_out(without):
    whole, part = Encoder(), Encoder(EncoderConfig(**without))
    assert sum(p.numel() for p in part.parameters()) < sum(p.numel() for p in whole.parameters())
    assert part.eval()(torch.rand(1, 3, 64, 64)).shape == (1, len(LAYERS), 64, 64)


def test_it_is_light(encoder):
    assert giga_macs(encoder, 256) <= 0.5
    assert giga_macs(encoder, 512) <= 2
    assert WEIGHTS.stat().st_size <= 2**20


def test_folding_changes_nothing_and_the_export_answers_alike_at_any_size(encoder, tmp_path):
    export_onnx(encoder, tmp_path / "encoder.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "encoder.onnx"), providers=["CPUExecutionProvider"])
    plain = folded(encoder)
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in plain.modules())
    for height, width in ((256, 256), (64, 128)):
        photo = torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(1))
        with torch.no_grad():
            wanted, unfolded = plain(photo), encoder(photo)
        (found,) = session.run(None, {"photo": photo.numpy()})
        assert np.abs(found - wanted.numpy()).max() <= 1e-3
        assert (wanted - unfolded).abs().max() <= 1e-3


def test_saved_weights_come_back(tmp_path):
    torch.manual_seed(0)
    small = Encoder(SMALL).eval()
    save(small, tmp_path / "weights.npz")
    again = load(tmp_path / "weights.npz")
    photo = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        assert again.config == small.config
        assert (again(photo) - small(photo)).abs().max() < 5e-3


def test_a_blend_lies_between_its_encoders():
    torch.manual_seed(4)
    first, second = Encoder(SMALL), Encoder(SMALL)
    mixed = blended(first, second, 0.25)
    for a, b, value in zip(first.parameters(), second.parameters(), mixed.parameters(), strict=True):
        torch.testing.assert_close(value, 0.75 * a + 0.25 * b)
    with pytest.raises(ValueError):
        blended(first, Encoder(replace(SMALL, detail=0)), 0.5)


def test_an_ablation_begins_with_what_fits():
    torch.manual_seed(0)
    whole, part = Encoder(SMALL), Encoder(replace(SMALL, detail=0))
    answer = part.answer.weight.clone()
    borrow(part, whole)
    assert torch.equal(part.stem[0].weight, whole.stem[0].weight)
    assert torch.equal(part.answer.weight, answer)  # of another shape


@pytest.mark.parametrize("part", PARTS)
def test_a_silenced_part_is_missed(encoder, portrait, part):
    photo = torch.from_numpy(portrait.photo[:256, :256].astype(np.float32) / 255).permute(2, 0, 1)[None]
    with torch.no_grad():
        assert (silenced(encoder, part, [portrait.photo])(photo) - encoder(photo)).abs().max() > 0.01


def test_only_known_parts_can_be_silenced(encoder):
    with pytest.raises(ValueError, match="none of"):
        silenced(encoder, "skull", [])


def test_missing_weights_are_told(tmp_path):
    np.savez(tmp_path / "weights.npz", config=np.frombuffer(b"{}", np.uint8))
    with pytest.raises(RuntimeError, match="missing"):
        load(tmp_path / "weights.npz")


def test_a_few_steps_lower_the_loss(portrait):
    torch.manual_seed(0)
    small = Encoder(SMALL).train()
    average = Encoder(SMALL)
    place = placement(PORTRAIT_SIZE_PX, 64, 1.0, 0.0, np.zeros(2), False)
    examples = [targets(moved(lit(portrait, np.random.default_rng(k), 1.0), place, 64)) for k in range(2)]
    batch = {key: torch.from_numpy(np.stack([e[key] for e in examples])) for key in examples[0]}
    optimiser = torch.optim.AdamW(small.parameters(), lr=4e-3)
    losses = []
    for step in range(8):
        losses.append(train_step(small, optimiser, batch))
        blend_in(average, small, step)
    assert losses[-1] < 0.8 * losses[0]
    pairs = zip(average.parameters(), small.parameters(), strict=True)
    drift = sum(float((a - b).detach().abs().sum()) for a, b in pairs)
    assert 0 < drift < float("inf")


@pytest.mark.parametrize("paste", ORDER, ids=lambda paste: paste.__name__)
def test_what_is_put_on_is_seen_and_labelled(portrait, swatches, paste):
    wanted = {"glasses": GLASSES, "hand": BODY_SKIN, "scarf": CLOTHES, "hood": CLOTHES, "fringe": HAIR}
    scene = Scene(portrait, swatches, np.random.default_rng(4))
    paste(scene)
    changed = np.abs(scene.photo * 255 - portrait.photo).max(2) > 8
    assert changed.sum() > 20
    if paste.__name__ == "stubble":
        assert (scene.beard[portrait.classes == FACE_SKIN] > 60).any()
        assert (scene.classes == portrait.classes).all()
        return
    relabelled = scene.classes != portrait.classes
    assert relabelled.sum() > 20
    assert wanted.get(paste.__name__, WORN) in scene.classes[relabelled]
    assert (scene.beard[relabelled] == 0).all()


def test_recolouring_leaves_faces_and_labels_alone(portrait):
    changed = recoloured(portrait, np.random.default_rng(3))
    deep = cv2.erode((portrait.classes == FACE_SKIN).astype(np.uint8), np.ones((9, 9))) > 0
    assert (changed.photo[deep] == portrait.photo[deep]).all()
    assert np.abs(changed.photo.astype(int) - portrait.photo).max() > 20
    assert (changed.classes == portrait.classes).all()


def test_each_thing_has_its_turn():
    assert set(ORDER) == set(PASTES)


def test_others_are_told_apart(portrait):
    classes = portrait.classes.copy()
    eye, other = portrait.points[468], portrait.points[473]
    cv2.line(classes, tuple(int(v) for v in eye), tuple(int(v) for v in other), WORN, 4)
    cv2.circle(classes, (192, 20), 16, WORN, -1)
    split = split_others(classes, portrait.points)
    middle = ((eye + other) / 2).astype(int)
    assert split[middle[1], middle[0]] == GLASSES
    assert split[20, 192] == WORN


def test_samples_are_whole_and_drawn_alike_from_one_seed(portrait, tmp_path):
    for k in range(3):
        for name in (f"made-{k}", f"made-{k}.photo"):
            replace(portrait, name=name).save(tmp_path)
    library = Library(tmp_path, "train")
    assert library.portraits and library.photos
    first, again = (Sampler(library, Mixture(), 7).batch(6, 64) for _ in range(2))
    assert all(np.array_equal(first[key], again[key]) for key in first)
    assert first["photo"].shape == (6, 3, 64, 64)
    assert first["photo"].min() >= 0 and first["photo"].max() <= 1
    assert set(np.unique(first["classes"])) <= {*range(EXCLUSIVE), UNKNOWN}


def test_the_looks_at_a_portrait_are_merged_where_they_lie(tmp_path):
    """A picture whose left half is hair, as four crops tell of it, two of them mirrored."""
    jobs = looks("someone")
    assert len(jobs) == 2 * len(LOOKS)
    n = SEGMENTER_SIZE_PX
    for job in jobs:
        across = job["x"] + (np.arange(n) + 0.5) * job["side"] / n
        confidence = np.zeros((6, n, n), np.uint8)
        confidence[HAIR] = np.where(across < 384, 255, 0)
        confidence[CLOTHES] = 255 - confidence[HAIR]
        picture = confidence[..., ::-1] if job["mirrored"] else confidence
        picture.tofile(tmp_path / f"{job['id']}.bin")
    shares = merged_shares(tmp_path, jobs, 768, 384)
    assert shares[HAIR][:, :188].min() > 0.99
    assert shares[CLOTHES][:, 196:].min() > 0.99
    np.testing.assert_allclose(shares.sum(0), 1, atol=1e-5)
    with pytest.raises(FileNotFoundError):
        merged_shares(tmp_path / "nowhere", jobs, 768, 384)


def taught(portrait: Example) -> Example:
    """The portrait with what a segmenter says that is never in doubt."""
    seen = np.where(portrait.classes == GLASSES, WORN, portrait.classes)
    shares = np.stack([(seen == k).astype(np.float32) for k in range(6)])
    return replace(portrait, name="made-taught", shares=split_shares(shares, portrait))


def test_the_segmenters_shares_keep_their_classes(portrait):
    example = taught(portrait)
    assert example.shares.shape == (EXCLUSIVE, SEGMENTER_SIZE_PX, SEGMENTER_SIZE_PX)
    assert np.abs(example.shares.astype(int).sum(0) - 255).max() <= 3
    for k in np.unique(portrait.classes):
        assert example.shares[k].mean() / 255 == pytest.approx((portrait.classes == k).mean(), abs=0.01)


def test_distillation_ends_where_the_segmenter_is_followed(portrait, tmp_path):
    taught(portrait).save(tmp_path)
    batch = tensors(Teacher(Library(tmp_path, "train"), 3).batch(2, 96))
    assert batch["photo"].shape == (2, 3, 96, 96)
    total = batch["shares"].sum(1)
    assert ((total - 1).abs() < 1e-3).float().mean() > 0.8
    blank = torch.zeros(2, len(LAYERS), 96, 96)
    followed = blank.clone()
    followed[:, :EXCLUSIVE] = 12 * batch["shares"]
    assert distillation(followed, batch["shares"]) < 0.2 * distillation(blank, batch["shares"])


def test_boundary_hits_forgive_three_pixels():
    truth, near, far = (np.zeros((64, 64), bool) for _ in range(3))
    truth[:, 30:], near[:, 32:], far[:, 40:] = True, True, True
    assert boundary_hits(near, truth)[0] == boundary_hits(near, truth)[1]
    assert boundary_hits(far, truth)[0] == 0


def test_the_committed_weights_see_the_sample(encoder):
    photo = cv2.cvtColor(cv2.imread(str(SAMPLE)), cv2.COLOR_BGR2RGB)
    head = photo[0:224, 116:340]
    seen = {}
    for name, picture in (("head", head), ("whole", photo)):
        small = cv2.resize(picture, (256, 256), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        with torch.no_grad():
            layers = encoder(torch.from_numpy(small).permute(2, 0, 1)[None])[0].numpy()
        seen[name] = {layer: layers[k] for k, layer in enumerate(LAYERS)}
    face, above = (slice(115, 165), slice(110, 145)), (slice(35, 75), slice(90, 150))
    corner = (slice(0, 60), slice(220, 256))
    assert seen["head"]["face_skin"][face].mean() > 0.9
    assert seen["head"]["hair"][above].mean() > 0.6
    assert seen["head"]["face_skin"][above].mean() < 0.1
    assert seen["head"]["background"][corner].mean() > 0.9
    assert seen["head"]["beard"][face].mean() < 0.2
    assert seen["head"]["person"][face].mean() > 0.95
    assert seen["whole"]["face_skin"][55:75, 104:122].mean() > 0.8
    assert seen["whole"]["person"][200:250, 60:120].mean() > 0.8
    assert seen["whole"]["background"][:40, 140:180].mean() > 0.8


def test_pruning_leaves_out_the_smallest_weights():
    encoder = Encoder(EncoderConfig()).eval()
    for whole, sparse in zip(encoder.parameters(), pruned(encoder, 0.3).parameters(), strict=True):
        if whole.ndim < 4 or whole.numel() < 100:
            continue
        assert (sparse == 0).float().mean() == pytest.approx(0.3, abs=0.02)
        assert whole.abs()[sparse == 0].max() <= whole.abs()[sparse != 0].min()
