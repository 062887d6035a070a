package io.sallyport.policy.compile;

import io.sallyport.contract.policy.ListDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the texts of lists lie. Asked on worker threads. */
public interface ListFiles {
    /**
     * Told which lists are about to be compiled; returns when it is known what there is of them, which for a new
     * subscription means a fetch. Blocks.
     */
    default void prepare(List<ListDocument> lists) throws InterruptedException {}

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
