package io.sallyport.faults.cases;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.Scene;
import io.sallyport.faults.relay.Mode;
import io.sallyport.faults.relay.SocketOwners;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bus in two parts, and members that are cut off. Each lasts longer than the bus remembers a silent member. */
public final class BusCases {
    private static final int LONGER_THAN_MEMORY = 15;

    private BusCases() {}

    public static Stream<FaultCase> all() {
        return cases().map(fault -> fault.needing(stack -> SocketOwners.missing()));
    }

    private static Stream<FaultCase> cases() {
        return Stream.of(
                FaultCase.of(
                                "bus-halves",
                                "the bus falls into two halves with one of each service",
                                scene -> scene.stack().partition(half(scene)))
                        .lasting(LONGER_THAN_MEMORY)
                        .inCore(),
                FaultCase.of(
                                "bus-blink",
                                "the same for a second and a half",
                                scene -> scene.stack().partition(half(scene)))
                        .lasting(1),
                FaultCase.of(
                                "bus-edges-alone",
                                "no edge is reached by the bus, nor reaches anybody",
                                scene -> scene.stack().partition(scene.stack().of(Part.EDGE)))
                        .lasting(LONGER_THAN_MEMORY),
                FaultCase.of("edge-cut-off", "an edge reaches neither the bus nor Redis, and serves", BusCases::cutOff)
                        .lasting(LONGER_THAN_MEMORY)
                        .inCore(),
                FaultCase.of(
                                "edge-alone",
                                "an edge reaches neither the bus nor Redis nor any server",
                                scene -> scene.stack().isolate(scene.pick(Part.EDGE)))
                        .lasting(LONGER_THAN_MEMORY)
                        .allowing(Allowed.atPickedEdge("what that edge has to ask a server for")
                                .andStale()));
    }

    private static void cutOff(Scene scene) {
        Member edge = scene.pick(Part.EDGE);
        scene.stack().partition(List.of(edge));
        edge.toStore().set(Mode.FREEZE);
    }

    private static List<Member> half(Scene scene) {
        List<Member> half = new ArrayList<>();
        for (Part part : Part.values()) {
            half.add(scene.pick(part));
        }
        return half;
    }
}
