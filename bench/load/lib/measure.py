"""One window of load on one proxy: drive it, check every answer, account for it."""
import time
from dataclasses import asdict, dataclass
from typing import Optional

from . import drive, procs


@dataclass(frozen=True)
class Scenario:
    """What is asked, who can answer it, and which share of it the origin must see (None: it does not count)."""
    name: str
    text: str
    driver: type
    path: str
    origin_share: Optional[float]
    peers: tuple


REVERSE = ("sallyport", "nginx", "haproxy")
TUNNEL = ("sallyport", "relay", "haproxy", "squid")

SCENARIOS = {s.name: s for s in (
    Scenario("uncached", "reverse proxy, HTTP/1.1 keep-alive, 1 KB, not cacheable", drive.Wrk, "/n", 1.0, REVERSE),
    Scenario("hit", "reverse proxy, cache hit, 1 KB", drive.Wrk, "/c", 0.0, REVERSE),
    Scenario("hit-100k", "reverse proxy, cache hit, 100 KB; requests/s over 10 are MB/s", drive.Wrk, "/c100", 0.0, REVERSE),
    Scenario("tls", "reverse proxy, HTTP/1.1 over TLS 1.3, 1 KB, not cacheable", drive.WrkTls, "/n", 1.0, REVERSE),
    Scenario("h2", "reverse proxy, HTTP/2 over TLS 1.3 in front, HTTP/1.1 behind, 1 KB, 16 streams a connection",
             drive.H2loadTls, "/n", 1.0, REVERSE),
    Scenario("h2-h2", "reverse proxy, clear-text HTTP/2 in front and behind (the way of gRPC), 1 KB, 16 streams a connection",
             drive.H2load, "/n", 1.0, REVERSE),
    Scenario("websocket", "reverse proxy, WebSocket, echo of binary frames of 128 bytes, one under way on each connection",
             drive.WebSocket, "/ws", None, REVERSE),
    Scenario("forward", "forward proxy, absolute-form GET, 1 KB, not cacheable", drive.WrkAbsolute, "/n", 1.0,
             ("sallyport", "squid")),
    Scenario("tunnel-one", "CONNECT, one bulk stream to the client; a request is 1 MiB", drive.Tunnel, "one", None, TUNNEL),
    Scenario("tunnel-bulk", "CONNECT, bulk streams to the client; a request is 1 MiB", drive.Tunnel, "bulk", None, TUNNEL),
    Scenario("tunnel-ping", "CONNECT, 64 bytes to and fro, one under way in each tunnel", drive.Tunnel, "ping", None, TUNNEL),
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
    origin_share: Optional[float]
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
        self.driver = scenario.driver(scenario.path, origin, connections)

    def check_answer(self, server):
        """The answer must be right before it is worth measuring; asked three times so that a cache may fill."""
        for _ in range(3):
            self.driver.check(server)

    def window(self, server, seconds):
        """Runs the load for some seconds and divides what was used by what was answered."""
        busy, origin_cpu = procs.machine_busy_seconds(), procs.cpu_seconds(self.origin.process.pid)
        cpu, hits, allocated = procs.cpu_seconds(server.process.pid), self.origin.requests(), server.allocated_bytes()
        started = time.monotonic()
        load, load_cpu = self.driver.run(server, seconds)
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
            origin_share=None if hits is None else (self.origin.requests() - hits) / requests,
            errors=load["errors"] + load["bad_status"],
            other_cpu=max(other, 0) / elapsed,
            allocated=None if allocated is None or allocated_after is None else (allocated_after - allocated) / requests)

    def warm_up(self, server, seconds, limit):
        """A native proxy needs a moment; a JVM runs until two windows in a row cost within 3 per cent of each other."""
        if not server.is_jvm:
            self.driver.run(server, 2)
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
        if share is not None and abs(share - self.scenario.origin_share) > 0.01:
            raise RuntimeError(f"{server.name}: the origin saw {share:.1%}, expected {self.scenario.origin_share:.0%}")
