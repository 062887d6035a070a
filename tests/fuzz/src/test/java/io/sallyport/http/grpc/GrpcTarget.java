package io.sallyport.http.grpc;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Input;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** gRPC: time-outs as arithmetic without bounds has them, messages of plain ASCII that decode to what was said. */
public final class GrpcTarget {
    private GrpcTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        long nanos = GrpcTimeout.parse(text);
        if (text.matches("[0-9]{1,8}[HMSmun]")) {
            long unit = switch (text.charAt(text.length() - 1)) {
                case 'H' -> 3_600_000_000_000L;
                case 'M' -> 60_000_000_000L;
                case 'S' -> 1_000_000_000L;
                case 'm' -> 1_000_000L;
                case 'u' -> 1_000L;
                default -> 1L;
            };
            BigInteger wanted = new BigInteger(text.substring(0, text.length() - 1)).multiply(BigInteger.valueOf(unit));
            Check.same(nanos, wanted.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
        } else {
            Check.same(nanos, -1L);
        }
        String message = GrpcStatus.message(text);
        Check.oneLine(message);
        Check.same(URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8), text);
    }
}
