package io.sallyport.kit.netty.listening;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What two processes say to each other while one takes over from the other: lines of ASCII, each a word and addresses.
 *
 * <p>The new one says {@link #HELLO} with the version of all this; the old one answers {@link #SOCKETS} with what it listens
 * on, or {@link #REFUSED}. The new one asks to {@link #GIVE}, and gets a descriptor for each in that order. When it serves it says
 * {@link #SERVING} with those that it has kept; the old one answers {@link #LEAVING} and drains. Its end of the connection ends
 * when nothing of it is bound any more. An end at any other time means that nothing has changed.
 */
final class HandoverLines {
    private static final int VERSION = 1;

    static final String HELLO = "SALLYPORT-HANDOVER";
    static final String SOCKETS = "SOCKETS";
    static final String REFUSED = "REFUSED";
    static final String GIVE = "GIVE";
    static final String SERVING = "SERVING";
    static final String LEAVING = "LEAVING";

    /** Of the longest line: a thousand addresses. */
    static final int LONGEST = 64 * 1024;

    private HandoverLines() {}

    /** What the new one begins with, without its end. */
    static String hello() {
        return HELLO + " " + VERSION;
    }

    /** A line, its end included. */
    static String line(String word, Collection<InetSocketAddress> addresses) {
        StringBuilder line = new StringBuilder(word);
        addresses.forEach(each -> line.append(' ')
                .append(each.getAddress().getHostAddress())
                .append('/')
                .append(each.getPort()));
        return line.append('\n').toString();
    }

    /** The addresses behind the word. */
    static List<InetSocketAddress> addresses(String line) {
        String[] words = line.split(" ");
        List<InetSocketAddress> found = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            int slash = words[i].lastIndexOf('/');
            try {
                InetAddress host = InetAddress.getByName(words[i].substring(0, slash));
                found.add(new InetSocketAddress(host, Integer.parseInt(words[i].substring(slash + 1))));
            } catch (UnknownHostException | IndexOutOfBoundsException | NumberFormatException e) {
                throw new IllegalArgumentException("found \"" + words[i] + "\", allowed: address/port", e);
            }
        }
        return found;
    }
}
