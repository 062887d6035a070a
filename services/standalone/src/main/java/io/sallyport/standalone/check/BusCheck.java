package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.BusMember;
import io.sallyport.contract.settings.BusTlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys of {@code bus} against each other and against the files that they name. */
final class BusCheck {
    private final Path folder;
    private final Positions positions;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    BusCheck(Path folder, Positions positions) {
        this.folder = folder;
        this.positions = positions;
    }

    List<Finding> run(BusConfig bus) {
        bus.tls().ifPresent(this::files);
        if (bus.clustered()) {
            members(bus);
        } else {
            idle(bus);
        }
        return findings;
    }

    /** What works and will hardly be meant; to be asked for after the findings. */
    List<Finding> warnings() {
        return warnings;
    }

    private void files(BusTlsConfig tls) {
        CertificateFiles.check(folder, new CertificateConfig(tls.cert(), tls.key()))
                .problems()
                .forEach(problem -> add(findings, "bus.tls." + problem.path(), problem.found(), problem.allowed()));
        CertificateFiles.checkAuthorities(folder, tls.ca())
                .forEach(problem ->
                        add(findings, "bus.tls.ca", problem.found(), "a PEM file with the authorities of members"));
    }

    /** Whoever writes a default down has nothing in mind; {@code host} also says where others reach the API. */
    private void idle(BusConfig bus) {
        idle("name", !bus.name().equals("sallyport"));
        idle("members", !bus.members().isEmpty());
        idle("port", bus.port() != BusConfig.PORT);
        idle("publicPort", bus.publicPort() != 0);
        idle("messagePort", bus.messagePort() != 0);
        idle("publicMessagePort", bus.publicMessagePort() != 0);
        idle("tls", bus.tls().isPresent());
    }

    private void idle(String key, boolean meant) {
        if (meant) {
            add(
                    warnings,
                    "bus." + key,
                    "a key that does nothing where there is no other JVM",
                    "it with bus.clustered: true");
        }
    }

    private void members(BusConfig bus) {
        if (bus.members().isEmpty()) {
            add(
                    warnings,
                    "bus.clustered",
                    "true without bus.members, so this JVM looks for nobody",
                    "the addresses of several members, or a name that has all of them");
            return;
        }
        loopback(bus);
        self(bus);
    }

    /** Others would be told an address that leads back to themselves. */
    private void loopback(BusConfig bus) {
        if (!isLoopback(bus.reachedHost())) {
            return;
        }
        for (int i = 0; i < bus.members().size(); i++) {
            BusMember member = member(bus, i);
            if (isLiteral(member.host()) && !isLoopback(member.host())) {
                add(
                        findings,
                        bus.publicHost().isEmpty() ? "bus.host" : "bus.publicHost",
                        "\"" + bus.reachedHost() + "\", which leads others to themselves",
                        "an address of this machine that " + member.host() + " reaches");
                return;
            }
        }
    }

    /** Where all look for the same ones, the one that starts first has to be among them. */
    private void self(BusConfig bus) {
        boolean allWritten = Stream.iterate(0, i -> i < bus.members().size(), i -> i + 1)
                .map(i -> member(bus, i))
                .allMatch(member -> isLiteral(member.host()) && member.port() != 0);
        int port = bus.publicPort() == 0 ? bus.port() : bus.publicPort();
        boolean known = !bus.reachedHost().isEmpty() && isLiteral(bus.reachedHost());
        if (!allWritten || !known) {
            return;
        }
        boolean there = Stream.iterate(0, i -> i < bus.members().size(), i -> i + 1)
                .map(i -> member(bus, i))
                .anyMatch(member -> member.host().equals(bus.reachedHost()) && member.port() == port);
        if (!there) {
            add(
                    warnings,
                    "bus.members",
                    "a list without " + bus.reachedHost() + ":" + port + ", where this member is",
                    "a list with it, or others found a cluster of their own when this one starts first");
        }
    }

    private static BusMember member(BusConfig bus, int index) {
        return BusMember.parse(bus.members().get(index), "bus.members[" + index + "]");
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private void add(List<Finding> to, String path, String found, String allowed) {
        to.add(positions.finding(path, found, allowed));
    }
}
