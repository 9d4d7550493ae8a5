"""Smaller and quicker forms of a trained student, and what each costs and loses.

`python -m toonroom_training.variants --checkpoint FILE --pruned FILE --pairs DIR --out runs/variants`

Writes `OUT/*.onnx` and prints JSON: bytes, GMAC, ms of native onnxruntime with one thread at 512², PSNR and SSIM of
its drawings to the full fp32 network's on held-out faces. `npm run bench:variants -- OUT` times them in a browser.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from .data import STYLE_CODES, Pair, load_pair, pair_names
from .evaluate import ssim
from .export import export_onnx, save_with_first_nodes, store_weights_as_fp16
from .model import generator_from_checkpoint, giga_macs


def store_weights_as_int8(source: Path, out: Path) -> None:
    """Each large weight as int8 with one scale a row, computed in fp32: a quarter of the fp32 download."""
    model = onnx.load(str(source))
    graph, nodes = model.graph, []
    for weight in list(graph.initializer):
        array = numpy_helper.to_array(weight)
        if array.dtype != np.float32 or array.ndim < 2 or array.size < 256:
            continue
        rows = array.reshape(array.shape[0], -1)
        scale = np.maximum(np.abs(rows).max(1), 1e-8).astype(np.float32) / 127
        small = np.round(rows / scale[:, None]).astype(np.int8).reshape(array.shape)
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(small, f"{weight.name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{weight.name}.scale"))
        inputs = [f"{weight.name}.int8", f"{weight.name}.scale"]
        nodes.append(helper.make_node("DequantizeLinear", inputs, [weight.name], axis=0))
    save_with_first_nodes(model, nodes, out)


def bake_style(source: Path, code: np.ndarray, out: Path) -> None:
    """One style for good: its kernels are mixed beforehand, so that they can be quantised as kernels are."""
    model = onnx.load(str(source))
    graph = model.graph
    kept = [i for i in graph.input if i.name != "style"]
    del graph.input[:]
    graph.input.extend(kept)
    graph.initializer.append(helper.make_tensor("style", TensorProto.FLOAT, [1, len(code)], code))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


class _Faces(CalibrationDataReader):
    def __init__(self, pairs: list[Pair]):
        self.feeds = iter([feeds_of(pair) for pair in pairs])

    def get_next(self) -> dict | None:
        return next(self.feeds, None)


def feeds_of(pair: Pair) -> dict[str, np.ndarray]:
    return {"photo": pair.photo_signed()[None], "guide": pair.guide_unit()[None]}


def drawings(path: Path, pairs: list[Pair], styles: list[str]) -> tuple[list[np.ndarray], float]:
    """(pictures [512,512,3] unit of each pair in each style, ms a picture with one thread)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    asks_style = "style" in [i.name for i in session.get_inputs()]
    pictures, took = [], []
    for pair in pairs:
        for style in styles:
            feeds = feeds_of(pair) | ({"style": STYLE_CODES[style][None]} if asks_style else {})
            began = time.perf_counter()
            (out,) = session.run(None, feeds)
            took.append(time.perf_counter() - began)
            pictures.append(np.clip((out[0, :3].transpose(1, 2, 0) + 1) / 2, 0, 1))
    return pictures, 1000 * float(np.median(took))


def compare(ours: list[np.ndarray], full: list[np.ndarray]) -> dict[str, float]:
    """Mean PSNR (dB) and SSIM of pictures to the full network's."""
    errors = [float(((a - b) ** 2).mean()) for a, b in zip(ours, full, strict=True)]
    alike = [ssim(a.mean(2), b.mean(2)) for a, b in zip(ours, full, strict=True)]
    psnr = np.mean([-10 * np.log10(max(error, 1e-9)) for error in errors])
    return {"psnr": round(float(psnr), 1), "ssim": round(float(np.mean(alike)), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--pruned", type=Path, help="checkpoint of the pruned student")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--baked-style", choices=list(STYLE_CODES), default="comic", help="of the quantised network")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = [s for s in pair_names(args.pairs, "validation") if not s.startswith("scene-")][: args.people]
    held_out = [load_pair(args.pairs, s) for s in names]
    learnt = [s for s in pair_names(args.pairs, "train") if not s.startswith("scene-")][:: args.people]
    full = generator_from_checkpoint(torch.load(args.checkpoint, map_location="cpu"))
    path = {name: args.out / f"{name}.onnx" for name in ("fp32", "fp16", "int8-weights", "baked", "int8", "pruned")}
    costs = dict.fromkeys(path, giga_macs(full))
    for name in ("fp32", "fp16"):
        export_onnx(full, path[name])
    store_weights_as_fp16(path["fp16"])
    store_weights_as_int8(path["fp32"], path["int8-weights"])
    bake_style(path["fp32"], STYLE_CODES[args.baked_style], path["baked"])
    quantize_static(
        str(path["baked"]),
        str(path["int8"]),
        _Faces([load_pair(args.pairs, s) for s in learnt[:12]]),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
    )
    if args.pruned:
        pruned = generator_from_checkpoint(torch.load(args.pruned, map_location="cpu"))
        export_onnx(pruned, path["pruned"])
        store_weights_as_fp16(path["pruned"])
        costs["pruned"] = giga_macs(pruned)
    figures, every_style, one_style = {}, list(STYLE_CODES), [args.baked_style]
    full_drawings = {len(styles): drawings(path["fp32"], held_out, styles)[0] for styles in (every_style, one_style)}
    for name, file in path.items():
        if not file.exists():
            continue
        styles = one_style if name in ("baked", "int8") else every_style
        ours, took_ms = drawings(file, held_out, styles)
        cost = {"bytes": file.stat().st_size, "gigaMacs": round(costs[name], 2), "nativeMs": round(took_ms)}
        figures[name] = cost | compare(ours, full_drawings[len(styles)])
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
