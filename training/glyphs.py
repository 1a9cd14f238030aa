"""Glyph masks of Debian's OCR-B at several stroke weights, with the variants that real printers add."""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mrz_text import ALPHABET

FONTS = "/usr/share/fonts/opentype/ocr-b/"
PITCH = 32  # of the drawing canvas; OCR-B's advance at 44 px is 31.8
CELL_W, CELL_H = 44, 60
SCALE = 4  # the masters are drawn this much larger, so that weights can differ by a quarter of a pixel
WEIGHTS = (-6, -4, -2, 0, 2, 4, 6, 9)  # quarter pixels of erosion or growth


def master(font, char):
    image = Image.new("L", (CELL_W * SCALE, CELL_H * SCALE), 0)
    left = (CELL_W - 31.8) / 2 * SCALE
    ImageDraw.Draw(image).text((left, 4 * SCALE), char, font=font, fill=255)
    return np.array(image)


def ring(width, height, power, stroke=4.6):
    """A zero or O as a superellipse: `power` 2 is an ellipse, 4 nearly a box."""
    y, x = np.mgrid[0 : CELL_H * SCALE, 0 : CELL_W * SCALE].astype(np.float32)
    x, y = (x / SCALE - CELL_W / 2), (y / SCALE - 31)
    outer = np.abs(x / (width / 2)) ** power + np.abs(y / (height / 2)) ** power
    inner = np.abs(x / (width / 2 - stroke)) ** power + np.abs(y / (height / 2 - stroke)) ** power
    return (((outer <= 1) & (inner >= 1)) * 255).astype(np.uint8)


def with_foot(mask):
    """A one with a foot, as many passport printers have it."""
    out = mask.copy()
    ys, xs = np.nonzero(mask)
    bottom, stem = ys.max(), xs[ys > ys.max() - 8].mean()
    cv2.rectangle(out, (int(stem - 7 * SCALE), int(bottom - 4 * SCALE)), (int(stem + 7 * SCALE), int(bottom)), 255, -1)
    return out


def weighted(mask, weight):
    if weight:
        size = abs(weight) + 1
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
        mask = cv2.dilate(mask, kernel) if weight > 0 else cv2.erode(mask, kernel)
    return cv2.resize(mask, (CELL_W, CELL_H), interpolation=cv2.INTER_AREA)


def load():
    """char -> list over weights -> list of variants, each uint8 CELL_H × CELL_W."""
    faces = [ImageFont.truetype(FONTS + name, 44 * SCALE) for name in ("OCRB.otf", "OCRBS.otf")]
    atlas = {}
    for char in ALPHABET:
        masks = [master(face, char) for face in faces]
        if char == "0":
            masks += [ring(w, h, p) for w, h, p in ((20, 35, 2.0), (21, 34, 2.3), (22, 36, 2.6), (19, 33, 2.2), (24, 33, 2.4))]
        if char == "O":
            masks += [ring(w, h, p) for w, h, p in ((24, 33, 2.0), (25, 32, 2.2), (26, 33, 2.5), (23, 32, 2.3))]
        if char == "1":
            masks += [with_foot(masks[0]), with_foot(masks[1])]
        atlas[char] = [[weighted(mask, weight) for mask in masks] for weight in WEIGHTS]
    return atlas
