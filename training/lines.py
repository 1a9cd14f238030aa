"""Synthetic line strips, 32 px high, as the reader's normaliser would hand them to the network."""

import cv2
import numpy as np

import glyphs
from glyphs import CELL_H, CELL_W, PITCH
from mrz_text import ALPHABET, piece, rng_of

HEIGHT, OUT_PITCH, CAP = 32, 20.0, 18.0  # of the strip; src/adapters/reading/ocr/strip.ts says the same
FONT_CAP = 32.0  # height of a capital on the drawing canvas
cv2.setNumThreads(1)


def normalise(strip):
    """Local mean and deviation over a sliding window of columns; equal to `normalise` of strip.ts."""
    half, (height, width) = 48, strip.shape
    sums = np.concatenate([[0.0], np.cumsum(strip.sum(0, dtype=np.float64))])
    squares = np.concatenate([[0.0], np.cumsum((strip.astype(np.float64) ** 2).sum(0))])
    low, high = np.maximum(np.arange(width) - half, 0), np.minimum(np.arange(width) + half + 1, width)
    count = (high - low) * height
    mean = (sums[high] - sums[low]) / count
    deviation = np.sqrt(np.maximum((squares[high] - squares[low]) / count - mean**2, 0))
    floor = 0.25 * deviation.mean() + 1.0
    return ((strip - mean) / np.maximum(deviation, floor)).astype(np.float32)


