package io.sallyport.edge.selftest;

import io.sallyport.contract.policy.Profile;
import io.sallyport.edge.anonymity.ProbePass;
import io.sallyport.edge.anonymity.ProbePass.Ticket;
import io.sallyport.edge.selftest.AnonymityReport.ProbedProfile;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The probes of one listener under one profile, one after the other. Owner: the run's context. */
final class Probes {
    private static final String MARK = "X-Mark: in the tunnel\r\n";

    private final Surroundings around;
    private final Entrance entrance;
    private final Profile profile;
    private final String because;
    private final List<Ticket> tickets = new ArrayList<>();

    /** @param machine names of this machine, in lower case */
    record Surroundings(ProbePass pass, EchoOrigin echo, ProbeClient client, Findings findings, Set<String> machine) {}

    /** One probe; what it finds it tells itself. */
    record Probe(String name, Step step) {}

    interface Step {
        /** Fails when there is no answer to judge by. */
        Future<Void> run(String name);
    }

    Probes(Surroundings around, Entrance entrance, ProbedProfile probed) {
        this.around = around;
        this.entrance = entrance;
        this.profile = Profile.valueOf(probed.profile().toUpperCase(Locale.ROOT));
        this.because = probed.because();
    }

    List<Probe> all() {
        List<Probe> probes = new ArrayList<>();
        if (entrance.speaksHttp()) {
            probes.add(new Probe("get", name -> planted(name, "/", false)));
            probes.add(new Probe("websocket", name -> planted(name, "/socket", true)));
            probes.add(new Probe("origin-closes", name -> planted(name, "/close", false)));
            probes.add(new Probe("redirect", this::redirect));
            probes.add(new Probe("order", this::order));
            probes.add(new Probe("second-client", this::secondClient));
            probes.add(new Probe("connect", name -> tunnel(name, false)));
            if (!entrance.speaksTls()) {
                probes.add(new Probe("connect-tls", name -> tunnel(name, true)));
            }
        }
        if (entrance.speaksSocks()) {
            probes.add(new Probe("socks5", this::socks5));
            probes.add(new Probe("socks4a", this::socks4a));
        }
        return probes;
    }

    private Ticket ticket() {
        Ticket ticket = around.pass()
                .issue(profile, List.of(around.echo().port(), around.echo().tlsPort()));
        tickets.add(ticket);
        return ticket;
    }

    private String authority(Ticket ticket) {
        return ticket.host() + ":" + around.echo().port();
    }

    private String request(Ticket ticket, String path, String fields) {
        return "GET http://" + authority(ticket) + path + " HTTP/1.1\r\nHost: " + authority(ticket)
                + "\r\nAccept: */*\r\n" + fields + "\r\n";
    }

    private static String lines(List<PlantedField> fields) {
        StringBuilder lines = new StringBuilder();
        fields.forEach(field -> lines.append(field.line()));
        return lines.toString();
    }

    private static List<PlantedField> fields(Ticket ticket) {
        return PlantedField.all(ticket.host().substring(1, 9));
    }

    private Future<Void> planted(String name, String path, boolean upgrade) {
        Ticket ticket = ticket();
        List<PlantedField> fields = fields(ticket);
        String connection = upgrade
                ? "Connection: Upgrade, X-Nominated\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: c2FsbHlwb3J0IHNlbGZ0cw==\r\n"
                : "Connection: X-Nominated\r\n";
        return around.client().open(entrance).compose(socket -> {
            String odd = profile == Profile.STRICT ? "X-Odd: seen from " + socket.client() + "\r\n" : "";
            socket.write(request(ticket, path, connection + lines(fields) + odd));
            return socket.answer(upgrade)
                    .compose(answer -> judge(name, ticket, fields, socket.client(), answer))
                    .onComplete(over -> socket.close());
        });
    }

    private Future<Void> redirect(String name) {
        Ticket first = ticket();
        Ticket second = ticket();
        String referer =
                "http://" + authority(first) + "/redirect?" + first.host().substring(1, 17);
        List<PlantedField> fields =
                List.of(new PlantedField("Referer", referer, first.host().substring(1, 17), LeakKind.SOFTWARE));
        return around.client().open(entrance).compose(socket -> {
            socket.write(request(first, "/redirect", ""));
            return socket.answer(false)
                    .compose(answer -> {
                        socket.write(request(second, "/elsewhere", lines(fields)));
                        return socket.answer(false);
                    })
                    .compose(answer -> judge(name, second, fields, socket.client(), answer))
                    .onComplete(over -> socket.close());
        });
    }

    /** Two clients that say the same in other ways. */
    private Future<Void> order(String name) {
        Ticket ticket = ticket();
        String url = "GET http://" + authority(ticket) + "/ HTTP/1.1\r\n";
        String one = url + "Host: " + authority(ticket)
                + "\r\nAccept: */*\r\nUser-Agent: probe/1.0\r\nCookie: a=1; b=2\r\nAccept-Encoding: gzip, br\r\n\r\n";
        String other = url
                + "ACCEPT-ENCODING: deflate, gzip\r\ncookie: a=1; b=2\r\nTE: trailers\r\nuser-agent: probe/1.0 (x)\r\n"
                + "accept: */*\r\nhost: " + authority(ticket) + "\r\n\r\n";
        return ask(one).compose(answer -> ask(other)).map(answer -> {
            List<String> heads = around.echo().heads(ticket.host());
            if (heads.size() > 1 && !heads.get(0).equals(heads.get(1))) {
                leak(name, LeakKind.ORDER, "head", heads.get(1));
            }
            return null;
        });
    }

