"""Writes what the app ships: the model as ONNX graphs, its self-test and the manifest of the styles.

`python -m toonroom_training.export --out ../public/models`

Weights are stored as fp16 with a cast and computed in fp32: half the download, and every backend loads them.
"""

import argparse
import hashlib
import io
import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from .artist import form, strokes
from .artist.branches import DOMAIN, count_nodes
from .artist.draw import Encoding
from .artist.fields import LINES, WORK, Fields
from .artist.mixer import COLOURS, DERIVED, Mixer
from .artist.painter import Painter
from .artist.palette import LAYERS, PALETTE
from .artist.slim import slim
from .artist.style import ALL_NUMBERS, GROUPS, STYLE, STYLE_IDS, load_style, paint_vector
from .encoder.network import load
from .style_encoder import network as style_encoder
from .style_encoder.random_styles import READ

GRAPHS = ("encoder", "palette", "mixer", "fields", "painter")  # in the order of their runs
OPSET = 18
PARITY_TOLERANCE = 1 / 255
SELF_TEST_PX = 64  # of the line grid and of the drawing
BIG_WEIGHT = 256  # tensors with at least this many numbers are stored as fp16


def graphs(
    encoding: Encoding, size: int = 128
) -> dict[str, tuple[nn.Module, dict[str, Tensor], dict[str, Tensor], dict]]:
    """name → (module, example inputs, example outputs by name, dynamic axes)."""
    rng = torch.Generator().manual_seed(5)
    example = example_inputs(size, rng)
    grid, lines, tile = {2: "h", 3: "w"}, {2: "lh", 3: "lw"}, {2: "H", 3: "W"}
    made: dict[str, tuple] = {}
    known = dict(example)

    def add(name: str, module: nn.Module, inputs: list[str], outputs: list[str], axes: dict) -> None:
        with torch.no_grad():
            answer = module.eval()(*(known[key] for key in inputs))
        answers = dict(zip(outputs, answer if isinstance(answer, tuple) else (answer,), strict=True))
        known.update(answers)
        made[name] = (module, {key: known[key] for key in inputs}, answers, axes)

    add("encoder", encoding.encoder, ["view"], ["seen"], {"view": grid, "seen": grid})
    measured = {"view": grid, "seen": grid, "form": grid, "layers": grid}
    add("palette", encoding.measuring, ["view", "seen", "form"], ["layers", "palette"], measured)
    add("mixer", Mixer(), ["palette", "style"], ["colours", "derived"], {})
    mixed = ["palette", "style", "colours", "derived"]
    add(
        "fields",
        Fields(),
        ["photo", "layers", "form", *mixed[:3]],
        ["work", "lines"],
        {"photo": lines, "layers": grid, "form": grid, "work": grid, "lines": lines},
    )
    add(
        "painter",
        Painter(),
        ["photo", "work", "lines", "guide", "at", *mixed, "scale"],
        ["drawing"],
        {"photo": tile, "work": grid, "lines": lines, "guide": {2: "gh", 3: "gw"}, "drawing": tile},
    )
    return made


