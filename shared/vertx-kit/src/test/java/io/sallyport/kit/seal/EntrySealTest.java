package io.sallyport.kit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class EntrySealTest {
    /** Checks with the example of RFC 3720, appendix B.4: 32 bytes of zeros. */
    @Test
    void isTheSumThatTheStandardHas() {
        assertThat(EntrySeal.of(Buffer.buffer(new byte[32]))).isEqualTo("8a9136aa");
    }

    @Test
    void isTheSameInOnePieceAndInMany() {
        Buffer whole = Buffer.buffer();
        for (int i = 0; i < 30_000; i++) {
            whole.appendByte((byte) i);
        }

        CRC32C sum = new CRC32C();
        sum.update(whole.getBytes());
        assertThat(EntrySeal.of(whole)).isEqualTo(String.format("%08x", sum.getValue()));
    }

    @Test
    void tellsEveryWrongBitOfTheBody() {
        Buffer body = Buffer.buffer("a body");
        String seal = EntrySeal.of(body) + " 17-3";
        assertThat(EntrySeal.damage(seal, "17-3", body)).isEmpty();

        for (int bit = 0; bit < body.length() * 8; bit++) {
            Buffer wrong = body.copy();
            wrong.setByte(bit / 8, (byte) (wrong.getByte(bit / 8) ^ 1 << bit % 8));
            assertThat(EntrySeal.damage(seal, "17-3", wrong)).isPresent();
        }
    }

    @Test
    void tellsAnotherIdWhereItNamesOne() {
        Buffer body = Buffer.buffer("a body");
        String sum = EntrySeal.of(body);

        assertThat(EntrySeal.damage(sum + " 17-3", "17-2", body))
                .get()
                .asString()
                .contains("17-2", "17-3");
        assertThat(EntrySeal.damage(sum, "17-2", body)).isEmpty();
        assertThat(EntrySeal.damage(sum + "x17-3", "17-3", body)).isPresent();
        assertThat(EntrySeal.damage("", "17-3", body)).isPresent();
    }
}
