"""The line recogniser: fully convolutional, 32 px high in, one column of scores for each four pixels out."""

import torch
from torch import nn

from mrz_text import ALPHABET

CLASSES = len(ALPHABET) + 1  # 0 is CTC's blank
# (in, out, kernel height, kernel width, stride height, stride width, padding height, padding width)
LAYERS = (
    (1, 16, 5, 5, 2, 2, 2, 2),
    (16, 32, 3, 3, 2, 1, 1, 1),
    (32, 48, 3, 3, 2, 2, 1, 1),
    (48, 64, 3, 3, 2, 1, 1, 1),
    (64, 64, 2, 5, 1, 1, 0, 2),
    (64, 64, 1, 5, 1, 1, 0, 2),
)


class Recogniser(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(i, o, (kh, kw), (sh, sw), (ph, pw), bias=False) for i, o, kh, kw, sh, sw, ph, pw in LAYERS
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(layer[1]) for layer in LAYERS)
        self.drop = nn.Dropout2d(0.05)
        self.head = nn.Conv2d(LAYERS[-1][1], CLASSES, 1)

    def forward(self, x):
        for convolution, norm in zip(self.convolutions, self.norms):
            x = torch.relu(norm(convolution(x)))
        return self.head(self.drop(x)).squeeze(2)  # batch × classes × steps

    def folded(self):
        """Plain convolutions with the batch norms folded in: [(weight, bias, stride, padding, relu)]."""
        out = []
        for convolution, norm in zip(self.convolutions, self.norms):
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            weight = convolution.weight * gain[:, None, None, None]
            out.append((weight.detach(), (norm.bias - norm.running_mean * gain).detach(), convolution.stride, convolution.padding, True))
        out.append((self.head.weight.detach(), self.head.bias.detach(), (1, 1), (0, 0), False))
        return out
