package io.sallyport.kit.tls;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files that exits name, to find what is wrong with them; blocking. */
public final class ExitFiles {
    private ExitFiles() {}

    /** @param folder where relative names of files begin */
    public static List<Problem> problems(PoliciesDocument document, Path folder) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < document.exits().size(); i++) {
            ExitDocument exit = document.exits().get(i);
            String at = "exits[" + i + "].";
            if (exit.ca().isPresent()) {
                UpstreamTls.problems(new UpstreamTlsDocument(exit.ca().get(), null, null, null, null), folder)
                        .forEach(problem ->
                                problems.add(new Problem(at + problem.path(), problem.found(), problem.allowed())));
            }
        }
        return problems;
    }
}
