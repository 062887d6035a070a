"""Whether the figures of a soak stay where they are: a straight line through each, and how far it leads up in the whole time."""
import csv
import statistics

# Column, most that it may grow over all of the time in parts of its median, and what is nothing in any case.
BOUNDS = (
    ("heap_mib", 0.10, 4.0),
    ("rss_mib", 0.10, 24.0),
    ("descriptors", 0.10, 12),
    ("threads", 0.05, 3),
    ("timers", 0.10, 12),
    ("hit_p50_ms", 0.50, 5.0),
    ("miss_p50_ms", 0.50, 5.0),
)
SETTLING = 0.2


def slope(values):
    """The median of the slopes between all pairs (Theil and Sen): a few odd minutes do not bend it."""
    pairs = [(values[j] - values[i]) / (j - i) for i in range(len(values)) for j in range(i + 1, len(values))]
    return statistics.median(pairs) if pairs else 0.0


def rows_of(path):
    with open(path) as file:
        return [{name: float(value) for name, value in row.items() if name != "at"} for row in csv.DictReader(file)]


def judge(path):
    """Lines to print, and whether all is well. The first fifth does not count: caches fill, code is compiled."""
    rows = rows_of(path)
    steady = rows[int(len(rows) * SETTLING):]
    if len(steady) < 5:
        return [f"{len(rows)} minutes are too few for a verdict"], False
    lines, fine = [], True
    for column, part, nothing in BOUNDS:
        values = [row[column] for row in steady]
        middle = statistics.median(values)
        growth = slope(values) * (len(values) - 1)
        allowed = max(nothing, part * middle)
        good = growth <= allowed
        fine &= good
        lines.append(f"{'ok  ' if good else 'FAIL'} {column:12} median {middle:9.1f}, grows by {growth:+8.2f} in "
                     f"{len(values)} minutes, allowed {allowed:.2f}")
    sent = sum(row["sent"] for row in rows)
    bad = sum(row["failed"] for row in rows)
    good = bad <= sent * 0.001
    lines.append(f"{'ok  ' if good else 'FAIL'} failed       {bad:.0f} of {sent:.0f} requests and conversations, allowed one in a thousand")
    shed, late = sum(row["shed"] for row in rows), sum(row["late"] for row in rows)
    lines.append(f"     shed {shed:.0f}, late {late:.0f}: a machine that is busy with other work shows here")
    return lines, fine and good
