"""Draws the invented documents of the tests: `python3 pictures.py ../tests/adapters/reading/ocr/fixtures`."""

import json
import os
import sys

import cv2
import numpy as np

import glyphs
from glyphs import CELL_H, CELL_W, PITCH
from mrz_text import rng_of

DOCUMENTS = {
    "td1-kaz": ("IDKAZ0123456784900101350003<<<", "9001011M3401011KAZ<<<<<<<<<<<0", "SEITKALI<<ARMAN<<<<<<<<<<<<<<<"),
    "td2-uto": ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D231458907UTO3407127M9507122<<<<<<<2"),
    "td3-kaz": ("P<KAZSEITKALI<<ARMAN<<<<<<<<<<<<<<<<<<<<<<<<", "N012345679KAZ9001011M3401011900101350003<<08"),
    "pnrus": ("PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<", "4511234569RUS9003152F<<<<<<<1110720770056<98"),
    "mrva-uto": ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"),
    # The composite is printed wrong: 9 for 8.
    "td3-forged": ("P<KAZSEITKALI<<ARMAN<<<<<<<<<<<<<<<<<<<<<<<<", "N012345679KAZ9001011M3401011900101350003<<09"),
}  # fmt: skip


def zone(atlas, lines, weight):
    """Ink of the lines, 0..1, at the drawing pitch."""
    spacing = int(2.5 * PITCH)
    out = np.zeros((spacing * len(lines) + 20, len(lines[0]) * PITCH + 40), np.uint8)
    for row, line in enumerate(lines):
        for column, char in enumerate(line):
            mask = atlas[char][weight][0]
            x, y = 20 + column * PITCH - (CELL_W - PITCH) // 2, 10 + row * spacing
            np.maximum(out[y : y + CELL_H, x : x + CELL_W], mask, out=out[y : y + CELL_H, x : x + CELL_W])
    return out.astype(np.float32) / 255


def page(atlas, lines, width, seed):
    """A page with a portrait-like blot, some words and the zone at its foot."""
    rng = rng_of(seed)
    height = int(width * 0.69)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    ground = 215 + 18 * np.sin(x / 140 + y / 90) + 6 * np.sin((x + 2 * y) / 11)
    face = ((x - width * 0.17) / (width * 0.09)) ** 2 + ((y - height * 0.38) / (height * 0.2)) ** 2
    ground = np.where(face < 1, 120 + 40 * np.sin(x / 9) * np.cos(y / 7), ground)
    for i in range(7):
        word = "".join(rng.choice("abcdefghiklmnoprstuvz") for _ in range(rng.randint(5, 14))).upper()
        cv2.putText(ground, word, (int(width * 0.36), int(height * (0.14 + i * 0.075))), cv2.FONT_HERSHEY_SIMPLEX, width / 1400, 60, 1, cv2.LINE_AA)
    ink = zone(atlas, lines, 3)
    scale = width * 0.93 / ink.shape[1]
    ink = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = height - ink.shape[0] - int(height * 0.03), (width - ink.shape[1]) // 2
    area = ground[top : top + ink.shape[0], left : left + ink.shape[1]]
    area += (45 - area) * ink
    return np.clip(ground, 0, 255).astype(np.uint8)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    atlas = glyphs.load()
    for seed, (name, lines) in enumerate(DOCUMENTS.items()):
        cv2.imwrite(os.path.join(folder, name + ".jpg"), page(atlas, lines, 720, seed), [cv2.IMWRITE_JPEG_QUALITY, 66])
    with open(os.path.join(folder, "lines.json"), "w") as file:
        rows = [f"  {json.dumps(name)}: {json.dumps(lines)}" for name, lines in DOCUMENTS.items()]
        file.write("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
