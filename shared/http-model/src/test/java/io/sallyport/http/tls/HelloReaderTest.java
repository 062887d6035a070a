package io.sallyport.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelloReaderTest {
    private static Hello read(byte[] bytes) {
        return new HelloReader().next(ByteBuffer.wrap(bytes));
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThat(read(bytes)).isInstanceOf(Hello.Unreadable.class);
    }

    @Test
    void findsTheNameInLowerCaseWithoutTheLastDot() {
        assertThat(read(Hellos.naming("Shop.EXAMPLE."))).isEqualTo(new Hello.Client("shop.example", false));
    }

    @Test
    void findsNoNameWhereThereIsNone() {
        assertThat(read(Hellos.naming())).isEqualTo(new Hello.Client("", false));
        assertThat(read(Hellos.record(Hellos.hello(null)))).isEqualTo(new Hello.Client("", false));
    }

    @Test
    void seesThatANameIsEncryptedAndFindsTheOuterOne() {
        assertThat(read(Hellos.encrypting("front.example"))).isEqualTo(new Hello.Client("front.example", true));
    }

    @Test
    void readsWhatComesByteByByteAndInRecordsOfAnySize() {
        for (long seed = 1; seed <= 50; seed++) {
            byte[] whole = Hellos.naming("a.example");
            byte[] message = Arrays.copyOfRange(whole, 5, whole.length);
            byte[] bytes = Hellos.records(message, new SplittableRandom(seed));
            HelloReader reader = new HelloReader();
            for (int i = 0; i < bytes.length - 1; i++) {
                assertThat(reader.next(ByteBuffer.wrap(bytes, i, 1))).isEqualTo(Hello.PENDING);
            }
            assertThat(reader.next(ByteBuffer.wrap(bytes, bytes.length - 1, 1)))
                    .isEqualTo(new Hello.Client("a.example", false));
        }
    }

    @Test
    void leavesWhatFollowsUnread() {
        byte[] hello = Hellos.naming("a.example");
        ByteBuffer more = ByteBuffer.wrap(Arrays.copyOf(hello, hello.length + 100));
        assertThat(new HelloReader().next(more)).isEqualTo(new Hello.Client("a.example", false));
        assertThat(more.remaining()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-x\r\n", "GET / HTTP/1.1\r\n", "\u0000", "\u0080\u002e\u0001\u0003", "\u0016\u0002"})
    void knowsWhatIsNotTlsByItsFirstBytes(String text) {
        assertThat(read(text.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(Hello.OTHER);
    }

    /** Go's crypto/tls and others skip a warning in front of the ClientHello. */
    @ParameterizedTest
    @ValueSource(ints = {20, 21, 23, 24})
    void takesNoOtherRecordInFrontOfTheHandshakeForSomethingElse(int type) {
        assertUnreadable(new byte[] {(byte) type, 3, 1, 0, 2, 1, 0});
        assertThat(read(new byte[] {(byte) type})).isEqualTo(Hello.PENDING);
        assertThat(read(new byte[] {(byte) type, 'x'})).isEqualTo(Hello.OTHER);
    }

    @Test
    void waitsForTheSecondByte() {
        assertThat(read(new byte[] {22})).isEqualTo(Hello.PENDING);
        assertThat(read(new byte[0])).isEqualTo(Hello.PENDING);
    }

    @Test
    void refusesTwoNames() {
        assertUnreadable(Hellos.naming("a.example", "b.example"));
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        byte[] one = Hellos.serverName("a.example");
        list.write(0);
        list.write(2 * (one.length - 2));
        list.write(one, 2, one.length - 2);
        list.write(one, 2, one.length - 2);
        assertUnreadable(withExtension(Hellos.SERVER_NAME, list.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a b", "a\u0000.example", "a/b", "\u00e9.example"})
    void refusesNamesThatNobodyHas(String name) {
        assertUnreadable(Hellos.naming(name));
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        assertUnreadable(withExtension(Hellos.SERVER_NAME, new byte[] {0, 9, 0, 0, 9, 'a'}));
        assertUnreadable(withExtension(Hellos.SERVER_NAME, new byte[0]));
        assertUnreadable(Hellos.record(Hellos.message(1, new byte[10])));
        assertUnreadable(Hellos.record(Hellos.message(1, new byte[0])));
        assertUnreadable(new byte[] {22, 3, 1, 0, 0});
        assertUnreadable(new byte[] {22, 3, 1, 0x40, 1});
    }

    @Test
    void refusesOtherMessagesAndOtherRecordsWithin() {
        assertUnreadable(Hellos.record(Hellos.message(2, new byte[40])));
        byte[] hello = Hellos.naming("a.example");
        byte[] message = Arrays.copyOfRange(hello, 5, hello.length);
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.writeBytes(Hellos.record(Arrays.copyOf(message, 20)));
        broken.writeBytes(new byte[] {23, 3, 3, 0, 1, 0});
        assertUnreadable(broken.toByteArray());
    }

    @Test
    void refusesOneThatIsTooLongAsSoonAsItSaysSo() {
        assertUnreadable(Hellos.record(new byte[] {1, 0, 0x40, 0}));
        assertThat(read(Hellos.record(new byte[] {1, 0, 0x3f, (byte) 0xfc}))).isEqualTo(Hello.PENDING);
    }

    private static byte[] withExtension(int type, byte[] value) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        Hellos.extension(extensions, type, value);
        return Hellos.record(Hellos.hello(extensions.toByteArray()));
    }
}
