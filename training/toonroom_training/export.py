"""Turns a checkpoint into what the app ships: ONNX, its self-test and the manifest entry.

`python -m toonroom_training.export --checkpoint runs/3d/checkpoint.pt --style STYLE.json --out ../public/models`

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
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
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


def manifest_entry(style: dict, out: Path, generator: Generator) -> dict:
    c = generator.config
    return {
        "id": style["id"],
        "names": style["names"],
        **_file_entry(out / f"{style['id']}.onnx"),
        "licence": style["licence"],
        "card": f"{style['id']}.md",
        "thumbnail": f"{style['id']}.webp",
        "selfTest": {**_file_entry(out / f"{style['id']}.selftest.bin"), "size": SELF_TEST_SIZE_PX},
        "input": {"size": CROP_SIZE_PX, "multiple": 16, "guideChannels": c.guide_channels},
        "code": style["code"],
        "proportions": style["proportions"],
        "gigaMacs": round(giga_macs(generator), 3),
    }


def write_manifest(out: Path, entry: dict) -> None:
    """Adds or replaces one style, keeping the others and their order."""
    path = out / "manifest.json"
    styles = json.loads(path.read_text())["styles"] if path.exists() else []
    ids = [s["id"] for s in styles]
    if entry["id"] in ids:
        styles[ids.index(entry["id"])] = entry
    else:
        styles.append(entry)
    body = {"version": 1, "styles": styles}
    path.write_text(json.dumps(body, indent=2, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--style", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    style = json.loads(args.style.read_text())
    generator = generator_from_checkpoint(torch.load(args.checkpoint, map_location="cpu"))
    path = args.out / f"{style['id']}.onnx"
    export_onnx(generator, path)
    store_weights_as_fp16(path)
    test = args.out / f"{style['id']}.selftest.bin"
    test.write_bytes(self_test(path, generator, style["code"]))
    write_manifest(args.out, manifest_entry(style, args.out, generator))
    print(f"{path}: {path.stat().st_size} bytes, {giga_macs(generator):.2f} GMAC")


if __name__ == "__main__":
    main()
