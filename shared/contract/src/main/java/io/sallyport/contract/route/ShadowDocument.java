package io.sallyport.contract.route;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import io.sallyport.contract.Share;

/**
 * A copy of requests for servers whose answers nobody gets.
 *
 * @param cluster name of a cluster in the same document
 * @param version exact version or range; empty: every endpoint
 * @param share   part of the requests that is copied
 * @param body    largest request body that is copied; requests with a larger one are not
 */
public record ShadowDocument(String cluster, String version, Share share, ByteSize body) {
    public ShadowDocument {
        Require.name(cluster, "cluster");
        version = version == null ? "" : version;
        share = share == null ? new Share(1) : share;
        body = body == null ? ByteSize.ofKiB(64) : body;
    }
}
