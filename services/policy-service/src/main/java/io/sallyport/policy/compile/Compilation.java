package io.sallyport.policy.compile;

import io.sallyport.config.Finding;
import io.sallyport.policy.credential.CredentialRules;
import io.sallyport.policy.source.FileStamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What became of a text. */
public sealed interface Compilation {
    /** The files of lists and credentials that were looked at, as they were found before they were read. */
    Map<Path, FileStamp> files();

    /** It may be published. */
    record Ready(CompiledPolicy policy, CredentialRules credentials, Map<Path, FileStamp> files)
            implements Compilation {
        public Ready {
            files = Map.copyOf(files);
        }
    }

    /** It is wrong, in one or more places. */
    record Refused(List<Finding> findings, Map<Path, FileStamp> files) implements Compilation {
        public Refused {
            findings = List.copyOf(findings);
            files = Map.copyOf(files);
        }
    }
}
