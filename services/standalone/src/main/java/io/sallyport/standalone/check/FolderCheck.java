package io.sallyport.standalone.check;

import io.sallyport.config.Binder;
import io.sallyport.config.Bound;
import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.config.Source;
import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.caller.AdminEndpoints;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.kit.tls.ClusterFiles;
import io.sallyport.kit.tls.ExitFiles;
import io.sallyport.policy.compile.ListProgress;
import io.sallyport.policy.credential.CredentialRules;
import io.sallyport.policy.engine.PolicyValidator;
import io.sallyport.policy.engine.UnaskedRules;
import io.sallyport.policy.engine.UnprovedCallers;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.entry.OpenRelay;
import io.sallyport.routing.validation.RouteValidator;
import io.sallyport.standalone.check.CheckedFolder.CheckedList;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads and validates a whole folder; findings of every file are collected before it gives up. */
public final class FolderCheck {
    private final Path folder;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> environment;
    private final Depth depth;
    private final ListProgress progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    /** How much of lists is read. */
    public enum Depth {
        /** Enough to know that they can be read; for who compiles them right afterwards. */
        BEGINNINGS,
        ALL
    }

    private FolderCheck(Path folder, Map<String, String> environment, Depth depth, ListProgress progress) {
        this.folder = folder;
        this.environment = environment;
        this.depth = depth;
        this.progress = progress;
    }

    /**
     * Reads every file that the folder's configuration names. Not for an event loop.
     *
     * @throws ConfigException with everything that is wrong in any of the files
     */
    public static CheckedFolder run(Path folder, Map<String, String> environment, Properties properties) {
        return run(folder, environment, properties, Depth.ALL, ListProgress.NONE);
    }

    /**
     * The same.
     *
     * @param depth    how much of lists is read; the names of one of which not all is are not counted
     * @param progress of reading lists
     */
    public static CheckedFolder run(
            Path folder, Map<String, String> environment, Properties properties, Depth depth, ListProgress progress) {
        FolderCheck check = new FolderCheck(folder, environment, depth, progress);
        Optional<Bound<SuiteConfig>> suite =
                check.collect(() -> SuiteConfigLoader.bind(folder, environment, properties));
        Optional<Bound<RoutesDocument>> routes = Optional.empty();
        Optional<Bound<PoliciesDocument>> policies = Optional.empty();
        if (folder.toFile().isDirectory()) {
            routes = check.collect(() -> check.document(RoutesDocument.class, DocumentBinder.ROUTES));
            policies = check.collect(() -> check.document(PoliciesDocument.class, DocumentBinder.POLICIES));
        }
        suite.ifPresent(check::suite);
        routes.ifPresent(check::routes);
        if (suite.isPresent() && routes.isPresent()) {
            check.report(
                    routes.get(),
                    AdminEndpoints.problems(
                            routes.get().value(), suite.get().value().admin()));
            check.report(
                    suite.get(),
                    PlainListeners.problems(
                            suite.get().value().listeners(), routes.get().value()));
        }
        if (routes.isPresent() && policies.isPresent()) {
            Set<String> names = routes.get().value().routes().stream()
                    .map(RouteDocument::name)
                    .collect(Collectors.toSet());
            check.report(
                    policies.get(), PolicyValidator.unknownRoutes(policies.get().value(), names));
        }
        List<CheckedList> lists =
                policies.map(bound -> check.policies(bound, suite)).orElse(List.of());
        if (!check.findings.isEmpty()) {
            throw new ConfigException(check.findings);
        }
        return new CheckedFolder(
                folder,
                suite.orElseThrow(),
                routes.orElseThrow().value(),
                policies.orElseThrow().value(),
                lists,
                check.warnings);
    }

    private void routes(Bound<RoutesDocument> bound) {
        List<Problem> problems = RouteValidator.validate(bound.value());
        report(bound, problems);
        if (problems.isEmpty()) {
            ClusterFiles files = ClusterFiles.check(bound.value(), folder, clock.instant());
            report(bound, files.problems());
            warn(bound, RouteValidator.warnings(bound.value()));
            warn(bound, files.warnings());
        }
    }

    private void warn(Bound<?> bound, List<Problem> problems) {
        problems.forEach(
                problem -> warnings.add(bound.positions().finding(problem.path(), problem.found(), problem.allowed())));
    }

    private void suite(Bound<SuiteConfig> bound) {
        SuiteCheck check = new SuiteCheck(folder, bound);
        findings.addAll(check.findings());
        warnings.addAll(check.warnings());
    }

    private <T> Optional<T> collect(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (ConfigException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    private <T extends Record> Bound<T> document(Class<T> type, String file) {
        Source source = Source.read(folder.resolve(file)).withVariables(environment);
        if (source.text().isBlank()) {
            // The watch takes a blank file for one that is being written, and would wait for its text.
            throw new ConfigException(
                    List.of(Finding.of(source.file(), "an empty file", "a document; {} for one that says nothing")));
        }
        return Binder.bind(type, source);
    }

    private List<CheckedList> policies(Bound<PoliciesDocument> policies, Optional<Bound<SuiteConfig>> suite) {
        PoliciesDocument document = policies.value();
        List<Problem> problems = suite.map(bound -> PolicyValidator.validate(document, listeners(bound.value())))
                .orElseGet(() -> PolicyValidator.validate(document));
        report(policies, problems);
        List<ListenerConfig> listeners =
                suite.map(bound -> bound.value().listeners()).orElse(List.of());
        if (problems.isEmpty()) {
            CredentialRules.Reading credentials = CredentialRules.read(document, listeners, folder);
            report(policies, credentials.problems());
            report(policies, ExitFiles.problems(document, folder));
            report(policies, ListenerLogins.problems(document, listeners));
            suite.ifPresent(bound -> report(bound, credentials.ofListeners()));
            suite.ifPresent(bound -> report(bound, OpenRelay.inSettings(document, listeners)));
            warn(policies, credentials.warnings());
            warn(policies, UnaskedRules.in(document.rules()));
            warn(policies, UnprovedCallers.in(ListenerLogins.of(listeners), document.rules()));
            suite.ifPresent(bound ->
                    warnings.addAll(new IdlePolicyKeys(document, policies.positions(), bound.value()).warnings()));
            suite.ifPresent(bound -> warn(
                    policies,
                    CertificateRules.warnings(document.rules(), bound.value().listeners())));
        }
        ListCheck lists = new ListCheck(folder, policies, depth, progress);
        List<CheckedList> checked = problems.isEmpty() ? lists.run() : List.of();
        findings.addAll(lists.findings());
        warnings.addAll(lists.warnings());
        return checked;
    }

    private static Set<String> listeners(SuiteConfig config) {
        return config.listeners().stream().map(ListenerConfig::name).collect(Collectors.toSet());
    }

    private void report(Bound<?> bound, List<Problem> problems) {
        problems.forEach(
                problem -> findings.add(bound.positions().finding(problem.path(), problem.found(), problem.allowed())));
    }
}
