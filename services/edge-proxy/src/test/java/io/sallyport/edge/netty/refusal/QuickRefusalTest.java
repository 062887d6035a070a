package io.sallyport.edge.netty.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuickRefusalTest {
    private static final String PLAIN = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private boolean wanted = true;
    private boolean refuses = true;
    private boolean startsAtOnce = true;
    private boolean hasBody;
    private int passed;
    private int refused;
    private boolean lostWhileThere;

    private final QuickRefusal refusal = new QuickRefusal(new QuickRefusal.Judge() {
        @Override
        public boolean isWanted() {
            return wanted;
        }

        @Override
        public byte[] refusal() {
            return refuses ? "no".getBytes(StandardCharsets.US_ASCII) : null;
        }

        @Override
        public void refused() {
            refused++;
        }

        @Override
        public void passed() {
            passed++;
        }
    });

    private final EmbeddedChannel channel = new EmbeddedChannel(refusal, new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (startsAtOnce) {
                refusal.exchangeStarted(hasBody);
            }
            lostWhileThere |= refusal.isLost() && context.pipeline().get(QuickRefusal.class) != null;
            context.fireChannelRead(message);
        }
    });

    /** Whether it was refused in front of the codec. */
    private boolean ask(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        ByteBuf answer = channel.readOutbound();
        ByteBuf read = channel.readInbound();
        assertThat(answer == null).isNotEqualTo(read == null);
        (answer == null ? read : answer).release();
        return answer != null;
    }

    private void becomesCertain() {
        assertThat(ask(PLAIN)).isFalse();
        refusal.exchangesEnded();
    }

    @Test
    void refusesOnceAWholeExchangeHasGoneThrough() {
        becomesCertain();
        assertThat(ask(PLAIN)).isTrue();
        assertThat(ask(PLAIN)).isTrue();
        assertThat(passed).isEqualTo(1);
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void letsThroughWhatIsAdmittedAndRefusesAgain() {
        becomesCertain();
        refuses = false;
        assertThat(ask(PLAIN)).isFalse();
        refusal.exchangesEnded();
        refuses = true;
        assertThat(ask(PLAIN)).isTrue();
    }

    @Test
    void goesAwayWhenSomethingComesDuringAnExchange() {
        ask(PLAIN);
        assertThat(ask(PLAIN)).isFalse();
        isGone();
    }

    @Test
    void goesAwayWhenAnExchangeBeginsOfWhichItDoesNotKnow() {
        becomesCertain();
        refusal.exchangeStarted(false);
        assertThat(ask(PLAIN)).isFalse();
        isGone();
    }

    @Test
    void goesAwayWhenARequestHasToWait() {
        startsAtOnce = false;
        assertThat(ask(PLAIN)).isFalse();
        isGone();
    }

    /** Its head may have begun in the codec, and what looked like a request was the rest of it. */
    @Test
    void goesAwayWhenABodyFollows() {
        hasBody = true;
        assertThat(ask(PLAIN)).isFalse();
        isGone();
    }

    @Test
    void goesAwayWithWhatIsNotPlain() {
        becomesCertain();
        assertThat(ask("GET / HTTP/1.1\r\n")).isFalse();
        isGone();
    }

    /** Whoever answers what it lets through may want another one at once, and there is room for one only. */
    @Test
    void isNotLostBeforeItIsGone() {
        becomesCertain();
        assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\n\r\n")).isFalse();
        assertThat(lostWhileThere).isFalse();
        isGone();
    }

    @Test
    void goesAwayWhenNobodyIsRefusedAnyMore() {
        becomesCertain();
        wanted = false;
        assertThat(ask(PLAIN)).isFalse();
        isGone();
    }

    private void isGone() {
        assertThat(refusal.isLost()).isTrue();
        assertThat(channel.pipeline().get(QuickRefusal.class)).isNull();
        refusal.exchangesEnded();
        assertThat(refusal.isLost()).isTrue();
    }
}
