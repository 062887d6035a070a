"""One window of load on one proxy: drive it, check every answer, account for it."""
import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass
from typing import Optional

from . import procs
from .servers import BODY, HERE, fetch


@dataclass(frozen=True)
class Scenario:
    """What is asked, who can answer it, and which share of it the origin must see."""
    name: str
    text: str
    path: str
    absolute: bool
    origin_share: float
    peers: tuple


SCENARIOS = {s.name: s for s in (
    Scenario("uncached", "reverse proxy, HTTP/1.1 keep-alive, 1 KB, not cacheable", "/n", False, 1.0,
             ("sallyport", "nginx", "haproxy")),
    Scenario("hit", "reverse proxy, cache hit, 1 KB", "/c", False, 0.0, ("sallyport", "nginx", "haproxy")),
    Scenario("forward", "forward proxy, absolute-form GET, 1 KB, not cacheable", "/n", True, 1.0, ("sallyport", "squid")),
)}


@dataclass(frozen=True)
class Window:
    """The figures of one proxy in one window."""
    requests: int
    per_second: float
    cpu_us: float
    cores: float
    p50_us: float
    p99_us: float
    origin_share: float
    errors: int
    other_cpu: float
    allocated: Optional[float]

    def as_dict(self):
        return asdict(self)


class Bench:
    """Load on the proxies of one scenario in front of one origin."""

    def __init__(self, scenario, origin, connections):
        self.scenario = scenario
        self.origin = origin
        self.connections = connections

    def check_answer(self, server):
        """The answer must be right before it is worth measuring; asked three times so that a cache may fill."""
        for _ in range(3):
            status, body = self._get(server)
            if status != 200 or body != BODY.encode():
                raise RuntimeError(f"{server.name}: found status {status} with {len(body)} bytes, expected 200 with 1024")

    def _get(self, server):
        url = f"http://127.0.0.1:{server.port}{self.scenario.path}"
        if not self.scenario.absolute:
            return fetch(url)
        command = ["curl", "-s", "-o", "-", "-w", "%{http_code}", "--noproxy", "", "-x", f"http://127.0.0.1:{server.port}",
                   f"http://127.0.0.1:{self.origin.port}{self.scenario.path}"]
        text = subprocess.run(command, capture_output=True, timeout=10).stdout
        return int(text[-3:] or 0), text[:-3]

    def window(self, server, seconds):
        """Runs the load for some seconds and divides what was used by what was answered."""
        busy, origin_cpu = procs.machine_busy_seconds(), procs.cpu_seconds(self.origin.process.pid)
        cpu, hits, allocated = procs.cpu_seconds(server.process.pid), self.origin.requests(), server.allocated_bytes()
        started = time.monotonic()
        load, load_cpu = self._drive(server, seconds)
        elapsed = time.monotonic() - started
        used = procs.cpu_seconds(server.process.pid) - cpu
        origin_used = procs.cpu_seconds(self.origin.process.pid) - origin_cpu
        other = procs.machine_busy_seconds() - busy - used - origin_used - load_cpu
        requests = max(load["requests"], 1)
        allocated_after = server.allocated_bytes()
        return Window(
            requests=load["requests"], per_second=load["requests"] / load["seconds"],
            cpu_us=used * 1e6 / requests, cores=used / elapsed,
            p50_us=load["p50_us"], p99_us=load["p99_us"],
            origin_share=(self.origin.requests() - hits) / requests,
            errors=load["errors"] + load["bad_status"],
            other_cpu=max(other, 0) / elapsed,
            allocated=None if allocated is None or allocated_after is None else (allocated_after - allocated) / requests)

    def _drive(self, server, seconds):
        target = [f"http://127.0.0.1:{server.port}{self.scenario.path}"]
        if self.scenario.absolute:
            host = f"127.0.0.1:{self.origin.port}"
            target = [f"http://127.0.0.1:{server.port}/", "--", f"http://{host}{self.scenario.path}", host]
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--timeout", "5s", "--latency",
                   "-s", os.path.join(HERE, "wrk.lua"), *target]
        before = os.times()
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        lines = [line for line in done.stdout.splitlines() if line.startswith("JSON ")]
        if not lines:
            raise RuntimeError(f"wrk on {server.name}: {done.stdout[-500:]}{done.stderr[-500:]}")
        return json.loads(lines[0][5:]), cpu

    def warm_up(self, server, seconds, limit):
        """A native proxy needs a moment; a JVM runs until two windows in a row cost within 3 per cent of each other."""
        if not server.is_jvm:
            self._drive(server, 2)
            return
        last, deadline = None, time.monotonic() + limit
        while time.monotonic() < deadline:
            cost = self.window(server, seconds).cpu_us
            if last and abs(cost - last) <= 0.03 * last:
                return
            last = cost

    def check_window(self, server, window):
        """An answer that was not what the scenario says makes the figure worthless."""
        share = window.origin_share
        if window.errors:
            raise RuntimeError(f"{server.name}: {window.errors} failed answers of {window.requests}")
        if abs(share - self.scenario.origin_share) > 0.01:
            raise RuntimeError(f"{server.name}: the origin saw {share:.1%}, expected {self.scenario.origin_share:.0%}")
