package io.sallyport.router.source;

import io.sallyport.config.Binder;
import io.sallyport.config.Bound;
import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.config.Source;
import io.sallyport.contract.Problem;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.kit.caller.AdminEndpoints;
import io.sallyport.kit.tls.ClusterFiles;
import io.sallyport.routing.validation.RouteValidator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the text of {@code routes.yaml}. */
sealed interface RouteReading {
    /**
     * A document that compiles.
     *
     * @param warnings what is perhaps not meant
     */
    record Accepted(RoutesDocument document, List<Finding> warnings) implements RouteReading {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Not to be used.
     *
     * @param findings one or more
     */
    record Refused(List<Finding> findings) implements RouteReading {
        public Refused {
            findings = List.copyOf(findings);
        }

        /** All findings, one a line, each with file, line, column, key, what was found and what is allowed. */
        String text() {
            return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Binds and validates, and reads the files that the document names; blocking.
     *
     * @param file      names the text in findings
     * @param variables what <code>${NAME}</code> stands for
     * @param folder    where the names of files in the document begin
     * @param now       when the certificates in those files are to be valid
     * @param admin     what no cluster may lead to
     */
    static RouteReading of(
            String file, String text, Map<String, String> variables, Path folder, Instant now, AdminConfig admin) {
        try {
            Bound<RoutesDocument> bound =
                    Binder.bind(RoutesDocument.class, Source.of(file, text).withVariables(variables));
            List<Problem> problems = new ArrayList<>(RouteValidator.validate(bound.value()));
            problems.addAll(AdminEndpoints.problems(bound.value(), admin));
            List<Finding> findings = placed(bound, problems);
            return findings.isEmpty() ? withFiles(bound, folder, now) : new Refused(findings);
        } catch (ConfigException e) {
            return new Refused(e.findings());
        }
    }

    private static RouteReading withFiles(Bound<RoutesDocument> bound, Path folder, Instant now) {
        ClusterFiles files = ClusterFiles.check(bound.value(), folder, now);
        if (!files.problems().isEmpty()) {
            return new Refused(placed(bound, files.problems()));
        }
        List<Problem> warnings = new ArrayList<>(RouteValidator.warnings(bound.value()));
        warnings.addAll(files.warnings());
        return new Accepted(bound.value(), placed(bound, warnings));
    }

    private static List<Finding> placed(Bound<RoutesDocument> bound, List<Problem> problems) {
        return problems.stream()
                .map(problem -> bound.positions().finding(problem.path(), problem.found(), problem.allowed()))
                .toList();
    }
}
