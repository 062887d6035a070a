"""The scenario `overload`: more than a proxy can serve, in an open loop, and what is still answered in time."""
import json
import os
import subprocess
import sys
import time

from . import procs, servers, share

DEADLINE_MS = 1000
CONNECTIONS = 20000
SOURCES = 16
FACTORS = (0.5, 1.0, 1.5, 2.0, 4.0)
COLUMNS = "| proxy | load | offered/s | good/s | of its most | refused/s | late or failed/s | p50, p99 good | p50 refused | cores |"


class Off(servers.Sallyport):
    """Takes everything."""
    name = "sallyport-off"

    def environment(self):
        return {**super().environment(), "SALLYPORT_OVERLOAD_ENABLED": "false"}


PEERS = {"sallyport": servers.Sallyport, "sallyport-off": Off, "nginx": servers.Nginx, "haproxy": servers.Haproxy}


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class Trial:
    """One proxy in a share of the machine, and the load on it."""

    def __init__(self, server, run_dir, cores):
        self.server = server
        self.program = os.path.join(run_dir, "open")
        if not os.path.exists(self.program):
            subprocess.run(["cc", "-O2", "-o", self.program, os.path.join(servers.HERE, "open.c"), "-lm"], check=True)
        self.limit = share.Share(server.name, cores)
        self.load = share.Share("load-" + server.name, 1.0)

    def start(self):
        self.server.start()
        for pid in procs.tree(self.server.process.pid):
            self.limit.take(pid)

    def run(self, rate, seconds, flood=0.0):
        pid = self.server.process.pid
        cpu, began = procs.cpu_seconds(pid), time.monotonic()
        made = subprocess.Popen([self.program, str(self.server.port), "/n", str(rate), str(seconds), str(DEADLINE_MS),
                                 str(CONNECTIONS), str(SOURCES), str(flood)], stdout=subprocess.PIPE, text=True)
        self.load.take(made.pid)
        text, _ = made.communicate(timeout=seconds + 120)
        found = json.loads(text.split("JSON ", 1)[1])
        found["cores"] = (procs.cpu_seconds(pid) - cpu) / (time.monotonic() - began)
        return found

    def most(self, seconds, rate=400.0):
        """Good answers a second at the rate, beginning with this one, at which they no longer grow with it."""
        best = 0.0
        for _ in range(16):
            good = self.run(rate, seconds)["good"] / seconds
            say(f"{self.server.name}: {rate:.0f}/s sent, {good:.0f}/s good")
            best = max(best, good)
            if good < rate * 0.9:
                return best
            rate *= 1.35
        return best

    def stop(self):
        self.server.stop()
        self.limit.remove()
        self.load.remove()


def row(name, factor, most, found):
    seconds = found["seconds"]
    bad = found["late"] + found["failed"] + found["unsent"]
    return (f"| {name} | {factor:g} | {found['offered'] / seconds:,.0f} | {found['good'] / seconds:,.0f} | "
            f"{found['good'] / seconds / most:.0%} | {found['shed'] / seconds:,.0f} | {bad / seconds:,.0f} | "
            f"{found['p50_ms']:.0f}, {found['p99_ms']:.0f} ms | {found['shed_p50_ms']:.0f} ms | {found['cores']:.2f} |")


def flood_row(name, found):
    others, flood = found, found["flood"]
    return (f"| {name} | 16 clients with a tenth of what it can do each 1/16 of that, one with 4 times of it | "
            f"{others['good'] / max(1, others['offered']):.1%} of theirs good | {flood['good'] / max(1, flood['offered']):.1%} of its |")


def run(args, run_dir):
    """Rows of a table, and every figure."""
    origin = servers.Origin("uncached", 0, 1, run_dir)
    behind = share.Share("origin", 1.0)
    rows, figures = [COLUMNS, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"], {}
    wanted = [name for name in args.peers.split(",") if name] or list(PEERS)
    try:
        origin.start()
        for pid in procs.tree(origin.process.pid):
            behind.take(pid)
        for name in wanted:
            if PEERS[name].missing():
                say(f"without {name}: {PEERS[name].missing()}")
                continue
            trial = Trial(PEERS[name]("uncached", origin.served_port, args.threads, run_dir), run_dir, args.cores)
            try:
                trial.start()
                trial.run(300, min(args.warm, 20))
                most = trial.most(max(3, args.seconds // 3))
                trial.run(most * 0.7, args.warm)  # on half a core a JVM compiles for a minute, and what it compiles shows above
                most = max(most, trial.most(max(3, args.seconds // 3), most * 0.8))
                figures[name] = {"most": most}
                for factor in FACTORS:
                    found = trial.run(most * factor, args.seconds)
                    figures[name][str(factor)] = found
                    rows.append(row(name, factor, most, found))
                    say(rows[-1])
                found = trial.run(most * 4.1, args.seconds, 4 / 4.1)
                figures[name]["flood"] = found
                say(flood_row(name, found))
            finally:
                trial.stop()
    finally:
        origin.stop()
        behind.remove()
    floods = [flood_row(name, found["flood"]) for name, found in figures.items() if "flood" in found]
    return rows, floods, figures
