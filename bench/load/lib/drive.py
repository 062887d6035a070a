"""The programs that make the load: wrk, h2load, and the WebSocket ends of this project."""
import json
import os
import re
import subprocess

from .servers import BODY, HERE, LARGE_BODY

STREAMS = 16


def timed(command, seconds):
    """Runs to the end; what it printed, and the CPU seconds that it used."""
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout + done.stderr, cpu


def last_json(text, server):
    lines = [line for line in text.splitlines() if line.startswith("JSON ")]
    if not lines:
        raise RuntimeError(f"no figures of {server.name}: {text[-700:]}")
    return json.loads(lines[-1][5:])


def curl(*arguments):
    text = subprocess.run(["curl", "-sk", "-o", "-", "-w", "%{http_code}", "--noproxy", "", *arguments],
                          capture_output=True, timeout=10).stdout
    return int(text[-3:] or 0), text[:-3]


class Wrk:
    """HTTP/1.1 keep-alive in a closed loop."""
    scheme = "http"

    def __init__(self, path, origin, connections):
        self.path = path
        self.origin = origin
        self.connections = connections

    def url(self, server):
        return f"{self.scheme}://127.0.0.1:{server.port}{self.path}"

    def get(self, server):
        return curl("--http1.1", self.url(server))

    def check(self, server):
        status, body = self.get(server)
        expected = LARGE_BODY if self.path == "/c100" else BODY
        if status != 200 or body != expected.encode():
            raise RuntimeError(f"{server.name}: found status {status} with {len(body)} bytes, "
                               f"expected 200 with {len(expected)}")

    def target(self, server):
        return [self.url(server)]

    def run(self, server, seconds):
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--timeout", "5s", "--latency",
                   "-s", os.path.join(HERE, "wrk.lua"), *self.target(server)]
        text, cpu = timed(command, seconds)
        return last_json(text, server), cpu


class WrkTls(Wrk):
    scheme = "https"


class WrkAbsolute(Wrk):
    """Requests as a client sends them to a forward proxy."""

    def get(self, server):
        return curl("-x", f"http://127.0.0.1:{server.port}", f"http://127.0.0.1:{self.origin.port}{self.path}")

    def target(self, server):
        host = f"127.0.0.1:{self.origin.port}"
        return [f"http://127.0.0.1:{server.port}/", "--", f"http://{host}{self.path}", host]


class H2load(Wrk):
    """HTTP/2 by prior knowledge, or by ALPN with TLS."""

    def get(self, server):
        return curl("--http2-prior-knowledge", self.url(server))

    def run(self, server, seconds):
        log = os.path.join(server.dir, "h2load.log")
        if os.path.exists(log):
            os.unlink(log)
        connections = max(1, self.connections // STREAMS)
        text, cpu = timed(["h2load", "-t1", f"-c{connections}", f"-m{STREAMS}", f"-D{seconds}", f"--log-file={log}",
                           self.url(server)], seconds)
        return self.figures(text, log, server, seconds), cpu

    @staticmethod
    def figures(text, log, server, seconds):
        codes = re.search(r"status codes: (\d+) 2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx", text)
        failed = re.search(r"(\d+) failed, (\d+) errored, (\d+) timeout", text)
        if not codes or not failed:
            raise RuntimeError(f"h2load on {server.name}: {text[-700:]}")
        with open(log) as file:
            micros = sorted(int(line.split()[2]) for line in file)
        good, *bad = map(int, codes.groups())
        return {"requests": good, "seconds": seconds, "errors": int(failed.group(2)) + int(failed.group(3)),
                "bad_status": sum(bad), "p50_us": micros[len(micros) // 2] if micros else 0,
                "p99_us": micros[len(micros) * 99 // 100] if micros else 0}


class H2loadTls(H2load):
    scheme = "https"

    def get(self, server):
        return curl("--http2", self.url(server))


class Tunnel(Wrk):
    """Bytes through tunnels, by the program that is their origin too; a request is a MiB of bulk, or one ping-pong."""

    def command(self, server, mode, *arguments):
        target = self.origin.port if server.takes_connect else 0
        return [self.origin.program, mode, str(server.port), str(target), *map(str, arguments)]

    def check(self, server):
        done = subprocess.run(self.command(server, "check"), capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise RuntimeError(f"{server.name}: the bytes are not those that were sent: {done.stderr[-300:]}")

    def run(self, server, seconds):
        connections = 1 if self.path == "one" else self.connections
        mode = "e" if self.path == "ping" else "d"
        text, cpu = timed(self.command(server, "load", connections, seconds, mode), seconds)
        return last_json(text, server), cpu


class WebSocket(Wrk):
    """One frame under way on each connection; the program compares each echo."""

    def check(self, server):
        figures, _ = self.run(server, 1)
        if not figures["requests"] or figures["bad_status"]:
            raise RuntimeError(f"{server.name}: {figures['bad_status']} wrong echoes of {figures['requests']}")

    def run(self, server, seconds):
        source = os.path.join(HERE, "WebSocketEcho.java")
        text, cpu = timed(["java", source, "load", str(server.port), str(self.connections), str(seconds), "128"], seconds)
        return last_json(text, server), cpu
