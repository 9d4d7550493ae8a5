from types import SimpleNamespace

import numpy as np
import torch

from toonroom_training.judge.face_nets import _read_weights, face_pictures

NET = SimpleNamespace(size_px=150, eyes=((0.3, 0.3), (0.7, 0.3)))


def test_faces_are_cut_with_the_eyes_where_the_network_expects_them():
    pictures = torch.zeros(2, 3, 200, 240)
    eyes = torch.tensor([[[70.5, 80.5], [150.5, 80.5]], [[90.5, 50.5], [60.5, 120.5]]])  # level, and turned far
    for picture, pair in zip(pictures, eyes, strict=True):
        for eye in pair:
            x, y = (int(v) for v in eye)
            picture[:, y - 1 : y + 2, x - 1 : x + 2] = 1
    cut = face_pictures(pictures, eyes, NET)
    assert cut.shape == (2, 3, 150, 150)
    for face in cut:
        for x, y in ((45, 45), (105, 45)):
            spot = face[0, y - 8 : y + 9, x - 8 : x + 9]
            at = (spot.sum(0) * torch.arange(x - 8.0, x + 9)).sum() / spot.sum() + 0.5
            assert abs(at - x) < 1
    assert cut[:, :, 60:].max() == 0


def test_quantised_weights_are_read():
    entry = {"name": "w", "shape": [2, 2], "dtype": "float32"}
    eight_bit = entry | {"quantization": {"dtype": "uint8", "scale": 0.5, "min": -1.0}}
    plain = np.float32([1, 2, 3, 4])
    read = _read_weights([eight_bit, entry | {"name": "v"}], bytes([0, 2, 4, 6]) + plain.tobytes())
    np.testing.assert_array_equal(read["w"], [[-1, 0], [1, 2]])
    np.testing.assert_array_equal(read["v"], plain.reshape(2, 2))
