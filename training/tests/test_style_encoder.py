import cv2
import numpy as np
import pytest
import sample
import torch

from toonroom_training.artist.draw import draw
from toonroom_training.artist.style import ALL_NUMBERS, STYLE_IDS, all_numbers, load_style
from toonroom_training.style_encoder import network
from toonroom_training.style_encoder.drawings import SIZE_PX
from toonroom_training.style_encoder.evaluate import figures, r2
from toonroom_training.style_encoder.random_styles import NAMES, READ, random_numbers, random_style, shares
from toonroom_training.style_encoder.train import augmented, batch_of, loss, read_drawings, read_photos


def test_random_styles_stay_within_bounds_and_are_all_different():
    rng = np.random.default_rng(3)
    made = [random_numbers(rng) for _ in range(50)]
    for numbers in made:
        assert set(numbers) == set(ALL_NUMBERS)
        assert all(ALL_NUMBERS[name].least <= value <= ALL_NUMBERS[name].greatest for name, value in numbers.items())
    told = np.stack([shares(numbers) for numbers in made])
    assert told.min() >= 0 and told.max() <= 1
    assert (told.std(0) > 0.02).all(), [name for name, std in zip(NAMES, told.std(0), strict=True) if std <= 0.02]


def test_a_random_style_can_be_drawn():
    style, wanted = random_style(np.random.default_rng(4))
    assert draw(sample.plain(), style, 128).shape == (128, 128, 4)
    assert wanted.shape == (len(NAMES),)


def test_every_read_number_exists_once():
    assert len(set(NAMES)) == len(NAMES) == sum(len(names) for names in READ.values())
    assert set(NAMES) <= set(ALL_NUMBERS)


def test_training_learns_and_survives_pictures_without_numbers():
    torch.manual_seed(2)
    rng = np.random.default_rng(5)
    wanted = torch.rand(8, len(NAMES))
    wanted[6:] = torch.nan
    pictures = batch_of((rng.random((8, 64, 64, 3)) * 255).astype(np.uint8))
    net = network.StyleEncoder().train()
    optimiser = torch.optim.Adam(net.parameters(), lr=0.003)
    losses = []
    for _ in range(12):
        value = loss(net, pictures, wanted)
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        losses.append(float(value.detach()))
    assert np.isfinite(losses).all()
    assert losses[-1] < losses[0] - 0.1


def test_weights_are_stored_and_read(tmp_path):
    net = network.StyleEncoder().eval()
    network.save(net, tmp_path / "w.npz")
    picture = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.allclose(net(picture)[0], network.load(tmp_path / "w.npz")(picture)[0], atol=5e-3)


def test_drawings_are_read_from_a_folder_and_photos_have_no_numbers(tmp_path):
    rng = np.random.default_rng(6)
    for k in range(2):
        cv2.imwrite(str(tmp_path / f"ann-{k}.jpg"), (rng.random((SIZE_PX, SIZE_PX, 3)) * 255).astype(np.uint8))
    np.save(tmp_path / "ann.npy", rng.random((2, len(NAMES))))
    pictures, wanted = read_drawings(tmp_path)
    assert pictures.shape == (2, SIZE_PX, SIZE_PX, 3) and wanted.shape == (2, len(NAMES))
    photos, unread = read_photos(tmp_path, 1)
    assert len(photos) == 1 and np.isnan(unread).all()
    with pytest.raises(FileNotFoundError):
        read_drawings(tmp_path / "elsewhere")


def test_augmented_pictures_keep_their_size():
    picture = (np.random.default_rng(8).random((SIZE_PX, SIZE_PX, 3)) * 255).astype(np.uint8)
    for seed in range(20):
        made = augmented(picture, np.random.default_rng(seed))
        assert made.shape == picture.shape and made.dtype == np.uint8


def test_explained_variance():
    right = np.random.default_rng(9).random((100, len(NAMES)))
    assert r2(right, right) == pytest.approx(np.ones(len(NAMES)))
    assert r2(np.broadcast_to(right.mean(0), right.shape), right) == pytest.approx(np.zeros(len(NAMES)), abs=1e-9)
    assert figures(right, np.full_like(right, 0.1), right)["within_one_deviation"] == 1


def test_the_shipped_encoder_knows_the_styles_of_the_app():
    """Which style of the app a drawing of the sample is nearest to, by the numbers that are read from it."""
    net = network.load()
    known = {}
    for name in STYLE_IDS:
        numbers = {**{n: v.default for n, v in ALL_NUMBERS.items()}, **all_numbers(load_style(name))}
        known[name] = shares(numbers)
    right = 0
    for name in STYLE_IDS:
        picture = draw(sample.plain(), load_style(name), SIZE_PX)[..., :3]
        with torch.no_grad():
            code, drawn = net(torch.from_numpy(picture.transpose(2, 0, 1).copy())[None])
        told, deviation = code[0].numpy()
        distance = {other: (((told - s) / (0.05 + deviation)) ** 2).mean() for other, s in known.items()}
        right += min(distance, key=distance.get) == name
        assert float(drawn) > 0.5, name
    assert right >= 7
