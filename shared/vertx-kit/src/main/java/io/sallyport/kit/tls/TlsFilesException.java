package io.sallyport.kit.tls;

import io.sallyport.contract.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Files that {@code tls} of a cluster names cannot be used. */
public final class TlsFilesException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    TlsFilesException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.path() + ": found " + problem.found() + ", allowed: " + problem.allowed())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** One or more, at the paths {@code ca}, {@code cert} and {@code key}. */
    public List<Problem> problems() {
        return problems;
    }
}
