package io.sallyport.policy.publish;

import io.sallyport.config.Finding;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.source.FileStamp;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has become of texts on this instance: the one in force, and those that were refused. Owner: the verticle's context. */
final class Texts {
    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

    private final Set<String> refused = new HashSet<>();
    private Map<Path, FileStamp> files = Map.of();
    private Map<Path, FileStamp> filesOfRefused = Map.of();
    private Text inForce;
    private volatile String fileRefusal = "";
    private volatile String refusal = "";

    /**
     * A text.
     *
     * @param digest its name in the store
     */
    record Text(String text, String digest) {}

    Text inForce() {
        return inForce;
    }

    boolean isRefused(Text text) {
        return refused.contains(text.digest());
    }

    /** A list or the file is another one: what was refused is worth another try. */
    void tryAgain() {
        refused.clear();
    }

    /** Nothing is known of the text that is on disk now. */
    void fileChanged() {
        fileRefusal = "";
        filesOfRefused = Map.of();
        tryAgain();
    }

    void accept(Text text, Compilation.Ready ready, boolean ofFile) {
        fileRefusal = ofFile ? "" : fileRefusal;
        refusal = "";
        inForce = text;
        files = ready.files();
        filesOfRefused = fileRefusal.isEmpty() ? Map.of() : filesOfRefused;
    }

    void refuse(Text text, Compilation.Refused refusing, boolean ofFile) {
        refused.add(text.digest());
        filesOfRefused = refusing.files();
        String message = message(refusing.findings());
        if (!message.equals(ofFile ? fileRefusal : refusal)) {
            LOG.error("the edit is refused and changes nothing:\n{}", message);
        }
        if (ofFile) {
            fileRefusal = message;
        } else {
            refusal = message;
        }
    }

    /** A revision that is in force in the suite and of no use here. */
    void lost(String why) {
        refusal = why;
    }

    private static String message(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }

    /** Files that matter, as they were found before they were read. */
    Map<Path, FileStamp> files() {
        Map<Path, FileStamp> all = new HashMap<>(files);
        all.putAll(filesOfRefused);
        return all;
    }

    /** Why the text on disk, or the one that should be in force, was refused; empty when it was not. */
    String refusal() {
        return Stream.of(fileRefusal, refusal).filter(each -> !each.isEmpty()).collect(Collectors.joining("\n"));
    }
}
