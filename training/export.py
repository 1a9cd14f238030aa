"""Writes the trained weights as int8 with a scale an output channel: `python3 export.py model.pt ../resources/ocr`."""

import json
import os
import sys

import numpy as np
import torch

from mrz_text import ALPHABET
from network import Recogniser


def best_scale(channel):
    """The scale with the least squared error: clipping a lone large weight may cost less than coarse steps."""
    top = np.abs(channel).max() / 127
    trials = [top * share for share in np.linspace(0.6, 1, 21)]
    error = lambda scale: np.square(np.clip(np.round(channel / scale), -127, 127) * scale - channel).sum()
    return min(trials, key=error) if top > 0 else 1.0


def main(source, folder):
    model = Recogniser()
    model.load_state_dict(torch.load(source, map_location="cpu"))
    model.eval()
    layers, blob = [], b""
    for weight, bias, stride, padding, rectified in model.folded():
        outputs, inputs, kernel_rows, kernel_columns = weight.shape
        rows = weight.permute(0, 2, 3, 1).reshape(outputs, -1).numpy()
        scales = np.array([best_scale(row) for row in rows])
        blob += np.clip(np.round(rows / scales[:, None]), -127, 127).astype(np.int8).tobytes()
        layers.append({
            "inputs": inputs, "outputs": outputs, "kernel": [kernel_rows, kernel_columns], "stride": list(stride),
            "pad": list(padding), "rectified": rectified,
            "scales": [float("%.6g" % s) for s in scales], "biases": [float("%.6g" % b) for b in bias.tolist()],
        })  # fmt: skip
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "mrz-line.json"), "w") as file:
        json.dump({"alphabet": ALPHABET, "layers": layers}, file, separators=(",", ":"))
        file.write("\n")
    with open(os.path.join(folder, "mrz-line.bin"), "wb") as file:
        file.write(blob)
    print(len(blob), "bytes of weights")


if __name__ == "__main__":
    main(*sys.argv[1:3])
