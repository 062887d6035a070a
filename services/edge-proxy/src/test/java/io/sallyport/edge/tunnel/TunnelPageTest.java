package io.sallyport.edge.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TunnelPageTest {
    private static TunnelPage page(long next, long... numbers) {
        List<TunnelView> views =
                LongStream.of(numbers).mapToObj(TunnelPageTest::view).toList();
        return new TunnelPage(10, views, next);
    }

    private static TunnelView view(long number) {
        return new TunnelView(number, "", Instant.EPOCH, 0, "", "", "", "", "", "", "", "", 0, 0, false);
    }

    private static List<Long> numbers(TunnelPage page) {
        return page.tunnels().stream().map(TunnelView::number).toList();
    }

    @Test
    void bringsThoseOfAllLoopsInTheOrderOfOpening() {
        TunnelPage merged = TunnelPage.merge(List.of(page(0, 1, 4), page(0, 2, 3)), 10);
        assertThat(numbers(merged)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(merged.open()).isEqualTo(20);
        assertThat(merged.next()).isZero();
    }

    @Test
    void showsNoneBeyondWhatALoopHasNotLookedAt() {
        TunnelPage merged = TunnelPage.merge(List.of(page(4, 1, 4), page(0, 2, 3, 5, 6)), 10);
        assertThat(numbers(merged)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(merged.next()).isEqualTo(4);
    }

    @Test
    void endsAtTheLimitAndGoesOnBehindIt() {
        TunnelPage merged = TunnelPage.merge(List.of(page(4, 1, 4), page(5, 2, 5)), 2);
        assertThat(numbers(merged)).containsExactly(1L, 2L);
        assertThat(merged.next()).isEqualTo(2);
    }

    @Test
    void goesOnWhereNothingFitsInWhatWasLookedAt() {
        TunnelPage merged = TunnelPage.merge(List.of(page(2000), page(0)), 10);
        assertThat(merged.tunnels()).isEmpty();
        assertThat(merged.next()).isEqualTo(2000);
    }
}
