package io.sallyport.router.publish;

import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.snapshot.SnapshotPublisher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives accepted documents to the publisher, which numbers them, and keeps the newest until it leads and the store
 * answers.
 */
public final class RoutePublication {
    private static final Logger LOG = LoggerFactory.getLogger(RoutePublication.class);

    private final SnapshotPublisher<RouteSnapshot> publisher;

    public RoutePublication(SnapshotPublisher<RouteSnapshot> publisher) {
        this.publisher = publisher;
    }

    /** Takes a document in place of one that is still waiting. */
    public void offer(RoutesDocument document) {
        String digest = digest(document);
        publisher
                .publish(digest, (generation, at) -> new RouteSnapshot(generation, digest, at, document))
                .onSuccess(generation -> LOG.info("routes.yaml is in force as generation {}", generation))
                .onFailure(reason ->
                        LOG.info("routes.yaml is not published by this instance now: {}", reason.getMessage()));
    }

    /** Hex SHA-256 of the canonical form, so that a change of layout or comments is no change. */
    static String digest(RoutesDocument document) {
        try {
            byte[] canonical = JsonCodec.bytes(document).getBytes();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
