package io.sallyport.faults.stack;

import io.sallyport.faults.origin.Fault;
import io.sallyport.faults.origin.Origin;
import io.sallyport.faults.relay.Mode;
import io.sallyport.faults.relay.NameServer;
import io.sallyport.faults.relay.Ports;
import io.sallyport.faults.relay.Relay;
import io.sallyport.faults.relay.SocketOwners;
import io.sallyport.testkit.TestCertificate;
import io.sallyport.testkit.process.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * The whole suite in processes of its own on loopback: two of each service, a Redis, five servers of two versions, a name server,
 * and a {@link Relay} on every way between them that can be broken. Owner: the test's thread.
 */
public final class Stack implements AutoCloseable {
    private static final int EDGES = 2;
    private static final List<String> VERSIONS = List.of("1.5", "1.5", "1.5", "1.1", "1.1");
    private static final int USUAL = 3;
    private static final int RECORDS_MIB = 256;
    private static final int LINES_MIB = 8;
    private static final Duration BUSY = Duration.ofSeconds(8);

    private final Folder documents;
    private final RedisServer redis = RedisServer.start();
    private final NameServer names = NameServer.start().knows("open.test", "127.0.0.1");
    private final Origin open = Origin.start(Ports.pick(), "1.5");
    private final Relay toOpen;
    private final List<Origin> origins = new ArrayList<>();
    private final List<Relay> toOrigins = new ArrayList<>();
    private final Map<Member, SmallDisk> disks = new HashMap<>();
    private final Map<Part, List<Member>> members = new EnumMap<>(Part.class);
    private final String bus = "faults-" + UUID.randomUUID();

    private final Certificate valid;
    private final Certificate expired;
    /** For a run that is interrupted. */
    private final Thread closing = new Thread(this::closeAll, "close-stack");

    private Stack(Path folder, long seed, int each) {
        this.documents = new Folder(folder.resolve("documents"));
        SocketOwners owners = new SocketOwners(this::pids);
        this.toOpen = Relay.to(open.port(), seed, owners);
        Folder certificates = new Folder(folder.resolve("certificates"));
        this.valid = Certificate.of(TestCertificate.validFor(90, certificates.path(), "valid", "shop.test"));
        this.expired = Certificate.of(TestCertificate.validFor(2, certificates.path(), "expired", "shop.test"));
        for (String version : VERSIONS) {
            Origin origin = Origin.start(Ports.pick(), version);
            origins.add(origin);
            toOrigins.add(Relay.to(origin.port(), seed, owners));
        }
        for (Part part : Part.values()) {
            members.put(
                    part,
                    IntStream.range(0, part == Part.EDGE ? EDGES : each)
                            .mapToObj(i -> new Member(
                                    part,
                                    i,
                                    folderOf(folder, part, i),
                                    Relay.to(redis.port(), seed + part.ordinal() * EDGES + i),
                                    owners))
                            .toList());
        }
    }

    /** Those that read the documents read the same ones. */
    private Path folderOf(Path folder, Part part, int index) {
        boolean reads = part == Part.POLICY || part == Part.ROUTER;
        return reads ? documents.path() : folder.resolve(part.service() + "-" + index);
    }

    /**
     * Returns when everything is there and everybody knows of it.
     *
     * @param each instances of each service but the edges: one makes a small suite, in which all of a kind are hit
     */
    public static Stack start(Path folder, long seed, int each) {
        Stack stack = new Stack(folder, seed, each);
        try {
            stack.writeDocuments();
            stack.all().forEach(stack::writeSettings);
            stack.makeDisks();
            Runtime.getRuntime().addShutdownHook(stack.closing);
            launch(stack.all());
            stack.awaitHealthy(Duration.ofSeconds(240));
            return stack;
        } catch (AssertionError | RuntimeException e) {
            stack.writeLog(Path.of("target", "faults.log"));
            stack.close();
            throw e;
        }
    }

    /**
     * One after the other where the first one shows that the machine is busy, else in pairs: each of them has a minute to start,
     * and the first one founds the cluster.
     */
    private static void launch(List<Member> members) {
        long begun = System.nanoTime();
        members.get(0).launch().awaitReady();
        boolean busy = System.nanoTime() - begun > BUSY.toNanos();
        Member before = null;
        for (Member member : members.subList(1, members.size())) {
            member.launch();
            if (busy) {
                member.awaitReady();
            } else if (before != null) {
                before.awaitReady();
            }
            before = member;
        }
        members.forEach(Member::awaitReady);
    }

    public final void writeDocuments() {
        documents.write("routes.yaml", Settings.routes(endpoints()));
        documents.write("policies.yaml", Settings.policies(toOpen.port()));
        documents.write("users.txt", Settings.USERS);
    }

    private List<String> endpoints() {
        return IntStream.range(0, VERSIONS.size())
                .mapToObj(i -> "{url: \"http://127.0.0.1:%d\", version: \"%s\"}"
                        .formatted(toOrigins.get(i).port(), VERSIONS.get(i)))
                .toList();
    }

