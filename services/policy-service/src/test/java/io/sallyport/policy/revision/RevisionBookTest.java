package io.sallyport.policy.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.kit.store.Stores;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevisionBookTest {
    private final Vertx vertx = Vertx.vertx();
    private final Store store = Stores.open(vertx, new StoreConfig("memory", Duration.ofSeconds(1)));
    private final RevisionBook book = new RevisionBook(store);

    @AfterEach
    void close() throws Exception {
        store.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void takesATextForNoOtherThanItsDigestNames() throws Exception {
        String text = "default: allow\n";
        String digest = RevisionBook.digest(text);
        book.keep(text).await(10, TimeUnit.SECONDS);
        assertThat(book.text(digest).await(10, TimeUnit.SECONDS)).contains(text);

        store.put(StoreKeys.revisionText(Subject.POLICY, digest), Buffer.buffer("default: bllow\n"))
                .await(10, TimeUnit.SECONDS);

        assertThatThrownBy(() -> book.text(digest).await(10, TimeUnit.SECONDS))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("wrong bits");
    }
}
