package io.sallyport.policy.credential;

import io.sallyport.contract.Problem;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.policy.engine.entry.ListenerLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the {@code require} rules of one document are judged by, read from the files that it names. Immutable but for keys
 * that are fetched.
 */
public final class CredentialRules {
    public static final CredentialRules NONE = new CredentialRules(Map.of());

    private static final String ALLOWED_USERS =
            "a readable file of lines name:hash[:group,group], as htpasswd -B writes them";
    private static final long MAX_KEYS_BYTES = 1L << 20;

    private final Map<String, Verifier> byRule;

    private CredentialRules(Map<String, Verifier> byRule) {
        this.byRule = Map.copyOf(byRule);
    }

    /**
     * What reading brought.
     *
     * @param rules    those whose files could be read
     * @param problems one for each file of a rule that could not
     * @param warnings of files by which nobody can ever log in
     * @param ofListeners one for each file of a listener that could not, with its path in the settings
     */
    public record Reading(
            CredentialRules rules, List<Problem> problems, List<Problem> warnings, List<Problem> ofListeners) {
        public Reading {
            ofListeners = List.copyOf(ofListeners);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /** The files that a document's rules and listeners name, whether they exist or not. */
    public static List<Path> files(PoliciesDocument document, List<ListenerConfig> listeners, Path folder) {
        return Stream.concat(ListenerLogins.of(listeners).stream(), document.rules().stream())
                .flatMap(rule -> rule.then().require().stream())
                .flatMap(require -> file(require).stream())
                .map(folder::resolve)
                .toList();
    }

    private static Optional<String> file(RequireDocument require) {
        return require.basic()
                .map(RequireDocument.BasicDocument::users)
                .or(() -> require.apiKey().map(RequireDocument.ApiKeyDocument::keys))
                .or(() -> require.jwt().filter(jwt -> !jwt.fetched()).map(JwtDocument::jwks));
    }

    /** Of a document alone. */
    public static Reading read(PoliciesDocument document, Path folder) {
        return read(document, List.of(), folder);
    }

    /** Reads every file of rules, and of the logins of listeners; not for an event loop. */
    public static Reading read(PoliciesDocument document, List<ListenerConfig> listeners, Path folder) {
        Map<String, Verifier> verifiers = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < document.rules().size(); i++) {
            RuleDocument rule = document.rules().get(i);
            if (rule.then().require().isPresent()) {
                String at = "rules[" + i + "].then.require.";
                RequireDocument require = rule.then().require().get();
                try {
                    verifier(require, folder).ifPresent(verifier -> {
                        verifiers.put(rule.name(), verifier);
                        unusable(at, verifier).ifPresent(warnings::add);
                    });
                } catch (IOException | IllegalArgumentException e) {
                    problems.add(problem(at, require, e));
                }
            }
        }
        List<Problem> ofListeners = new ArrayList<>();
        for (int i = 0; i < listeners.size(); i++) {
            ListenerConfig listener = listeners.get(i);
            if (listener.users().isPresent()) {
                users(listener, folder, "listeners[" + i + "].users", ofListeners)
                        .ifPresent(verifier -> verifiers.put(ListenerLogins.rule(listener), verifier));
            }
        }
        return new Reading(new CredentialRules(verifiers), problems, warnings, ofListeners);
    }

    private static Optional<Verifier> users(ListenerConfig listener, Path folder, String at, List<Problem> problems) {
        String file = listener.users().orElseThrow();
        try {
            return Optional.of(new BasicVerifier(CredentialFile.read(path(folder, file), PasswordHash::require)));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(at, '"' + file + "\" (" + why(e) + ")", ALLOWED_USERS));
            return Optional.empty();
        }
    }

    private static String why(Exception e) {
        return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    }

    /** Keys that are fetched are looked at when they come. */
    private static Optional<Problem> unusable(String at, Verifier verifier) {
        if (!(verifier instanceof TokenVerifier tokens) || tokens.canAccept()) {
            return Optional.empty();
        }
        JwtDocument jwt = tokens.rule();
        return Optional.of(new Problem(
                at + "jwt.jwks",
                '"' + jwt.jwks() + "\" with no key for the algorithms " + String.join(", ", jwt.algorithms())
                        + ", so that no token is ever accepted",
                "a key for one of them, or algorithms that its keys are for"));
    }

    private static Problem problem(String at, RequireDocument require, Exception e) {
        String key =
                require.basic().isPresent() ? "basic.users" : require.apiKey().isPresent() ? "apiKey.keys" : "jwt.jwks";
        return new Problem(at + key, '"' + file(require).orElse("") + "\" (" + why(e) + ")", allowed(require));
    }

    private static String allowed(RequireDocument require) {
        if (require.jwt().isPresent()) {
            return "a readable JSON Web Key Set in this folder";
        }
        return require.basic().isPresent() ? ALLOWED_USERS : "a readable file of lines name:sha256[:group,group]";
    }

    private static Optional<Verifier> verifier(RequireDocument require, Path folder) throws IOException {
        if (require.basic().isPresent()) {
            Path users = path(folder, require.basic().get().users());
            return Optional.of(new BasicVerifier(CredentialFile.read(users, PasswordHash::require)));
        }
        if (require.apiKey().isPresent()) {
            Path keys = path(folder, require.apiKey().get().keys());
            return Optional.of(new KeyVerifier(CredentialFile.read(keys, KeyVerifier::require)));
        }
        if (require.jwt().isPresent()) {
            JwtDocument jwt = require.jwt().get();
            return Optional.of(new TokenVerifier(jwt, keys(jwt, folder)));
        }
        return Optional.empty();
    }

    private static KeySource keys(JwtDocument jwt, Path folder) throws IOException {
        if (jwt.fetched()) {
            return KeySource.fetched(jwt.jwks(), jwt.algorithms());
        }
        Path file = path(folder, jwt.jwks());
        if (Files.size(file) > MAX_KEYS_BYTES) {
            throw new IOException("larger than " + MAX_KEYS_BYTES + " bytes");
        }
        return KeySource.fixed(KeySet.parse(Files.readString(file)));
    }

    private static Path path(Path folder, String file) throws IOException {
        try {
            return folder.resolve(file);
        } catch (InvalidPathException e) {
            throw new IOException("no name of a file", e);
        }
    }

    /** For each rule of these that has others in {@code newer}: who is gone, or known by something else. */
    List<CredentialsChanged> changesTo(CredentialRules newer) {
        List<CredentialsChanged> changes = new ArrayList<>();
        byRule.forEach((rule, verifier) -> {
            Verifier next = newer.of(rule);
            List<String> users = verifier.entries().values().stream()
                    .filter(entry ->
                            next == null || !entry.equals(next.entries().get(entry.name())))
                    .map(CredentialFile.Entry::name)
                    .toList();
            if (!users.isEmpty()) {
                changes.add(new CredentialsChanged(rule, users));
            }
        });
        return changes;
    }

    /** Who judges for a rule; {@code null} for a rule that is not known here. */
    Verifier of(String rule) {
        return byRule.get(rule);
    }

    /** Key sources that are fetched. */
    List<KeySource> fetched() {
        return byRule.values().stream()
                .filter(TokenVerifier.class::isInstance)
                .map(verifier -> ((TokenVerifier) verifier).keys())
                .filter(keys -> !keys.url().isEmpty())
                .toList();
    }
}