    private void writeSettings(Member member) {
        List<Integer> ports = all().stream().map(Member::publicBusPort).toList();
        Folder folder = new Folder(member.folder());
        valid.install(folder);
        folder.write("sallyport.yaml", Settings.suite(member, bus, ports, names.port()));
    }

    private void makeDisks() {
        of(Part.LOGS)
                .forEach(
                        member -> disks.put(member, SmallDisk.at(member.folder().resolve("records"), RECORDS_MIB)));
        of(Part.EDGE)
                .forEach(
                        member -> disks.put(member, SmallDisk.at(member.folder().resolve("lines"), LINES_MIB)));
    }

    /** Of {@code shop.test}, with more than 14 days left. */
    public Certificate valid() {
        return valid;
    }

    /** Of the same name, for three days. */
    public Certificate expired() {
        return expired;
    }

    /** Where a log-collector keeps records, or an edge its access log. */
    public SmallDisk disk(Member member) {
        return disks.get(member);
    }

    public Folder documents() {
        return documents;
    }

    public RedisServer redis() {
        return redis;
    }

    public NameServer names() {
        return names;
    }

    public List<Origin> origins() {
        return origins;
    }

    /** Servers of the default version. */
    public List<Origin> usualOrigins() {
        return origins.subList(0, USUAL);
    }

    /** The server behind {@code open.test} of the forward side. */
    public Origin open() {
        return open;
    }

    public Relay toOpen() {
        return toOpen;
    }

    /** Every server, however it is reached. */
    public List<Origin> allOrigins() {
        List<Origin> all = new ArrayList<>(origins);
        all.add(open);
        return all;
    }

    private List<Long> pids() {
        return all().stream().map(Member::pid).filter(pid -> pid > 0).toList();
    }

    /**
     * Cuts the bus in two: nothing passes between these and the others, and no connection ends. To Redis and to servers the ways
     * stay as they are.
     */
    public void partition(Collection<Member> side) {
        for (Member member : all()) {
            boolean inside = side.contains(member);
            LongFunction<Mode> mode = pid -> {
                boolean fromInside = side.stream().anyMatch(each -> each.pid() == pid);
                return pid < 0 || fromInside == inside ? Mode.PASS : Mode.FREEZE;
            };
            member.toIt().forEach(relay -> relay.set(mode));
        }
    }

    /** Cuts one off from everything but its clients: the bus, Redis and servers. No connection ends. */
    public void isolate(Member member) {
        partition(List.of(member));
        member.toStore().set(Mode.FREEZE);
        LongFunction<Mode> mode = pid -> pid == member.pid() ? Mode.FREEZE : Mode.PASS;
        toOrigins.forEach(relay -> relay.set(mode));
        toOpen.set(mode);
    }

    /** The ways from the edges and from router-service to the servers, in their order. */
    public List<Relay> toOrigins() {
        return toOrigins;
    }

    /** The ways to Redis, one for each process. */
    public List<Relay> toStore() {
        return all().stream().map(Member::toStore).toList();
    }

    public List<Member> of(Part part) {
        return members.get(part);
    }

    public List<Member> all() {
        return members.values().stream().flatMap(List::stream).toList();
    }

    /** The admin address of an edge that runs. */
    public Status status() {
        return new Status(of(Part.EDGE).stream()
                .filter(Member::isRunning)
                .findFirst()
                .orElseThrow()
                .admin());
    }

    /** Ends all faults, whatever they were. */
    public void healAll() {
        toStore().forEach(relay -> {
            relay.leadTo(redis.port());
            relay.set(Mode.PASS);
        });
        toOrigins.forEach(relay -> relay.set(Mode.PASS));
        toOpen.set(Mode.PASS);
        all().forEach(member -> member.toIt().forEach(relay -> relay.set(pid -> Mode.PASS)));
        allOrigins().forEach(origin -> origin.fault(Fault.NONE));
        names.manner(NameServer.Manner.ANSWERS);
        disks.values().forEach(SmallDisk::free);
        all().forEach(Member::heal);
    }

    /** Waits until each edge sees all of the others, and none has a problem. */
    public void awaitHealthy(Duration patience) {
        Await.nothing("the suite is not whole", patience, this::ailment);
    }

    /** What keeps the suite from being whole; empty: nothing. */
    public Optional<String> ailment() {
        return of(Part.EDGE).stream()
                .map(edge -> new Status(edge.admin()).ailment(all()).map(text -> edge + " sees " + text))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What the processes have said, without stack traces. */
    public void writeLog(Path file) {
        List<String> lines =
                all().stream().flatMap(member -> member.log().stream()).toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(closing);
        closeAll();
    }

    private void closeAll() {
        all().forEach(Member::close);
        disks.values().forEach(SmallDisk::close);
        toOrigins.forEach(Relay::close);
        allOrigins().forEach(Origin::close);
        toOpen.close();
        names.close();
        redis.close();
    }
}
