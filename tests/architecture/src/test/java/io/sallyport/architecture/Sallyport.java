package io.sallyport.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The main classes of every module, read once, and the base package of each module. */
final class Sallyport {
    static final String CONTRACT = "io.sallyport.contract";
    static final String HTTP_MODEL = "io.sallyport.http";
    static final String POLICY_ENGINE = "io.sallyport.policy.engine";
    static final String ROUTING_ENGINE = "io.sallyport.routing";
    static final String CACHE_ENGINE = "io.sallyport.cache.engine";
    static final String CONFIG_LOADER = "io.sallyport.config";
    static final String KIT = "io.sallyport.kit";
    static final String TESTKIT = "io.sallyport.testkit";
    static final String EDGE = "io.sallyport.edge";
    static final String POLICY_SERVICE = "io.sallyport.policy";
    static final String ROUTER_SERVICE = "io.sallyport.router";
    static final String CACHE_SERVICE = "io.sallyport.cache";
    static final String LOG_COLLECTOR = "io.sallyport.logs";
    static final String DEMO_ORIGIN = "io.sallyport.demo";
    static final String STANDALONE = "io.sallyport.standalone";

    static final List<String> ENGINES = List.of(POLICY_ENGINE, ROUTING_ENGINE, CACHE_ENGINE);
    static final List<String> SHARED =
            List.of(CONTRACT, HTTP_MODEL, POLICY_ENGINE, ROUTING_ENGINE, CACHE_ENGINE, CONFIG_LOADER, KIT, TESTKIT);
    static final List<String> SERVICES =
            List.of(EDGE, POLICY_SERVICE, ROUTER_SERVICE, CACHE_SERVICE, LOG_COLLECTOR, DEMO_ORIGIN, STANDALONE);

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sallyport");

    private Sallyport() {}

    /**
     * The base package of the module that owns a package: the longest one that it lies in, because an engine's lies
     * inside its service's. Empty for packages of no module.
     */
    static String moduleOf(String packageName) {
        String owner = "";
        for (List<String> modules : List.of(SHARED, SERVICES)) {
            for (String base : modules) {
                boolean inside = packageName.equals(base) || packageName.startsWith(base + ".");
                if (inside && base.length() > owner.length()) {
                    owner = base;
                }
            }
        }
        return owner;
    }
}
