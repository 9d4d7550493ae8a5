"""Measures what smaller forms of the trained encoder save and lose: 8-bit integers, small weights left out.

`python -m toonroom_training.encoder.forms --labels runs/encoder/labels --out forms.json`

Each form is run by native onnxruntime on one thread. `ms` is the fastest of several runs at 256 px, `zip_bytes` the
file's compressed size, as a server would send it. Nothing is retrained.
"""

import copy
import json
import tempfile
import time
import zlib
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from .data import Library
from .evaluate import PORTRAIT_SIZE_PX, judging_parser, measure
from .export import export_onnx
from .network import Encoder, load

CALIBRATION_PHOTOS = 48
TIMED_RUNS = 20
LEFT_OUT = (0.3, 0.5)


class OnnxEncoder(nn.Module):
    """An exported encoder that can replace the module."""

    def __init__(self, path: Path):
        super().__init__()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def forward(self, photo: Tensor) -> Tensor:
        return torch.from_numpy(self.session.run(None, {"photo": photo.numpy()})[0])


class Photos(CalibrationDataReader):
    """Training photos that calibrate the ranges of activations."""

    def __init__(self, library: Library):
        self.left = iter(library.portraits[:: len(library.portraits) // CALIBRATION_PHOTOS])

    def get_next(self) -> dict[str, np.ndarray] | None:
        example = next(self.left, None)
        if example is None:
            return None
        small = cv2.resize(example.photo, (PORTRAIT_SIZE_PX,) * 2, interpolation=cv2.INTER_AREA)
        return {"photo": (small.astype(np.float32) / 255).transpose(2, 0, 1)[None]}


def pruned(encoder: Encoder, share: float) -> Encoder:
    """A copy in which the smallest weights of each convolution, `share` of them, are 0."""
    sparse = copy.deepcopy(encoder)
    for module in sparse.modules():
        if isinstance(module, nn.Conv2d):
            size = module.weight.detach().abs()
            module.weight.data[size < size.flatten().quantile(share)] = 0
    return sparse


def quantised(source: Path, target: Path, library: Library) -> None:
    """Writes `source` with weights and activations of 8 bits, scales per channel."""
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_static(str(prepared), str(target), Photos(library), quant_format=QuantFormat.QDQ, per_channel=True)


def told(path: Path, library: Library) -> dict[str, object]:
    encoder = OnnxEncoder(path)
    photo = torch.rand(1, 3, PORTRAIT_SIZE_PX, PORTRAIT_SIZE_PX, generator=torch.Generator().manual_seed(1))
    durations = []
    for _ in range(TIMED_RUNS):
        started = time.perf_counter()
        encoder(photo)
        durations.append(time.perf_counter() - started)
    figures = measure(encoder, library.portraits, PORTRAIT_SIZE_PX)
    data = path.read_bytes()
    return {
        "iou": figures["iou"],
        "boundary_f_all": figures["boundary_f_all"],
        "bytes": len(data),
        "zip_bytes": len(zlib.compress(data, 9)),
        "ms": round(min(durations) * 1000, 1),
    }


def main() -> None:
    args = judging_parser(__doc__).parse_args()
    encoder = load(args.weights)
    training, held_out = (Library(args.labels, split) for split in ("train", "validation"))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        export_onnx(encoder, whole)
        paths = {"float": whole, "int8": Path(folder) / "int8.onnx"}
        quantised(whole, paths["int8"], training)
        for share in LEFT_OUT:
            paths[f"pruned_{share:.0%}"] = Path(folder) / f"pruned{share}.onnx"
            export_onnx(pruned(encoder, share), paths[f"pruned_{share:.0%}"])
        figures = {name: told(path, held_out) for name, path in paths.items()}
    args.out.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
