package io.sallyport.faults.cases;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.load.Kind;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The five services, killed, frozen and slow: one of two, and all of a kind. */
public final class ServiceCases {
    private static final Allowed EVERYTHING =
            Allowed.share("that nobody is there", 1).andLost();

    private ServiceCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(Part.POLICY, Part.ROUTER, Part.CACHE, Part.LOGS)
                .flatMap(part -> Stream.of(killed(part), allKilled(part), frozen(part), allFrozen(part), slow(part)));
    }

    public static Stream<FaultCase> edges() {
        return Stream.of(
                FaultCase.of(
                                "edge-killed",
                                "one of two edges is killed",
                                scene -> scene.pick(Part.EDGE).kill())
                        .allowing(Allowed.atPickedEdge("what is under way there"))
                        .inCore(),
                FaultCase.of(
                                "edge-frozen",
                                "one of two edges stands still",
                                scene -> scene.pick(Part.EDGE).freeze())
                        .allowing(Allowed.atPickedEdge("what is sent there"))
                        .inCore(),
                FaultCase.of(
                        "edge-slow",
                        "one of two edges stands still nine tenths of the time",
                        scene -> scene.pick(Part.EDGE).slow()),
                FaultCase.of(
                                "edges-all-killed",
                                "every edge is killed",
                                scene -> scene.stack().of(Part.EDGE).forEach(Member::kill))
                        .allowing(EVERYTHING),
                FaultCase.of("all-but-edges-killed", "everything but the edges is killed, and Redis", scene -> {
                            behindEdges(scene).forEach(Member::kill);
                            scene.stack().redis().kill();
                        })
                        .repairedBy(scene -> {
                            scene.stack().redis().restart();
                            scene.stack().healAll();
                        })
                        .allowing(without(Part.POLICY).andLost())
                        .proving(Edits::areTaken)
                        .lasting(5),
                FaultCase.of(
                                "start-in-any-order",
                                "everything is killed, and started in any order before Redis",
                                scene -> {
                                    scene.stack().all().forEach(Member::kill);
                                    scene.stack().redis().kill();
                                })
                        .repairedBy(ServiceCases::startInAnyOrder)
                        .allowing(EVERYTHING)
                        .proving(Edits::areTaken)
                        .lasting(1));
    }

    private static List<Member> behindEdges(Scene scene) {
        return scene.stack().all().stream()
                .filter(member -> member.part() != Part.EDGE)
                .toList();
    }

    private static void startInAnyOrder(Scene scene) {
        List<Member> all = new ArrayList<>(scene.stack().all());
        Collections.shuffle(all, scene.random());
        for (Member member : all) {
            member.launch();
            Await.pass(Duration.ofMillis(scene.random().nextInt(700)));
        }
        scene.stack().redis().restart();
        all.forEach(Member::awaitReady);
    }

    private static FaultCase killed(Part part) {
        return FaultCase.of(
                        name(part) + "-killed",
                        "one of two " + part.service() + " is killed",
                        scene -> scene.pick(part).kill())
                .inCore();
    }

    private static FaultCase allKilled(Part part) {
        return FaultCase.of(
                        name(part) + "-all-killed",
                        "every " + part.service() + " is killed",
                        scene -> scene.stack().of(part).forEach(Member::kill))
                .allowing(without(part));
    }

    private static FaultCase frozen(Part part) {
        return FaultCase.of(
                        name(part) + "-frozen",
                        "one of two " + part.service() + " stands still",
                        scene -> scene.pick(part).freeze())
                .inCore();
    }

    private static FaultCase allFrozen(Part part) {
        return FaultCase.of(
                        name(part) + "-all-frozen",
                        "every " + part.service() + " stands still",
                        scene -> scene.stack().of(part).forEach(Member::freeze))
                .allowing(without(part));
    }

    private static FaultCase slow(Part part) {
        return FaultCase.of(
                name(part) + "-slow",
                "one of two " + part.service() + " stands still nine tenths of the time",
                scene -> scene.pick(part).slow());
    }

    /** A login that was good lately is remembered; the first one of a run may be new. */
    private static Allowed without(Part part) {
        return part == Part.POLICY
                ? Allowed.failures("logins that nobody has judged lately", Kind.LOGIN)
                : Allowed.NOTHING;
    }

    private static String name(Part part) {
        return List.of("policy", "router", "cache", "logs", "edge").get(part.ordinal());
    }
}
