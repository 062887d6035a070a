package io.sallyport.http.tls;

import io.sallyport.http.IpAddress;

/** Whether the name in a handshake is the one that its tunnel was opened for. */
public enum NameCheck {
    /** It is, or there is nothing to compare. */
    AGREES,
    /** The tunnel was opened for an address; the name may be asked about, and contradicts nothing. */
    OF_ADDRESS,
    /** Another name. */
    DIFFERS,
    /** The tunnel was opened for a name and the handshake says none. */
    MISSING,
    /** There is a name that cannot be seen, and such are not wanted. */
    ENCRYPTED,
    /** Nobody can say. */
    UNREADABLE;

    /** Whether it speaks against the tunnel. */
    public boolean isWrong() {
        return this != AGREES && this != OF_ADDRESS;
    }

    /**
     * @param host           of the tunnel's target, normalised: lower case, no trailing dot, literals without brackets
     * @param encryptedWrong whether an encrypted name counts as one that differs
     */
    public static NameCheck of(String host, Hello hello, boolean encryptedWrong) {
        if (hello instanceof Hello.Client client) {
            return encryptedWrong && client.encrypted() ? ENCRYPTED : compare(host, client.name());
        }
        return hello instanceof Hello.Other ? AGREES : UNREADABLE;
    }

    /** A literal in a handshake breaks RFC 6066 section 3, and says nothing new where it is the target itself. */
    private static NameCheck compare(String host, String name) {
        boolean same = name.equals(host);
        if (IpAddress.parse(host) != null) {
            return same || name.isEmpty() ? AGREES : OF_ADDRESS;
        }
        if (name.isEmpty()) {
            return MISSING;
        }
        return same ? AGREES : DIFFERS;
    }
}
