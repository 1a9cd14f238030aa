"""Trains the recogniser on synthetic strips alone. `python3 train.py --steps 6000 --out model.pt`; see README.md."""

import argparse
import json
import math
import os
import time

import torch
import torch.nn.functional as F

import lines
from network import CLASSES, Recogniser


class Strips(torch.utils.data.IterableDataset):
    def __init__(self, seed, size, length, count):
        self.seed, self.size, self.length, self.count = seed, size, length, count

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        painter = lines.Painter(self.seed + (worker.id if worker else 0))
        for _ in range(self.count):
            yield lines.batch(painter, self.size, self.length)


def losses(model, pixels, labels, positions):
    scores = model(pixels).log_softmax(1)
    steps = scores.shape[2]
    # Padding at the end of a strip is blank paper: CTC may run over it.
    ctc = F.ctc_loss(scores.permute(2, 0, 1), labels, torch.full((len(labels),), steps), torch.full((len(labels),), labels.shape[1]), zero_infinity=True)
    # The drawn centres are known: pull each spike there, so that positions can be trusted by the decoder.
    at = (positions / 4).round().long().clamp(0, steps - 1)
    spikes = scores.gather(2, at[:, None, :].expand(-1, CLASSES, -1)).gather(1, labels[:, None, :])
    return ctc, -spikes.mean()


def accuracy(model, batches):
    model.eval()
    good = total = 0
    with torch.no_grad():
        for pixels, labels, _, _ in batches:
            for best, label in zip(model(pixels).argmax(1), labels):
                text = torch.unique_consecutive(best)
                text = text[text > 0]
                total += 1
                good += len(text) == len(label) and bool((text == label).all())
    model.train()
    return good / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--length", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--out", default="model.pt")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    model = Recogniser()
    print(sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=1e-3)
    warm = min(200, options.steps // 10)
    shape = lambda step: min(step / warm, 1) * (0.5 + 0.5 * math.cos(math.pi * min(step / options.steps, 1))) + 1e-3
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)
    held_out = list(Strips(options.seed + 777, options.size, options.length, 6))
    data = torch.utils.data.DataLoader(Strips(options.seed * 1000, options.size, options.length, options.steps), batch_size=None, num_workers=1, prefetch_factor=4)
    as_tensors = lambda batch: (torch.as_tensor(batch[0]), torch.as_tensor(batch[1]), torch.as_tensor(batch[2]), batch[3])
    held_out = [as_tensors(batch) for batch in held_out]
    started, total = time.time(), 0.0
    for step, batch in enumerate(data, 1):
        pixels, labels, positions, _ = as_tensors(batch)
        ctc, spikes = losses(model, pixels, labels, positions)
        loss = ctc + 0.3 * spikes
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        total += ctc.item()
        if step % 100 == 0:
            line = {"step": step, "loss": round(total / 100, 4), "seconds": round(time.time() - started)}
            if step % 500 == 0:
                line["stripsExact"] = round(accuracy(model, held_out), 4)
                torch.save(model.state_dict(), options.out + ".part")
                os.replace(options.out + ".part", options.out)
            print(json.dumps(line), flush=True)
            total = 0.0
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