class Painter:
    def __init__(self, seed):
        self.rng, self.np = rng_of(seed), np.random.default_rng(seed)
        self.atlas = glyphs.load()

    def smooth(self, shape, cell, low, high):
        """Random field that changes over about `cell` pixels."""
        small = self.np.random((max(2, shape[0] // cell + 2), max(2, shape[1] // cell + 2)), dtype=np.float32)
        return low + (high - low) * cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)

    def ink(self, text):
        """Coverage 0..1 of the text on the drawing canvas, and the centre of each character."""
        rng, lead = self.rng, rng_pad(self.rng)
        width = int(lead[0] + len(text) * PITCH + lead[1])
        height = 84
        canvas = np.zeros((height, width + 2 * CELL_W), np.uint8)
        weight = rng.randrange(len(glyphs.WEIGHTS))
        drift = rng.random() < 0.4
        jitter = rng.choice((0, 0.6, 1.5))
        variants = {char: rng.randrange(99) for char in "0O1"}
        face = rng.randrange(2)
        # Printers' faces are wider or narrower than the package's at the same pitch.
        girth = rng.uniform(0.86, 1.2) if rng.random() < 0.4 else 1.0
        top = (height - CELL_H) // 2 - 1
        centres = []
        for i, char in enumerate(text):
            level = self.atlas[char][min(max(weight + (rng.choice((-1, 0, 1)) if drift else 0), 0), len(glyphs.WEIGHTS) - 1)]
            mask = level[variants[char] % len(level)] if char in variants else level[face]
            if girth != 1:
                mask = cv2.resize(mask, (int(CELL_W * girth / 2) * 2, CELL_H), interpolation=cv2.INTER_AREA)
            x = int(round(lead[0] + i * PITCH - (mask.shape[1] - PITCH) / 2 + rng.uniform(-jitter, jitter)))
            y = int(round(top + rng.uniform(-jitter, jitter)))
            x = max(x, 0)
            area = canvas[y : y + CELL_H, x : x + mask.shape[1]]
            np.maximum(area, mask[:, : area.shape[1]], out=area)
            centres.append(lead[0] + (i + 0.5) * PITCH)
        canvas = canvas[:, :width].astype(np.float32) / 255
        if rng.random() < 0.35:
            canvas *= np.clip(self.smooth(canvas.shape, rng.choice((6, 12, 30)), 0.2, 1.6), 0, 1)
        if rng.random() < 0.15:
            canvas *= self.np.random(canvas.shape, dtype=np.float32) > rng.uniform(0.02, 0.2)
        return canvas, np.array(centres)

    def paper(self, shape):
        """Background in grey levels: gradients, guilloches, texture, other print showing through."""
        rng = self.rng
        ground = np.full(shape, rng.uniform(140, 250), np.float32)
        if rng.random() < 0.6:
            ground += self.smooth(shape, rng.choice((40, 100, 200)), -35, 35)
        y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
        if rng.random() < 0.45:
            for _ in range(rng.randint(1, 3)):
                angle, period = rng.uniform(0, np.pi), rng.uniform(5, 40)
                wave = np.sin(x / rng.uniform(20, 90) + rng.uniform(0, 6)) * rng.uniform(0, 6)
                phase = (x * np.cos(angle) + (y + wave) * np.sin(angle)) / period * 2 * np.pi
                ground += rng.uniform(3, 18) * np.sign(np.sin(phase)) * (np.abs(np.sin(phase)) > rng.choice((0.2, 0.7, 0.9)))
        if rng.random() < 0.3:
            ground += self.smooth(shape, rng.choice((4, 8, 16)), -18, 18)
        if rng.random() < 0.12:
            for _ in range(rng.randint(1, 4)):
                ends = [rng.randint(-20, shape[1]), rng.randint(0, shape[0]), rng.randint(0, shape[1] + 20), rng.randint(0, shape[0])]
                cv2.line(ground, tuple(ends[:2]), tuple(ends[2:]), rng.uniform(40, 200), rng.randint(1, 4), cv2.LINE_AA)
        return ground

    def surroundings(self, image, centres):
        """What else may lie in a strip: the edge of the card beyond the ends, a rule or a photograph above or below."""
        rng = self.rng
        if rng.random() < 0.25:
            edge = int(centres[0] - PITCH * rng.uniform(0.55, 1.2))
            if edge > 0:
                image[:, :edge] = self.smooth(image[:, :edge].shape, 10, *sorted((rng.uniform(0, 255), rng.uniform(0, 255))))
        if rng.random() < 0.25:
            edge = int(centres[-1] + PITCH * rng.uniform(0.55, 1.2))
            if edge < image.shape[1]:
                image[:, edge:] = self.smooth(image[:, edge:].shape, 10, *sorted((rng.uniform(0, 255), rng.uniform(0, 255))))
        if rng.random() < 0.12:
            middle, gap = image.shape[0] // 2, int(FONT_CAP * rng.uniform(0.58, 0.85))
            shade = rng.uniform(20, 230)
            if rng.random() < 0.5:
                image[: middle - gap] += (shade - image[: middle - gap]) * rng.uniform(0.3, 1)
            else:
                image[middle + gap :] += (shade - image[middle + gap :]) * rng.uniform(0.3, 1)
        return image

    def degrade(self, image, pitch):
        rng = self.rng
        if rng.random() < 0.15:
            kernel = np.zeros((5, 5), np.float32)
            cv2.line(kernel, (rng.randint(0, 4), rng.randint(0, 4)), (rng.randint(0, 4), rng.randint(0, 4)), 1.0)
            kernel[2, 2] = 1
            image = cv2.filter2D(image, -1, kernel / kernel.sum())
        if rng.random() < 0.12:
            cx, cy = rng.uniform(0, image.shape[1]), rng.uniform(0, image.shape[0])
            y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
            spot = np.exp(-(((x - cx) / (pitch * rng.uniform(1, 5))) ** 2 + ((y - cy) / (pitch * rng.uniform(0.5, 3))) ** 2))
            image = image + spot * rng.uniform(30, 120)
        if rng.random() < 0.7:
            image = image + self.np.standard_normal(image.shape, dtype=np.float32) * rng.uniform(0.3, 3.6) ** 2
        image = np.clip(image, 0, 255).astype(np.uint8)
        if rng.random() < 0.2:
            grey, share = image.astype(np.float32), rng.uniform(0.3, 1.5)
            image = np.clip(grey + share * (grey - cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.6, 1.5))), 0, 255).astype(np.uint8)
        if rng.random() < 0.6:
            quality = rng.choice((15, 25, 30, 40, 60, 80, 90))
            pad = [rng.randint(0, 7) for _ in range(2)]
            coded = cv2.copyMakeBorder(image, pad[0], 8, pad[1], 8, cv2.BORDER_REPLICATE)
            coded = cv2.imdecode(cv2.imencode(".jpg", coded, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 0)
            image = coded[pad[0] : pad[0] + image.shape[0], pad[1] : pad[1] + image.shape[1]]
        if rng.random() < 0.14:
            if rng.random() < 0.5:
                grey = image.astype(np.float32)
                flat = np.clip(grey - cv2.GaussianBlur(grey, (0, 0), pitch * 2) + 128, 0, 255).astype(np.uint8)
                level = cv2.threshold(flat, 0, 255, cv2.THRESH_OTSU)[0] + rng.uniform(-15, 15)
                image = np.where(flat > level, 255, 0).astype(np.uint8)
            else:
                image = cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, int(pitch) * 2 + 1, rng.uniform(5, 20))
        return image

    def strip(self, length):
        """One strip of `length` characters: normalised pixels, text, and the centre column of each character."""
        rng = self.rng
        text = piece(rng, length)
        cover, centres = self.ink(text)
        ground = self.paper(cover.shape)
        dark = rng.uniform(0, 80)
        contrast = rng.choice((1, 1, 1, rng.uniform(0.4, 1)))
        image = self.surroundings(ground * (1 - cover * contrast) + dark * cover * contrast, centres)
        camera = float(np.exp(rng.uniform(np.log(5.6), np.log(28))))
        shrink = camera / PITCH
        # A lens blurs by its own amount, beyond what the sampling needs.
        sigma = 0.42 / shrink + PITCH * abs(rng.gauss(0, 0.035)) + (PITCH * rng.uniform(0, 0.18) if rng.random() < 0.3 else 0)
        image = cv2.GaussianBlur(image.astype(np.float32), (0, 0), sigma)
        tilt = np.array([[1, rng.gauss(0, 0.05) if rng.random() < 0.6 else 0], [rng.gauss(0, 0.012), 1]], np.float32)
        height, width = int(image.shape[0] * shrink) + 2, int(image.shape[1] * shrink) + 2
        inverse = tilt / shrink
        middle = np.array([image.shape[1] / 2, image.shape[0] / 2])
        offset = middle - inverse @ np.array([width / 2 + rng.random() - 0.5, height / 2 + rng.random() - 0.5])
        image = cv2.warpAffine(image, np.hstack([inverse, offset[:, None]]).astype(np.float32), (width, height),
                               flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
        (a, b), (c, d) = inverse
        x, y = centres - offset[0], middle[1] - offset[1]
        centres = np.stack([d * x - b * y, a * y - c * x]) / (a * d - b * c)
        image = self.degrade(image, camera)
        return self.straighten(image, centres, camera, text)

    def straighten(self, image, centres, camera, text):
        """What the normaliser does, with its errors: pitch and height off by a share, trend, wave, shift."""
        rng = self.rng
        stretch = float(np.exp(rng.gauss(0, 0.07)))
        trend = rng.gauss(0, 0.03)
        ratio = OUT_PITCH / camera * stretch
        width = int(round(image.shape[1] * ratio / 4)) * 4
        u = np.arange(width, dtype=np.float32)
        t = u / width * 2 - 1
        columns = (u / ratio + (t * t - 1) * trend * width / ratio / 4).astype(np.float32)
        tall = CAP / (camera * FONT_CAP / PITCH) * float(np.exp(rng.gauss(0, 0.09)))
        shift = rng.gauss(0, 1.2)
        wave = rng.gauss(0, 0.8) * np.sin(u / rng.uniform(60, 250) + rng.uniform(0, 6.28))
        middle = np.interp(columns, centres[0], centres[1]).astype(np.float32)
        # Beyond its ends a line goes on as straight as it was.
        slope = (centres[1][-1] - centres[1][0]) / max(centres[0][-1] - centres[0][0], 1)
        middle += slope * (np.minimum(columns - centres[0][0], 0) + np.maximum(columns - centres[0][-1], 0))
        rows = middle[None] + (np.arange(HEIGHT, dtype=np.float32)[:, None] - HEIGHT / 2 + 0.5 + shift + wave[None]) / tall
        strip = cv2.remap(image, np.repeat(columns[None], HEIGHT, 0), rows.astype(np.float32), cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
        positions = np.interp(centres[0], columns, u)
        return normalise(strip.astype(np.float32)), text, positions


def rng_pad(rng):
    """Room before and after the text, in canvas pixels."""
    return rng.uniform(0.35, 1.6) * PITCH, rng.uniform(0.35, 1.6) * PITCH


def batch(painter, size, length):
    strips = [painter.strip(length) for _ in range(size)]
    width = max(strip.shape[1] for strip, _, _ in strips)
    pixels = np.zeros((size, 1, HEIGHT, width), np.float32)
    for i, (strip, _, _) in enumerate(strips):
        pixels[i, 0, :, : strip.shape[1]] = strip
    labels = np.array([[ALPHABET.index(c) + 1 for c in text] for _, text, _ in strips])
    return pixels, labels, np.stack([positions for _, _, positions in strips]), np.array([s.shape[1] for s, _, _ in strips])