    private Future<String> ask(String request) {
        return around.client().open(entrance).compose(socket -> {
            socket.write(request);
            return socket.answer(false).onComplete(over -> socket.close());
        });
    }

    /** The origin's connection serves another client after the first; nothing of that one may be left on it. */
    private Future<Void> secondClient(String name) {
        Ticket ticket = ticket();
        List<PlantedField> fields = fields(ticket);
        return ask(request(ticket, "/", lines(fields)))
                .compose(first -> ask(request(ticket, "/", "")))
                .map(second -> {
                    List<String> heads = around.echo().heads(ticket.host());
                    String last =
                            heads.isEmpty() ? "" : heads.get(heads.size() - 1).toLowerCase(Locale.ROOT);
                    fields.stream()
                            .filter(field -> last.contains(field.word()))
                            .forEach(field -> leak(name, LeakKind.REUSE, field.name(), field.value()));
                    return null;
                });
    }

    private Future<Void> tunnel(String name, boolean tls) {
        Ticket ticket = ticket();
        String target = ticket.host() + ":"
                + (tls ? around.echo().tlsPort() : around.echo().port());
        return around.client().open(entrance).compose(socket -> {
            socket.write(
                    "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + lines(fields(ticket)) + "\r\n");
            return socket.answer(true)
                    .compose(opened -> opened.startsWith("HTTP/1.1 200")
                            ? Future.<Void>succeededFuture()
                            : Future.failedFuture(
                                    "answered " + opened.lines().findFirst().orElse("")))
                    .compose(opened -> tls ? socket.secure(ticket.host()) : Future.succeededFuture())
                    .compose(ready -> through(name, ticket, socket))
                    .onComplete(over -> socket.close());
        });
    }

    private Future<Void> socks5(String name) {
        Ticket ticket = ticket();
        return around.client()
                .open(entrance)
                .compose(socket -> SocksBytes.open5(
                                socket, ticket.host(), around.echo().port())
                        .compose(opened -> through(name, ticket, socket))
                        .onComplete(over -> socket.close()));
    }

    private Future<Void> socks4a(String name) {
        Ticket ticket = ticket();
        return around.client()
                .open(entrance)
                .compose(socket -> SocksBytes.open4a(
                                socket, ticket.host(), around.echo().port(), "selftest")
                        .compose(opened -> through(name, ticket, socket))
                        .onComplete(over -> socket.close()));
    }

    /** Sends a request through an open tunnel; it must arrive as it was sent, and nothing before it. */
    private Future<Void> through(String name, Ticket ticket, ProbeSocket socket) {
        String head = "GET / HTTP/1.1\r\nhOST: " + ticket.host() + "\r\n" + MARK;
        socket.write(head + "\r\n");
        return socket.answer(false).map(answer -> {
            List<String> heads = around.echo().heads(ticket.host());
            if (!heads.equals(List.of(head))) {
                leak(name, LeakKind.TUNNEL, "bytes", heads.toString());
            }
            lookedUp(name, ticket);
            return null;
        });
    }

    private Future<Void> judge(String name, Ticket ticket, List<PlantedField> fields, String client, String answer) {
        List<String> heads = around.echo().heads(ticket.host());
        if (heads.isEmpty()) {
            return Future.failedFuture("answered " + answer.lines().findFirst().orElse(""));
        }
        HeadSearch search = new HeadSearch(profile, fields, client, around.machine());
        heads.forEach(head -> search.of(head).forEach(find -> leak(name, find.kind(), find.name(), find.value())));
        lookedUp(name, ticket);
        return Future.succeededFuture();
    }

    private void lookedUp(String name, Ticket ticket) {
        if (ticket.resolved() == 0) {
            leak(name, LeakKind.DNS, "name", ticket.host());
        }
    }

    /** Judges the records of all probes, once they are there. */
    void records() {
        for (Ticket ticket : tickets) {
            ticket.records()
                    .forEach(record -> RecordSearch.of(record, around.machine())
                            .forEach((field, value) -> leak("record", LeakKind.PSEUDONYM, field, value)));
        }
    }

    private void leak(String probe, LeakKind kind, String name, String value) {
        if (kind.matters(profile)) {
            around.findings()
                    .add(new AnonymityLeak(
                            entrance.listener().name(),
                            profile.name().toLowerCase(Locale.ROOT),
                            because,
                            probe,
                            kind.token(),
                            name,
                            value,
                            kind.severity(),
                            kind.what(),
                            remedy(),
                            1));
        }
    }

    private String remedy() {
        return profile == Profile.TRANSPARENT
                ? "that is what transparent means; for less, anonymity.profile or rules[].then.allow.profile: standard or strict"
                : "a defect of ours: please tell the maintainers, and block the way until it is mended";
    }
}
