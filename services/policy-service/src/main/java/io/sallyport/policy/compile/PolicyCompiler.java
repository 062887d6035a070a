package io.sallyport.policy.compile;

import io.sallyport.config.Binder;
import io.sallyport.config.Bound;
import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.config.Source;
import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.kit.tls.ExitFiles;
import io.sallyport.policy.credential.CredentialRules;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.PolicyValidator;
import io.sallyport.policy.engine.disclosure.IdleProfiles;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.entry.OpenRelay;
import io.sallyport.policy.source.FileStamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles {@code policies.yaml} with its lists. Reads files: not for an event loop. One compilation at a time. */
public final class PolicyCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyCompiler.class);

    private final Path file;
    private final Map<String, String> variables;
    private final List<ListenerConfig> listeners;
    private final ListFiles files;
    private final ListCompiler lists;
    private List<Finding> warned = List.of();
    /** Subscriptions without a text in what is in force; empty before anything is. */
    private volatile Optional<Set<String>> missing = Optional.empty();

    /**
     * @param file      {@code policies.yaml}
     * @param variables what <code>${NAME}</code> stands for
     * @param listeners that rules may name; empty when they are not known here
     * @param files     where lists lie
     * @param progress  of reading them
     */
    public PolicyCompiler(
            Path file,
            Map<String, String> variables,
            List<ListenerConfig> listeners,
            ListFiles files,
            ListProgress progress) {
        this.file = file;
        this.variables = Map.copyOf(variables);
        this.listeners = List.copyOf(listeners);
        this.files = files;
        this.lists = new ListCompiler(progress);
    }

    /** Of lists in the folder of {@code policies.yaml} only. */
    public PolicyCompiler(Path file, Map<String, String> variables, List<ListenerConfig> listeners) {
        this(file, variables, listeners, ListFiles.in(file.resolveSibling("")), ListProgress.NONE);
    }

    /** The text on disk; fails with {@link ConfigException} when it cannot be read. */
    public String read() {
        return Source.read(file).text();
    }

    /**
     * What becomes of a text. The first one may name subscriptions of which nothing has been fetched, of later ones that is a
     * finding: what is in force goes on until the new list is there.
     */
    public Compilation compile(String text) {
        try {
            Source source = Source.of(file.toString(), text).withVariables(variables);
            return compile(Binder.bind(PoliciesDocument.class, source), true);
        } catch (ConfigException e) {
            return new Compilation.Refused(e.findings(), Map.of());
        }
    }

    /**
     * What would become of a text that somebody sends, without any trace here. It may use the variables that the text on disk
     * uses and no others: with them it could read what it likes of the environment.
     */
    public Draft draft(String name, String text, String onDisk) {
        try {
            Bound<PoliciesDocument> bound =
                    Binder.bind(PoliciesDocument.class, Source.of(name, text).withVariables(usedBy(onDisk)));
            return new Draft(compile(bound, false), Optional.of(bound));
        } catch (ConfigException e) {
            return new Draft(new Compilation.Refused(e.findings(), Map.of()), Optional.empty());
        }
    }

    /** @param bound what was read, if it could be */
    public record Draft(Compilation compilation, Optional<Bound<PoliciesDocument>> bound) {}

    private Map<String, String> usedBy(String onDisk) {
        return variables.entrySet().stream()
                .filter(each ->
                        onDisk.contains("${" + each.getKey() + "}") || onDisk.contains("${" + each.getKey() + ":"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A text that was in force once; fails with {@link ConfigException} when this version cannot read it. */
    public PoliciesDocument document(String text) {
        return Binder.bind(
                        PoliciesDocument.class, Source.of(file.toString(), text).withVariables(variables))
                .value();
    }

    private Compilation compile(Bound<PoliciesDocument> bound, boolean forGood) {
        List<Problem> problems = problems(bound.value());
        return problems.isEmpty()
                ? withLists(bound, forGood)
                : new Compilation.Refused(findings(bound, problems), Map.of());
    }

    private List<Problem> problems(PoliciesDocument document) {
        if (listeners.isEmpty()) {
            return PolicyValidator.validate(document);
        }
        Set<String> names = listeners.stream().map(ListenerConfig::name).collect(Collectors.toSet());
        List<Problem> problems = new ArrayList<>(PolicyValidator.validate(document, names));
        problems.addAll(ListenerLogins.problems(document, listeners));
        problems.addAll(IdleProfiles.problems(document, listeners));
        if (problems.isEmpty()) {
            problems.addAll(OpenRelay.inPolicy(document, listeners));
        }
        return problems;
    }

    private Compilation withLists(Bound<PoliciesDocument> bound, boolean forGood) {
        ListCompiler.Round round = lists.begin();
        ListSection section = new ListSection(files, round, this::mayBeMissing);
        CredentialRules.files(bound.value(), listeners, folder())
                .forEach(path -> section.stamps.put(path, FileStamp.of(path)));
        CredentialRules.Reading credentials = CredentialRules.read(bound.value(), listeners, folder());
        section.problems.addAll(credentials.problems());
        section.problems.addAll(ExitFiles.problems(bound.value(), folder()));
        section.compile(bound.value().lists());
        List<Finding> findings = new ArrayList<>(findings(bound, section.problems));
        credentials.ofListeners().forEach(problem -> findings.add(inSettings(problem)));
        if (!findings.isEmpty()) {
            return new Compilation.Refused(findings, section.stamps);
        }
        CompiledPolicy policy = CompiledPolicy.of(bound.value(), section);
        if (forGood) {
            round.end();
            warn(findings(bound, credentials.warnings()));
            missing = Optional.of(section.missing());
        }
        PolicyTable.compile(bound.value(), section.byName);
        return new Compilation.Ready(policy, credentials.rules(), section.stamps);
    }

    private boolean mayBeMissing(String list) {
        return missing.map(names -> names.contains(list)).orElse(true);
    }

    /** Once for each, and again only when it has been gone in between. */
    private void warn(List<Finding> warnings) {
        warnings.stream().filter(warning -> !warned.contains(warning)).forEach(warning -> LOG.warn("{}", warning));
        warned = List.copyOf(warnings);
    }

    private Path folder() {
        return file.resolveSibling("");
    }

    /** The settings are not at hand here as they were written. */
    private Finding inSettings(Problem problem) {
        String settings = file.resolveSibling(SuiteConfigLoader.FILE).toString();
        return Finding.of(settings, problem.path() + ": " + problem.found(), problem.allowed());
    }

    private static List<Finding> findings(Bound<?> bound, List<Problem> problems) {
        return problems.stream()
                .map(problem -> bound.positions().finding(problem.path(), problem.found(), problem.allowed()))
                .toList();
    }
}