def example_inputs(size: int, rng: torch.Generator) -> dict[str, Tensor]:
    """A made-up head at a line grid of `size` px: smooth waves with a disc for a face, a few strokes."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, size), torch.linspace(-1, 1, size), indexing="ij")
    waves = torch.stack([0.5 + 0.4 * torch.sin(4 * x + k) * torch.cos(3 * y - 2 * k) for k in range(3)])
    disc = torch.sigmoid((0.5 - torch.hypot(x, y)) * 20)
    photo = (waves + (torch.tensor([0.85, 0.62, 0.5]).view(3, 1, 1) - waves) * disc)[None]
    half = size // 2
    view = nn.functional.avg_pool2d(photo, 2)
    zones = torch.rand(1, len(form.CHANNELS), half, half, generator=rng) * 0.2
    zones = zones + 0.8 * nn.functional.avg_pool2d(disc[None, None], 2)
    guide = torch.rand(1, len(strokes.CHANNELS), size // 2, size // 2, generator=rng)
    return {
        "photo": photo,
        "view": view,
        "form": zones,
        "guide": guide,
        "at": torch.tensor([16.0, 32.0]),
        "style": torch.tensor([paint_vector(load_style("anime"))]),
        "scale": torch.tensor([1.0]),
    }


def export_graph(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes: dict) -> onnx.ModelProto:
    data = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing warns about every Python number
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            data,
            dynamo=False,
            opset_version=OPSET,
            custom_opsets={DOMAIN: 1},
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
        )
    return slim(onnx.load_from_string(data.getvalue()))


def store_weights_as_fp16(model: onnx.ModelProto) -> None:
    """Replaces each large fp32 weight by an fp16 one and a cast."""
    graph = model.graph
    casts = []
    for weight in list(graph.initializer):
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < BIG_WEIGHT:
            continue
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{weight.name}.16")
        casts.append(helper.make_node("Cast", [half.name], [weight.name], to=TensorProto.FLOAT))
        graph.initializer.remove(weight)
        graph.initializer.append(half)
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)


def run(path: Path, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    wanted = {value.name for value in session.get_inputs()}
    names = [value.name for value in session.get_outputs()]
    return dict(zip(names, session.run(None, {k: v for k, v in inputs.items() if k in wanted}), strict=True))


def export_all(out: Path) -> dict[str, Path]:
    """Writes the graphs of the model, then the one that reads styles.

    @raises RuntimeError where one, except the encoder, differs from its module by more than a level of 255.
    """
    paths = {}
    for name, (module, inputs, outputs, axes) in graphs(Encoding(load()).eval()).items():
        model = export_graph(module, inputs, list(outputs), axes)
        store_weights_as_fp16(model)
        paths[name] = out / f"{name}.onnx"
        onnx.save(model, str(paths[name]))
        answers = run(paths[name], {key: value.numpy() for key, value in inputs.items()})
        worst = max(_difference(answers[key], outputs[key].numpy(), key) for key in outputs)
        print(f"{name}: {paths[name].stat().st_size} bytes, {count_nodes(model.graph)} nodes, off by {worst:.1e}")
        if worst > PARITY_TOLERANCE and name != "encoder":
            raise RuntimeError(f"{name}.onnx differs from its module by {worst:.4f}.")
    paths["style_encoder"] = out / "style-encoder.onnx"
    export_style_encoder(paths["style_encoder"])
    return paths


def export_style_encoder(path: Path) -> None:
    """Writes the graph that reads styles. @raises RuntimeError where it tells something else than its module."""
    module = style_encoder.load()
    picture = torch.rand(1, 3, 256, 256, generator=torch.Generator().manual_seed(5))
    model = export_graph(module, {"picture": picture}, ["code", "drawn"], {})
    store_weights_as_fp16(model)
    onnx.save(model, str(path))
    with torch.no_grad():
        wanted = module(picture)[0].numpy()
    worst = float(np.abs(run(path, {"picture": picture.numpy()})["code"] - wanted).max())
    print(f"style encoder: {path.stat().st_size} bytes, off by {worst:.1e}")
    if worst > PARITY_TOLERANCE:
        raise RuntimeError(f"{path.name} differs from its module by {worst:.4f}.")


def _difference(a: np.ndarray, b: np.ndarray, name: str) -> float:
    """Largest difference; for the palette and the fields, whose numbers reach 100, divided by 100."""
    return float(np.abs(a - b).max()) / (100 if name in ("palette", "derived", "work", "lines") else 1)


def self_test(paths: dict[str, Path]) -> bytes:
    """Little-endian f32: the inputs of the two graphs that paint, in their order, then the drawing that native
    onnxruntime makes of them."""
    rng = torch.Generator().manual_seed(5)
    known = {key: value.numpy() for key, value in example_inputs(SELF_TEST_PX, rng).items()}
    for name in GRAPHS:
        known |= run(paths[name], known)
    return b"".join(known[name].astype("<f4").tobytes() for name in SELF_TEST_TENSORS)


SELF_TEST_TENSORS = (
    "photo", "layers", "form", "palette", "style", "colours", "derived", "guide", "at", "scale", "drawing",
)  # fmt: skip


def self_test_shapes() -> dict[str, list[int]]:
    shapes = {
        key: list(value.shape) for key, value in example_inputs(SELF_TEST_PX, torch.Generator().manual_seed(5)).items()
    }
    half = SELF_TEST_PX // 2
    shapes |= {"layers": [1, len(LAYERS), half, half], "palette": [1, len(PALETTE)], "colours": [1, 3, len(COLOURS), 1]}
    shapes |= {"derived": [1, len(DERIVED)], "drawing": [1, 4, SELF_TEST_PX, SELF_TEST_PX]}
    return {name: shapes[name] for name in SELF_TEST_TENSORS}


def file_entry(path: Path) -> dict:
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest(paths: dict[str, Path], test: Path) -> dict:
    return {
        "version": 2,
        "model": {
            "files": {name: file_entry(paths[name]) for name in GRAPHS},
            "selfTest": {**file_entry(test), "tensors": self_test_shapes()},
            "licence": "Apache-2.0",
            "card": "toonroom.md",
            "tensors": {
                "layers": LAYERS,
                "form": form.CHANNELS,
                "guide": strokes.CHANNELS,
                "palette": PALETTE,
                "style": STYLE,
                "colours": COLOURS,
                "derived": DERIVED,
                "work": WORK,
                "lines": LINES,
            },
            "styleEncoder": {
                **file_entry(paths["style_encoder"]),
                "reads": [{"name": name, "group": group} for group, names in READ.items() for name in names],
            },
            "numbers": {
                name: {"least": number.least, "greatest": number.greatest, "initial": number.default}
                for name, number in ALL_NUMBERS.items()
            },
        },
        "styles": [style_entry(load_style(name)) for name in STYLE_IDS],
    }


def number_words() -> dict:
    """What each number of a style means, and each group of them, in both languages."""
    chinese = json.loads((Path(strokes.__file__).parent.parent / "numbers.zh.json").read_text())
    return {
        "numbers": {name: {"en": number.meaning, "zh": chinese[name]} for name, number in ALL_NUMBERS.items()},
        "groups": {group: {"en": name, "zh": chinese[f"group:{group}"]} for group, name in GROUPS.items()},
    }


def style_entry(style: dict) -> dict:
    return {
        "id": style["id"],
        "names": style["names"],
        "licence": style["licence"],
        "thumbnail": f"{style['id']}.webp",
        "proportions": style["proportions"],
        "strokes": {name: style["strokes"].get(name, number.default) for name, number in strokes.NUMBERS.items()},
        "paint": paint_vector(style),
        "texture": style["texture"],
        "backdrop": style["backdrop"],
        "limits": style["limits"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    # Files are moved only when all are done: a graph that does not match the manifest is a broken model.
    with tempfile.TemporaryDirectory(dir=args.out.parent) as folder:
        made = Path(folder)
        paths = export_all(made)
        test = made / "toonroom.selftest.bin"
        test.write_bytes(self_test(paths))
        text = json.dumps(manifest(paths, test), indent=2, ensure_ascii=False)
        (made / "manifest.json").write_text(text + "\n")
        words = json.dumps(number_words(), indent=1, ensure_ascii=False)
        (made / "numbers.json").write_text(words + "\n")
        for path in made.iterdir():
            path.replace(args.out / path.name)


if __name__ == "__main__":
    main()
