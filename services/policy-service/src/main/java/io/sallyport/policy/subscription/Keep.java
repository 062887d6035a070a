package io.sallyport.policy.subscription;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** Where the last good texts lie, so that neither a restart nor the want of a network leaves a list empty. */
interface Keep {
    /** The folder of this instance; texts that are being fetched lie in it as well. */
    Path folder();

    /** What is known of a list; empty when nothing is. */
    Future<Optional<Fetched>> read(String list);

    Future<Void> write(String list, Fetched known);

    /** The text with that digest as a file here; fails when it cannot be had. */
    Future<Path> text(String list, String digest);

    /** Takes a file over as the text of a list; completes with where it lies now. */
    Future<Path> take(String list, String digest, Path fresh);

    /** The text is no longer needed. */
    Future<Void> drop(String list, String digest);

    /** Asks the instance that fetches for a fetch. */
    Future<Void> wish(String list, boolean accept);

    /** The wish that another instance left, once: whether what comes is accepted. */
    Future<Optional<Boolean>> wished(String list);

    /** What makes that a restart forgets; empty when nothing does. */
    String problem();

    Future<Void> close();
}
