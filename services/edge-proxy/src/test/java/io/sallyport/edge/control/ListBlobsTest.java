package io.sallyport.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.store.Blobs;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.sallyport.policy.engine.list.NameListParser;
import io.sallyport.policy.engine.list.NameSet;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.StringReader;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListBlobsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Store store = Stores.open(vertx, new StoreConfig("memory", Duration.ofSeconds(1)));

    @AfterEach
    void close() throws Exception {
        store.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void takesAListForNoOtherThanItsDigestNames() throws Exception {
        NameSet names = NameListParser.parse(new StringReader("0.0.0.0 ads.test\n"), Format.HOSTS)
                .names();
        byte[] right = names.stored().readAllBytes();
        byte[] wrong = right.clone();
        // A bit of the last name, which is a hash: the list could be read all the same.
        wrong[wrong.length - 1] ^= 1;
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(right));
        PolicySnapshot snapshot = snapshot(new CompiledList("ads", digest, 1, 0));
        ListBlobs lists = new ListBlobs(vertx, store);

        new Blobs(store).put(digest, Buffer.buffer(wrong)).await(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> lists.fetch(snapshot).await(10, TimeUnit.SECONDS))
                .hasMessageContaining("list ads came from the store with wrong bits");

        new Blobs(store).put(digest, Buffer.buffer(right)).await(10, TimeUnit.SECONDS);
        Map<String, NameSet> fetched = lists.fetch(snapshot).await(10, TimeUnit.SECONDS);
        assertThat(fetched.get("ads").size()).isEqualTo(1);
    }

    private static PolicySnapshot snapshot(CompiledList list) {
        PoliciesDocument document = new PoliciesDocument(null, null, null, null);
        return new PolicySnapshot(1, "digest", Instant.EPOCH, document, List.of(list));
    }
}
