"""The origin and the proxies under comparison. Each one is started, says its version, and is stopped by its pid."""
import os
import re
import shutil
import string
import subprocess
import urllib.request

from . import procs

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROJECT = os.path.dirname(os.path.dirname(HERE))
BODY = "x" * 1024
LARGE_BODY = "x" * 102400


def program(name):
    """Full path of a program; Debian keeps servers in /usr/sbin, which is not on everybody's PATH."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    except OSError:
        return "unknown"
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if lines else "unknown"


def fetch(url, timeout=5):
    """A plain GET, past any proxy that the environment names."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=timeout) as answer:
        return answer.status, answer.read()


def certificate(run_dir):
    """One ECDSA P-256 pair for all proxies of a run: certificate, key, and both in one file."""
    cert, key, pem = (os.path.join(run_dir, name) for name in ("site.crt", "site.key", "site.pem"))
    if not os.path.exists(pem):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                        "30", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
                        "-out", cert], check=True, capture_output=True)
        with open(pem, "w") as both:
            for path in (cert, key):
                with open(path) as part:
                    both.write(part.read())
        for path in (cert, key, pem):
            os.chmod(path, 0o644)
    return cert, key, pem


class Server:
    """A program with one configuration file made from a template."""
    name = ""
    binary = ""
    version_flag = "-v"
    template = ""
    start_seconds = 15
    is_jvm = False
    takes_connect = False

    def __init__(self, scenario, origin_port, threads, run_dir):
        self.scenario = scenario
        self.origin_port = origin_port
        self.threads = threads
        self.dir = os.path.join(run_dir, self.name)
        self.port = procs.free_port()
        self.process = None
        self.cert, self.key, self.pem = certificate(run_dir)
        os.makedirs(self.dir)
        os.chmod(self.dir, 0o777)

    @classmethod
    def missing(cls):
        """Why it cannot run here; None if it can."""
        return None if program(cls.binary) else f"{cls.binary} is not installed"

    def version(self):
        return first_line([program(self.binary), self.version_flag])

    def variables(self):
        return {"port": self.port, "origin": self.origin_port, "threads": self.threads, "run": self.dir, "body": BODY,
                "cert": self.cert, "key": self.key, "user": "user root;" if os.geteuid() == 0 else ""}

    def write_config(self):
        with open(os.path.join(HERE, "config", self.template)) as file:
            text = string.Template(file.read()).substitute(self.variables())
        path = os.path.join(self.dir, os.path.basename(self.template))
        with open(path, "w") as file:
            file.write(text)
        return path

    def command(self, config):
        raise NotImplementedError

    def environment(self):
        return {}

    def start(self):
        command = self.command(self.write_config())
        self.process = procs.Process(self.name, command, os.path.join(self.dir, "out.log"), self.environment())
        self.process.await_port(self.port, self.start_seconds)

    def stop(self):
        if self.process:
            self.process.stop()

    def allocated_bytes(self):
        """Bytes allocated on the heap since the start; None where that has no meaning."""
        return None


class Nginx(Server):
    name = binary = "nginx"
    template = "nginx/nginx.conf"

    def variables(self):
        listen = {"tls": "ssl", "h2": "ssl http2", "h2-h2": "http2"}.get(self.scenario, "")
        forward = "grpc_pass grpc://origin;" if self.scenario == "h2-h2" else "proxy_pass http://origin;"
        upgrade = self.scenario == "websocket"
        cache = "proxy_cache c; proxy_cache_valid 200 1h;" if self.scenario.startswith("hit") else ""
        return {**super().variables(), "cache": cache, "listen": listen, "forward": forward,
                "connection": "Upgrade" if upgrade else "", "upgrade": "websocket" if upgrade else ""}

    def command(self, config):
        return [program("nginx"), "-c", config, "-e", os.path.join(self.dir, "error.log")]


class Origin(Nginx):
    """Answers 1 KB from memory: /n is never cacheable, /c for an hour; and 100 KB at /c100, for an hour too."""
    name = "origin"
    template = "origin/nginx.conf"

    def __init__(self, *args):
        super().__init__(*args)
        self.h2_port = procs.free_port()
        self.served_port = self.h2_port if self.scenario == "h2-h2" else self.port

    def variables(self):
        return {**super().variables(), "h2": self.h2_port}

    def write_config(self):
        with open(os.path.join(self.dir, "large"), "w") as file:
            file.write(LARGE_BODY)
        os.chmod(file.name, 0o644)
        return super().write_config()

    def requests(self):
        """Requests answered so far, without those that ask for this number."""
        _, text = fetch(f"http://127.0.0.1:{self.port}/stat")
        self.asked = getattr(self, "asked", 0) + 1
        return int(text.split()[9]) - self.asked


