package io.sallyport.policy.compile;

import io.sallyport.contract.policy.ListDocument;
import java.nio.file.Path;
import java.util.Optional;

/** Where the texts of lists lie. Asked on worker threads. */
public interface ListFiles {
    /** The file of a list; empty for a subscription of which nothing has been fetched yet. */
    Optional<Path> of(ListDocument list);

    /** Why nothing has been fetched, in words. */
    default String problem(ListDocument list) {
        return "";
    }

    /** Files in a folder; of subscriptions nothing is known. */
    static ListFiles in(Path folder) {
        return list -> list.file().map(folder::resolve);
    }
}
