package io.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package of the edge must not know which. */
class EdgeLayersTest {
    private static final String EDGE = Sallyport.EDGE + ".";

    @ParameterizedTest(name = "{0} does not use {1}")
    @CsvSource({
        "listener, filter",
        "listener, upstream",
        "exchange, filter",
        "reuse, filter",
        "exchange, reuse",
        "exchange, range",
        "cache, range",
        "range, reuse",
        "range, filter",
        "range, upstream",
        "upstream, reuse",
        "background, exchange",
        "background, reuse",
        "cache, reuse",
        "cache, purge",
        "purge, reuse",
        "purge, exchange",
        "purge, filter",
        "cache, exchange",
        "cache, fill",
        "cache, collapse",
        "fill, exchange",
        "fill, collapse",
        "collapse, exchange",
        "upstream, fill",
        "cache, upstream",
        "cache, shared",
        "shared, exchange",
        "shared, filter",
        "shared, reuse",
        "shared, upstream",
        "exchange, listener",
        "filter, listener",
        "control, exchange",
        "answer, exchange",
        "answer, control",
        "compress, exchange",
        "compress, filter",
        "fingerprint, exchange",
        "fingerprint, filter",
        "fingerprint, control",
        "control, filter",
        "control, upstream",
        "access, filter",
        "access, listener",
        "access, upstream",
        "exchange, access",
        "listener, access",
        "plain, exchange",
        "plain, listener",
        "socks, exchange",
        "socks, filter",
        "socks, listener",
        "socks, upstream",
        "exchange, socks",
        "filter, socks",
        "upstream, access",
        "anonymity, exchange",
        "anonymity, filter",
        "anonymity, upstream",
        "upstream, dial",
        "exit, exchange",
        "exit, upstream",
        "exit, control",
        "dial, filter",
        "dial, tunnel",
        "dial, listener",
        "control, dial",
        "exchange, selftest",
        "selftest, exchange",
        "selftest, filter",
        "selftest, upstream",
        "selftest, control",
        "observe, exchange",
        "observe, lines",
        "lines, exchange",
        "lines, filter",
        "page, admin",
        "page, exchange",
        "page, control",
        "trace, exchange",
        "trace, upstream",
        "time, exchange",
        "time, control",
        "problem, exchange",
        "client, exchange",
        "client, listener",
        "client, control",
        "names, exchange",
        "names, pool",
        "pool, exchange",
        "pool, names",
        "pool, upstream",
        "pool, dial",
        "upstream, shadow",
        "shadow, filter",
        "shadow, listener",
        "figures, exchange",
        "figures, upstream",
        "figures, listener",
        "figures, filter",
        "figures, control",
    })
    void layersHoldTheirDirection(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage(EDGE + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(EDGE + to + "..")
                .check(Sallyport.CLASSES);
    }

    @Test
    void filtersDoNotUseEachOther() {
        classes()
                .that()
                .resideInAPackage(EDGE + "filter..")
                .and()
                .haveSimpleNameEndingWith("Filter")
                .should(new UseNoOtherFilter())
                .because("a filter talks to the next one through the exchange")
                .check(Sallyport.CLASSES);
    }

    private static final class UseNoOtherFilter extends ArchCondition<JavaClass> {
        private UseNoOtherFilter() {
            super("use no other filter");
        }

        @Override
        public void check(JavaClass filter, ConditionEvents events) {
            for (Dependency dependency : filter.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isFilter(target) && !target.equals(filter)) {
                    events.add(SimpleConditionEvent.violated(filter, dependency.getDescription()));
                }
            }
        }

        private static boolean isFilter(JavaClass type) {
            return type.getPackageName().startsWith(EDGE + "filter")
                    && type.getSimpleName().endsWith("Filter");
        }
    }
}