class EchoOrigin(Server):
    """Echoes WebSocket frames. Counts nothing: the load compares each echo."""
    name = "origin"
    template = "origin/nginx.conf"

    def __init__(self, *args):
        super().__init__(*args)
        self.served_port = self.port

    def write_config(self):
        return ""

    def command(self, config):
        return ["java", os.path.join(HERE, "WebSocketEcho.java"), "origin", str(self.port)]

    def requests(self):
        return None


def tunnel_program(run_dir):
    """The ends of tunnels, and the relay between them, compiled once for a run."""
    path = os.path.join(run_dir, "tunnel")
    if not os.path.exists(path):
        subprocess.run(["cc", "-O2", "-o", path, os.path.join(HERE, "tunnel.c")], check=True)
    return path


class TunnelOrigin(EchoOrigin):
    """Sends for ever or echoes, as the first byte says. Counts nothing: the load compares."""

    def command(self, config):
        self.program = tunnel_program(os.path.dirname(self.dir))
        return [self.program, "origin", str(self.port)]


class Relay(EchoOrigin):
    """What a relay of bytes costs at least: one thread of C, read and write, nothing looked at."""
    name = binary = "relay"

    @classmethod
    def missing(cls):
        return None if program("cc") else "cc is not installed"

    def version(self):
        return first_line(["cc", "--version"])

    def command(self, config):
        return [tunnel_program(os.path.dirname(self.dir)), "relay", str(self.port), str(self.origin_port)]


class Haproxy(Server):
    name = binary = "haproxy"

    @property
    def template(self):
        return "haproxy/tunnel.cfg" if self.scenario.startswith("tunnel") else "haproxy/haproxy.cfg"

    def variables(self):
        use = "http-request cache-use c\n    http-response cache-store c" if self.scenario.startswith("hit") else ""
        bind = {"tls": f"ssl crt {self.pem}", "h2": f"ssl crt {self.pem} alpn h2", "h2-h2": "proto h2"}
        return {**super().variables(), "cache": use, "bind": bind.get(self.scenario, ""),
                "proto": "proto h2" if self.scenario == "h2-h2" else ""}

    def command(self, config):
        return [program("haproxy"), "-db", "-f", config]


class Squid(Server):
    name = binary = "squid"
    template = "squid/squid.conf"
    takes_connect = True

    def command(self, config):
        return [program("squid"), "-N", "-f", config]


class Sallyport(Server):
    """All services in one JVM as its launcher starts them, with the configuration folder of the scenario."""
    name = "sallyport"
    start_seconds = 60
    is_jvm = True
    takes_connect = True
    home = os.environ.get("SALLYPORT_BENCH_HOME", PROJECT)

    def __init__(self, *args):
        super().__init__(*args)
        self.admin_port = procs.free_port()

    @classmethod
    def missing(cls):
        built = os.path.isdir(os.path.join(cls.home, "services", "standalone", "target", "dist", "lib"))
        return None if built else "not built: ./mvnw -q -pl services/standalone -am package -DskipTests"

    def version(self):
        """Asked while it runs: the launcher chooses the JDK."""
        java = os.readlink(f"/proc/{self.process.pid}/exe")
        return f"commit {commit(self.home)}, {first_line([java, '-version'])}"

    def write_config(self):
        family = next((name for name in ("hit", "tunnel") if self.scenario.startswith(name)), self.scenario)
        return os.path.join(HERE, "config", "sallyport", family)

    def command(self, config):
        return [os.path.join(self.home, "sallyport"), "up", "--no-demo", "--config", config]

    def environment(self):
        return {"SALLYPORT_BUILD": "never", "BENCH_PORT": str(self.port), "BENCH_ORIGIN": str(self.origin_port),
                "BENCH_ADMIN": str(self.admin_port), "BENCH_THREADS": str(self.threads),
                "BENCH_CERT": self.cert, "BENCH_KEY": self.key}

    def allocated_bytes(self):
        try:
            _, text = fetch(f"http://127.0.0.1:{self.admin_port}/metrics")
        except OSError:
            return None
        match = re.search(rb"^jvm_threads_allocated_bytes(?:\{[^}]*\})? ([0-9.eE+]+)$", text, re.M)
        return float(match.group(1)) if match else None


def commit(home=PROJECT):
    done = subprocess.run(["git", "-C", home, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def origin_of(scenario):
    """The origin that a scenario wants."""
    if scenario.name.startswith("tunnel"):
        return TunnelOrigin
    return EchoOrigin if scenario.origin_share is None else Origin


PEERS = {peer.name: peer for peer in (Sallyport, Nginx, Haproxy, Squid, Relay)}
