"""Writes the content encoder alone as ONNX, its batch norms folded.

`python -m toonroom_training.encoder.export --out encoder.onnx`
"""

import argparse
from pathlib import Path

import torch

from .network import WEIGHTS, Encoder, folded, load

OPSET = 18


def export_onnx(encoder: Encoder, path: Path) -> None:
    """`photo` [1,3,h,w] f32 unit → `layers` [1,9,h,w] f32 unit; h and w are free multiples of 32."""
    free = {2: "height", 3: "width"}
    torch.onnx.export(
        folded(encoder),
        (torch.zeros(1, 3, 64, 64),),
        str(path),
        dynamo=False,
        opset_version=OPSET,
        input_names=["photo"],
        output_names=["layers"],
        dynamic_axes={"photo": free, "layers": free},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export_onnx(load(args.weights), args.out)


if __name__ == "__main__":
    main()
