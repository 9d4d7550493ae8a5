"""Turns a checkpoint into what the app ships: ONNX, its self-test and the manifest.

`python -m toonroom_training.export --checkpoint runs/all/checkpoint.pt --out ../public/models`

One network draws every style, told apart by their codes.

Weights are stored as fp16 behind casts and computed in fp32: half the download, and it loads on every backend, also on
GPUs without `shader-f16`.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from .model import Generator, generator_from_checkpoint, giga_macs
from .teacher.style import all_styles
from .warp import CROP_SIZE_PX

SELF_TEST_SIZE_PX = 32
PARITY_TOLERANCE = 2e-3


def export_onnx(generator: Generator, path: Path) -> None:
    """fp32 graph with free height and width (multiples of 16)."""
    c = generator.config
    size = 64
    inputs = (
        torch.zeros(1, 3, size, size),
        torch.zeros(1, c.guide_channels, size, size),
        torch.zeros(1, c.style_size),
    )
    spatial = {2: "height", 3: "width"}
    torch.onnx.export(
        generator,
        inputs,
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["photo", "guide", "style"],
        output_names=["drawing"],
        dynamic_axes={"photo": spatial, "guide": spatial, "drawing": spatial},
    )


def store_weights_as_fp16(path: Path) -> None:
    """Replaces each fp32 weight of at least 16 numbers by an fp16 one and a cast."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for weight in list(graph.initializer):
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < 16:
            continue
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{weight.name}.fp16")
        casts.append(helper.make_node("Cast", [half.name], [weight.name], to=TensorProto.FLOAT))
        graph.initializer.remove(weight)
        graph.initializer.append(half)
    save_with_first_nodes(model, casts, path)


def save_with_first_nodes(model: onnx.ModelProto, nodes: list[onnx.NodeProto], path: Path) -> None:
    """Saves the checked model with `nodes` before its own."""
    own = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes + own)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def self_test(path: Path, generator: Generator, code: list[float]) -> bytes:
    """Little-endian f32: photo, guide, style, and the drawing native onnxruntime makes of them."""
    size, rng = SELF_TEST_SIZE_PX, np.random.default_rng(11)
    y, x = np.mgrid[0:size, 0:size] / size
    waves = [np.sin(6 * x + k) * np.cos(5 * y - 2 * k) for k in range(3)]
    photo = np.stack(waves)[None].astype(np.float32)
    guide = rng.random((1, generator.config.guide_channels, size, size), np.float32)
    style = np.array([code], np.float32)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (drawing,) = session.run(None, {"photo": photo, "guide": guide, "style": style})
    with torch.no_grad():
        own = generator(*(torch.from_numpy(a) for a in (photo, guide, style))).numpy()
    worst = float(np.abs(own - drawing).max())
    if worst > PARITY_TOLERANCE * 10:
        raise RuntimeError(f"The exported graph differs from the trained network by {worst:.4f}.")
    return b"".join(a.astype("<f4").tobytes() for a in (photo, guide, style, drawing))


def _file_entry(path: Path) -> dict:
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest_entry(style: dict, model: Path, test: Path, generator: Generator) -> dict:
    c = generator.config
    return {
        "id": style["id"],
        "names": style["names"],
        **_file_entry(model),
        "licence": style["licence"],
        "card": f"{model.stem}.md",
        "thumbnail": f"{style['id']}.webp",
        "selfTest": {**_file_entry(test), "size": SELF_TEST_SIZE_PX},
        "input": {"size": CROP_SIZE_PX, "multiple": 16, "guideChannels": c.guide_channels},
        "code": style["code"],
        "proportions": style["proportions"],
        "texture": style["texture"],
        "flatness": style["flatness"],
        "backdrop": style["backdrop"],
        "limits": style["limits"],
        "gigaMacs": round(giga_macs(generator), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--name", default="toonroom", help="of the files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--styles", nargs="+", help="ids of the styles to offer; all by default")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    styles = [style for style in all_styles() if not args.styles or style["id"] in args.styles]
    generator = generator_from_checkpoint(torch.load(args.checkpoint, map_location="cpu"))
    model, test = args.out / f"{args.name}.onnx", args.out / f"{args.name}.selftest.bin"
    export_onnx(generator, model)
    store_weights_as_fp16(model)
    test.write_bytes(self_test(model, generator, styles[0]["code"]))
    manifest = {"version": 1, "styles": [manifest_entry(style, model, test, generator) for style in styles]}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print(f"{model}: {model.stat().st_size} bytes, {giga_macs(generator):.2f} GMAC, {len(styles)} styles")


if __name__ == "__main__":
    main()
