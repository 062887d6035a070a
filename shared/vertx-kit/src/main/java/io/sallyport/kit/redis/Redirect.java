package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a server of a cluster sends us.
 *
 * @param lasting whether the slot is there from now on; else this once, as it is on its way
 */
record Redirect(boolean lasting, int slot, HostPort to) {
    /**
     * What a failure says, such as {@code MOVED 3999 127.0.0.1:6381}.
     *
     * @param asked who said it, and is meant where no host is named
     * @return null when it is no redirection
     */
    static @Nullable Redirect of(Throwable failure, HostPort asked) {
        String text = failure.getCause() == null
                ? ""
                : String.valueOf(failure.getCause().getMessage());
        String[] words = text.split(" ", -1);
        boolean lasting = words[0].equals("MOVED");
        if (words.length < 3 || !(lasting || words[0].equals("ASK"))) {
            return null;
        }
        try {
            int slot = Integer.parseInt(words[1]);
            int colon = words[2].lastIndexOf(':');
            String host = words[2].substring(0, Math.max(0, colon));
            int port = Integer.parseInt(words[2].substring(colon + 1));
            HostPort to = new HostPort(host.isEmpty() || host.equals("?") ? asked.host() : host, port);
            return slot >= 0 && slot < SlotMap.SLOTS ? new Redirect(lasting, slot, to) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
