package io.sallyport.policy.revision;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revisions in the store. A writer says what it has seen; who comes second sees that and looks again. Owner: the
 * verticle's context.
 */
public final class RevisionBook {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionBook.class);
    private static final String INDEX = StoreKeys.revisions(Subject.POLICY);

    private final Store store;

    public RevisionBook(Store store) {
        this.store = store;
    }

    /**
     * What the store held.
     *
     * @param raw as it lay there
     */
    public record Seen(RevisionIndex index, Optional<Buffer> raw) {}

    /** Names a text. */
    public static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What is there; an index that cannot be read counts as none. */
    public Future<Seen> read() {
        return store.get(INDEX).map(raw -> new Seen(raw.map(RevisionBook::index).orElse(RevisionIndex.EMPTY), raw));
    }

    private static RevisionIndex index(Buffer bytes) {
        try {
            return JsonCodec.parse(bytes, RevisionIndex.class);
        } catch (IllegalArgumentException e) {
            LOG.error("the revisions in the store cannot be read and begin anew: {}", e.getMessage());
            return RevisionIndex.EMPTY;
        }
    }

    /** The text of a revision; empty when the store has lost it. */
    public Future<Optional<String>> text(Revision revision) {
        return text(revision.text());
    }

    /** A text by its digest; empty when the store has not got it. Fails when what came is another one. */
    public Future<Optional<String>> text(String digest) {
        return store.get(key(digest))
                .map(found -> found.map(text -> text.toString(StandardCharsets.UTF_8)))
                .compose(text ->
                        text.filter(found -> !digest(found).equals(digest)).isEmpty()
                                ? Future.succeededFuture(text)
                                : Future.failedFuture(new StoreUnavailableException(
                                        key(digest) + ": the text came with wrong bits", null)));
    }

    /** Keeps a text, under its digest, though no revision names it yet. */
    public Future<Void> keep(String text) {
        return store.put(key(digest(text)), Buffer.buffer(text), Store.FOREVER);
    }

    /**
     * Takes the revisions of a backup for the past of the one in force, if they go further than those that are there: numbers never go back. Completes
     * with whether it did; false as well when somebody else was quicker.
     */
    public Future<Boolean> adopt(Seen seen, RevisionIndex archived) {
        RevisionIndex grown = seen.index.behind(archived);
        return grown.equals(seen.index) ? Future.succeededFuture(false) : swap(seen, grown);
    }

    /**
     * Puts a text in force. Completes with the index with it, or with empty when somebody else was quicker.
     *
     * @param next     its number does not count
     * @param text     of the revision
     * @param fileText what {@code policies.yaml} holds now, by its digest
     */
    public Future<Optional<RevisionIndex>> append(Seen seen, Revision next, String text, String fileText) {
        RevisionIndex grown = seen.index.with(next, fileText);
        return store.put(key(next.text()), Buffer.buffer(text), Store.FOREVER)
                .compose(put -> swap(seen, grown))
                .map(swapped -> Optional.of(grown).filter(each -> swapped))
                .onSuccess(written -> written.ifPresent(index -> forget(seen.index, index)));
    }

    /** Puts back what a store has lost, as far as it is known here. */
    public Future<Boolean> refill(Seen seen, RevisionIndex known, String text) {
        return store.put(key(digest(text)), Buffer.buffer(text), Store.FOREVER).compose(put -> swap(seen, known));
    }

    /** Notes of the revision in force that it has been published. */
    public Future<RevisionIndex> published(String digest, long generation) {
        return read().compose(seen -> {
            RevisionIndex noted = seen.index.published(digest, generation);
            return noted.equals(seen.index)
                    ? Future.succeededFuture(noted)
                    : swap(seen, noted).map(swapped -> swapped ? noted : seen.index);
        });
    }

    private Future<Boolean> swap(Seen seen, RevisionIndex next) {
        Buffer bytes = JsonCodec.bytes(next);
        return seen.raw.isPresent()
                ? store.replace(INDEX, seen.raw.get(), bytes, Store.FOREVER)
                : store.putIfAbsent(INDEX, bytes, Store.FOREVER);
    }

    private void forget(RevisionIndex before, RevisionIndex now) {
        before.revisions().stream()
                .map(Revision::text)
                .filter(text -> !now.keeps(text))
                .distinct()
                .forEach(text -> store.delete(key(text))
                        .onFailure(failure -> LOG.debug("text {} is left in the store", text, failure)));
    }

    private static String key(String text) {
        return StoreKeys.revisionText(Subject.POLICY, text);
    }
}
