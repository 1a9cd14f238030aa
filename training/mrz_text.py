"""Invented machine-readable zones with right check digits (Doc 9303-3..7 and the Russian internal passport)."""

import random
import string

LETTERS = string.ascii_uppercase
DIGITS = string.digits
ALPHABET = LETTERS + DIGITS + "<"

STATES = (
    "KAZ RUS KGZ BLR ARM UZB TJK TKM AZE GEO UKR MDA CHN MNG TUR DEU D<< FRA ESP ITA PRT POL CZE SVK HUN ROU BGR SRB "
    "HRV SVN LTU LVA EST FIN SWE NOR DNK ISL NLD BEL LUX CHE AUT LIE GBR IRL USA CAN MEX BRA ARG CHL PER COL JPN KOR "
    "PRK IND PAK BGD LKA THA VNM MYS SGP IDN PHL AUS NZL ZAF EGY MAR TUN NGA KEN ETH ISR JOR SAU ARE QAT KWT IRN IRQ "
    "AFG UTO XXA XXB XXC UNO EUE XPO RKS MKD BIH MNE ALB GRC CYP MLT"
).split()


def value(char):
    return 0 if char == "<" else int(char, 36)


def check(text):
    return str(sum(value(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def word(rng, low=2, high=10):
    vowels, out = "AEIOUY", ""
    while len(out) < rng.randint(low, high):
        out += rng.choice(LETTERS if rng.random() < 0.25 else "BCDFGHKLMNPRSTVZ") + rng.choice(vowels)
        if rng.random() < 0.2:
            out += rng.choice(LETTERS)
    return out


def names(rng, width):
    if rng.random() < 0.08:
        return "".join(rng.choice(LETTERS) for _ in range(width))
    surname = "<".join(word(rng) for _ in range(rng.choice((1, 1, 1, 2))))
    given = "<".join(word(rng) for _ in range(rng.choice((1, 1, 2, 2, 3))))
    return (surname + "<<" + given).ljust(width, "<")[:width]


def russian(rng):
    """Names in the reversible transliteration of MVD Order 773: digits stand for letters."""
    alphabet = "ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678"
    part = lambda: "".join(rng.choice(alphabet) for _ in range(rng.randint(3, 12)))
    return (part() + "<<" + part() + "<" + part()).ljust(39, "<")[:39]


def date(rng):
    return "%02d%02d%02d" % (rng.randint(0, 99), rng.randint(1, 12), rng.randint(1, 28))


def number(rng, width=9):
    style = rng.random()
    if style < 0.4:
        text = "".join(rng.choice(DIGITS) for _ in range(width))
    elif style < 0.75:
        lead = rng.randint(1, 3)
        text = "".join(rng.choice(LETTERS) for _ in range(lead))
        text += "".join(rng.choice(DIGITS) for _ in range(rng.randint(width - lead - 2, width - lead)))
    else:
        text = "".join(rng.choice(LETTERS + DIGITS) for _ in range(rng.randint(width - 2, width)))
    return text.ljust(width, "<")[:width]


def optional(rng, width):
    roll = rng.random()
    if roll < 0.45:
        return "<" * width
    return number(rng, width) if roll < 0.8 else number(rng, rng.randint(4, width)).ljust(width, "<")


def zone(rng):
    """Two or three lines of one invented document."""
    state, nation = rng.choice(STATES), rng.choice(STATES)
    doc, birth, expiry = number(rng), date(rng), date(rng)
    sex = rng.choice("MMMFFF<")
    kind = rng.choice(("TD1", "TD1", "TD2", "TD3", "TD3", "PNRUS", "MRVA", "MRVB"))
    if kind == "TD1":
        first = rng.choice("IIAC") + rng.choice("<<D" + LETTERS) + state + doc + check(doc) + optional(rng, 15)
        middle = birth + check(birth) + sex + expiry + check(expiry) + nation + optional(rng, 11)
        middle += check(first[5:] + middle[:7] + middle[8:15] + middle[18:])
        return [first, middle, names(rng, 30)]
    core = doc + check(doc) + nation + birth + check(birth) + sex + expiry + check(expiry)
    if kind == "TD2":
        core += optional(rng, 7)
        return ["I" + rng.choice("<D" + LETTERS) + state + names(rng, 31), core + check(core[:10] + core[13:20] + core[21:])]
    if kind == "TD3":
        extra = optional(rng, 14)
        core += extra + (rng.choice("<0") if extra == "<" * 14 else check(extra))
        return ["P" + rng.choice("<<<PDS" + LETTERS) + state + names(rng, 39), core + check(core[:10] + core[13:20] + core[21:])]
    if kind == "PNRUS":
        doc = "".join(rng.choice(DIGITS) for _ in range(9))
        tail = rng.choice(DIGITS) + date(rng) + "".join(rng.choice(DIGITS) for _ in range(6)) + "<"
        core = doc + check(doc) + "RUS" + birth + check(birth) + rng.choice("MF") + "<<<<<<<" + tail + check(tail)
        return ["PNRUS" + russian(rng), core + check(core[:10] + core[13:20] + core[21:])]
    width = 44 if kind == "MRVA" else 36
    return ["V" + rng.choice("<" + LETTERS) + state + names(rng, width - 5), core + optional(rng, width - 28)]


def piece(rng, length):
    """A stretch of a line: mostly of a true zone, else letters and digits by lot, so that no glyph leans on its neighbours."""
    if rng.random() < 0.62:
        line = rng.choice(zone(rng))
        if length >= len(line):
            return line
        start = rng.choice((0, len(line) - length, rng.randint(0, len(line) - length)))
        return line[start : start + length]
    pool = rng.choice((ALPHABET, LETTERS, LETTERS + "<", DIGITS, LETTERS + DIGITS, "0O1I2Z5S8B6GDQ4A", "KXC<GE", "MNHWVUK"))
    return "".join(rng.choice(pool) for _ in range(length))


def rng_of(seed):
    return random.Random(seed)
