package io.sallyport.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which module may use which, seen from the class files: the poms say the same with coarser means. */
class ModuleDependenciesTest {
    /** Without standalone, which puts the others together. */
    static final List<String> services = Sallyport.SERVICES.stream()
            .filter(service -> !service.equals(Sallyport.STANDALONE))
            .toList();

    static final List<String> engines = Sallyport.ENGINES;
    static final List<String> jdkOnly = List.of(Sallyport.CONTRACT, Sallyport.HTTP_MODEL);

    @ParameterizedTest
    @FieldSource("jdkOnly")
    void contractAndHttpModelUseTheJdkOnly(String module) {
        onlyUses(module);
    }

    @ParameterizedTest
    @FieldSource("engines")
    void enginesUseTheJdkContractAndHttpModelOnly(String module) {
        onlyUses(module, Sallyport.CONTRACT, Sallyport.HTTP_MODEL);
    }

    @ParameterizedTest
    @FieldSource("services")
    void servicesDoNotUseEachOther(String service) {
        List<String> others = new ArrayList<>(Sallyport.SERVICES);
        others.remove(service);
        noClasses()
                .that(belongTo(service))
                .should()
                .dependOnClassesThat(belongToAnyOf(others))
                .because("services share through contract, engines and the bus")
                .check(Sallyport.CLASSES);
    }

    @Test
    void sharedModulesDoNotUseServices() {
        noClasses()
                .that(belongToAnyOf(Sallyport.SHARED))
                .should()
                .dependOnClassesThat(belongToAnyOf(Sallyport.SERVICES))
                .check(Sallyport.CLASSES);
    }

    @Test
    void configLoaderKnowsNeitherContractNorEnginesNorVertx() {
        noClasses()
                .that(belongTo(Sallyport.CONFIG_LOADER))
                .should()
                .dependOnClassesThat(belongToAnyOf(Sallyport.ENGINES)
                        .or(belongTo(Sallyport.CONTRACT))
                        .or(liveInPackages("io.vertx..")))
                .check(Sallyport.CLASSES);
    }

    @Test
    void kitKnowsNoEngine() {
        noClasses()
                .that(belongTo(Sallyport.KIT))
                .should()
                .dependOnClassesThat(belongToAnyOf(Sallyport.ENGINES))
                .check(Sallyport.CLASSES);
    }

    @Test
    void testkitSharesNoCodeWithWhatItTests() {
        noClasses()
                .that(belongTo(Sallyport.TESTKIT))
                .should()
                .dependOnClassesThat(liveInPackages("io.vertx..", "io.netty..")
                        .or(liveInPackages("io.sallyport..").and(DescribedPredicate.not(belongTo(Sallyport.TESTKIT)))))
                .because("a tester that shares the code shares its bugs")
                .check(Sallyport.CLASSES);
    }

    @Test
    void vertxAndNettyInternalsAreUsedInAdapterPackagesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..netty..")
                .should()
                .dependOnClassesThat(liveInPackages("io.vertx..impl..", "io.vertx.core.internal..", "io.netty.."))
                .because("only a package named netty, with a decision record, may lean on internals")
                .check(Sallyport.CLASSES);
    }

    @Test
    void everyClassLivesInAModuleThatTheseRulesKnow() {
        assertThat(Sallyport.CLASSES.stream().map(JavaClass::getPackageName))
                .allSatisfy(name -> assertThat(Sallyport.moduleOf(name)).isNotEmpty());
    }

    @Test
    void findsTheOwningModuleOfAPackage() {
        assertThat(Sallyport.moduleOf("io.sallyport.policy.admin")).isEqualTo(Sallyport.POLICY_SERVICE);
        assertThat(Sallyport.moduleOf("io.sallyport.policy.engine.cidr")).isEqualTo(Sallyport.POLICY_ENGINE);
        assertThat(Sallyport.moduleOf("io.sallyport.policyx")).isEmpty();
    }

    private static void onlyUses(String module, String... others) {
        // A keyed hash is as pure a function as any.
        List<String> packages =
                new ArrayList<>(List.of("", "java..", "javax.crypto..", "org.jspecify.annotations..", module + ".."));
        Arrays.stream(others).map(other -> other + "..").forEach(packages::add);
        classes()
                .that(belongTo(module))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .because("it must stay plain values and pure functions")
                .check(Sallyport.CLASSES);
    }

    private static DescribedPredicate<JavaClass> belongTo(String module) {
        return describe(
                "belong to " + module,
                type -> Sallyport.moduleOf(type.getPackageName()).equals(module));
    }

    private static DescribedPredicate<JavaClass> belongToAnyOf(List<String> modules) {
        return describe(
                "belong to any of " + modules, type -> modules.contains(Sallyport.moduleOf(type.getPackageName())));
    }

    private static DescribedPredicate<JavaClass> liveInPackages(String... patterns) {
        return JavaClass.Predicates.resideInAnyPackage(patterns);
    }
}
