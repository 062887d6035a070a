package io.sallyport.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the cluster may be used for: to carry messages, and nothing that has to be true. */
class ClusterRulesTest {
    private static final Set<String> SHARED_DATA = Set.of("getLocalMap");

    private static DescribedPredicate<JavaMethodCall> calls(String owner, String what, List<String> parameters) {
        return DescribedPredicate.describe(
                what,
                call -> call.getTargetOwner().getName().equals(owner)
                        && call.getName().equals("request")
                        && call.getTarget().getRawParameterTypes().stream()
                                .map(type -> type.getSimpleName())
                                .toList()
                                .equals(parameters));
    }

    @Test
    void leasesGenerationsAndCountersLieInTheStoreOnly() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "asks the cluster for maps, locks or counters",
                        call -> call.getTargetOwner().getName().equals("io.vertx.core.shareddata.SharedData")
                                && !SHARED_DATA.contains(call.getName())))
                .because("a cluster that was split has two of each; the store has one (decision 0002)")
                .check(Sallyport.CLASSES);
    }

    @Test
    void nobodyButTheBusItselfKnowsHazelcast() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.sallyport.kit.cluster..", "io.sallyport.kit.service..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster..", "io.vertx.core.spi.cluster.."))
                .because("what lies in the cluster may be lost or be there twice")
                .check(Sallyport.CLASSES);
    }

    @Test
    void everyQuestionOnTheBusSaysHowLongItWaits() {
        noClasses()
                .should()
                .callMethodWhere(calls(
                        "io.vertx.core.eventbus.EventBus",
                        "asks on the bus without options",
                        List.of("String", "Object")))
                .because("whoever does not say waits for half a minute")
                .check(Sallyport.CLASSES);
    }
}
