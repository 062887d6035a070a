package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packets of QUIC from an address that nobody has proved: whoever writes another's address on them makes us send that one no
 * more than a little (RFC 9000 section 8.1), and costs us no handshake.
 */
class QuicAddressTest {
    private static final int VERSION_1 = 1;
    private static final int RETRY = 0xf0;
    private static final int TIMES = 3;

    private ScriptedOrigin origin;
    private EdgeHarness edge;
    private DatagramSocket socket;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        TestCertificate.in(folder, "shop.test");
        origin = ScriptedOrigin.start(Answer.text("hello"));
        edge = EdgeSetup.reverseTo(origin).listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, http/1.1]
                            tls: {certificates: [{cert: shop.test.crt, key: shop.test.key}]}
                        """).start();
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void stop() {
        socket.close();
        edge.close();
        origin.close();
    }

    /** An Initial packet whose payload nobody could have encrypted. */
    private static byte[] initial(int version, int size) {
        byte[] packet = new byte[size];
        new SplittableRandom(size).nextBytes(packet);
        ByteBuffer head = ByteBuffer.wrap(packet);
        head.put((byte) 0xc3).putInt(version);
        head.put((byte) 8).putLong(0x0102030405060708L);
        head.put((byte) 8).putLong(0x1112131415161718L);
        head.put((byte) 0);
        head.putShort((short) (0x4000 | (size - head.position() - 2)));
        return packet;
    }

    private void send(byte[] packet) throws IOException {
        socket.send(new DatagramPacket(
                packet, packet.length, InetAddress.getByName("127.0.0.1"), edge.port(EdgeHarness.REVERSE_TLS)));
    }

    /** {@code null} when nothing comes. */
    private byte[] receive(int millis) throws IOException {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException silent) {
            return null;
        }
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Test
    void asksForAProofBeforeAnything() throws IOException {
        send(initial(VERSION_1, 1200));
        byte[] answer = receive(10_000);
        assertThat(answer).isNotNull();
        assertThat(answer[0] & 0xf0).as("a Retry packet").isEqualTo(RETRY);
        assertThat(answer.length).isLessThan(1200);
        assertThat(LimitsTest.connections(edge)).isZero();
    }

    @ParameterizedTest(name = "{1} bytes of version {0}")
    @CsvSource({"1, 1200", "1, 64", "1, 40", "168430090, 1200", "168430090, 64", "0, 64"})
    void sendsLittleToWhoHasProvedNothing(int version, int size) throws IOException {
        int packets = 20;
        for (int i = 0; i < packets; i++) {
            send(initial(version, size));
        }
        send(initial(VERSION_1, 1200));
        int received = 0;
        byte[] answer = receive(5_000);
        while (answer != null) {
            received += answer.length;
            answer = receive(300);
        }
        assertThat(received).isLessThanOrEqualTo(TIMES * (packets * size + 1200));
        assertThat(LimitsTest.connections(edge)).isZero();
    }
}
