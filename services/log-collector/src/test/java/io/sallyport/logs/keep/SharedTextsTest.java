package io.sallyport.logs.keep;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import org.junit.jupiter.api.Test;

class SharedTextsTest {
    @Test
    void keepsTheRecordEqualAndSharesItsTexts() {
        SharedTexts texts = new SharedTexts();
        AccessRecord first = texts.share(
                record().server(new String("shop"), new String("a:1"), "1").build());
        AccessRecord second = texts.share(
                record().server(new String("shop"), new String("a:1"), "1").build());

        assertThat(second).isEqualTo(record().server("shop", "a:1", "1").build());
        assertThat(second.cluster()).isSameAs(first.cluster());
        assertThat(second.endpoint()).isSameAs(first.endpoint());
    }
}
