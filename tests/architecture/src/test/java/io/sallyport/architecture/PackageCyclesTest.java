package io.sallyport.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Inside a module, packages use each other in one direction only; the base package counts as one of them. */
class PackageCyclesTest {
    static final List<String> shared = Sallyport.SHARED;
    static final List<String> services = Sallyport.SERVICES;

    @ParameterizedTest
    @FieldSource({"shared", "services"})
    void packagesOfAModuleFormNoCycle(String module) {
        slices().assignedFrom(new PackagesOf(module)).should().beFreeOfCycles().check(Sallyport.CLASSES);
    }

    private record PackagesOf(String module) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return Sallyport.moduleOf(name).equals(module) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + module;
        }
    }
}
