"""Figures as Markdown and as JSON, with the facts that make them comparable."""
import os
import re
import statistics

from .servers import commit, first_line

QUIET_CORES = 0.1


def machine():
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    return {"cpu": model.group(1) if model else "unknown", "cores": os.cpu_count(),
            "kernel": os.uname().release, "commit": commit(), "wrk": first_line(["wrk", "-v"]).split(" [")[0]}


def median(windows, field):
    values = [getattr(window, field) for window in windows if getattr(window, field) is not None]
    return statistics.median(values) if values else None


def spread(windows, field):
    """Half the distance from smallest to largest, as a share of the median."""
    values = [getattr(window, field) for window in windows]
    middle = statistics.median(values)
    return (max(values) - min(values)) / 2 / middle if middle else 0


def share(windows):
    seen = median(windows, "origin_share")
    return "-" if seen is None else f"{seen:.0%}"


def row(name, windows, rss, base):
    cpu, allocated = median(windows, "cpu_us"), median(windows, "allocated")
    return (f"| {name} | {cpu:.1f} ±{spread(windows, 'cpu_us'):.0%} | {cpu / base:.2f} | {median(windows, 'per_second'):,.0f} "
            f"| {median(windows, 'cores'):.2f} | {median(windows, 'p50_us') / 1000:.2f} | {median(windows, 'p99_us') / 1000:.2f} "
            f"| {rss:.0f} | {'-' if allocated is None else f'{allocated:,.0f}'} | {share(windows)} "
            f"| {median(windows, 'other_cpu'):.2f} |")


def table(scenario, results, rss):
    """The first native peer is the measure of all."""
    native = [name for name in results if name != "sallyport"] or list(results)
    base_name = next((name for name in ("nginx", "relay") if name in results), native[0])
    base = median(results[base_name], "cpu_us")
    lines = [f"### {scenario.name}: {scenario.text}", "",
             f"| proxy | CPU µs/request | x {base_name} | requests/s | proxy cores | p50 ms | p99 ms | peak RSS MiB "
             "| allocated B/request | origin | other cores |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
    lines += [row(name, windows, rss[name], base) for name, windows in results.items()]
    other = max(median(windows, "other_cpu") for windows in results.values())
    if other > QUIET_CORES:
        lines += ["", f"The machine was not quiet (up to {other:.1f} cores of other work): compare within this table only."]
    return "\n".join(lines) + "\n"


def facts(details, versions, options):
    lines = [f"- machine: {details['cpu']}, {details['cores']} cores, Linux {details['kernel']}",
             f"- commit: {details['commit']}; load: {details['wrk']}",
             f"- options: {options}"]
    lines += [f"- {name}: {version}" for name, version in versions.items()]
    return "\n".join(lines) + "\n"
