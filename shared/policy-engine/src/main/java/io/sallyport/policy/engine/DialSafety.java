package io.sallyport.policy.engine;

import io.sallyport.http.IpAddress;

/**
 * Where the suite lets itself be sent. The name is resolved once, every address of the answer is checked here, and
 * exactly a checked address is dialled; otherwise a client could reach what only the proxy can reach.
 */
public final class DialSafety {
    private static final int HTTPS = 443;

    private DialSafety() {}

    /** What kind of address it is; its {@link AddressClass#reason()} is the word for a refusal. */
    public static AddressClass classify(IpAddress address) {
        return AddressClass.of(address);
    }

    /**
     * Whether the address may be dialled. A metadata address must be opened by name: a range around it, such as
     * {@code 0.0.0.0/0}, is more likely an oversight than a wish to give the machine's credentials away.
     */
    public static boolean permits(IpAddress address, DialRules rules) {
        AddressClass kind = AddressClass.of(address);
        if (kind == AddressClass.PUBLIC) {
            return true;
        }
        return kind == AddressClass.METADATA ? rules.names(address) : rules.opens(address);
    }

    /** Whether a CONNECT tunnel may go to the port: 443 and what the rule opens. */
    public static boolean portAllowed(int port, DialRules rules) {
        return port == HTTPS || rules.opensPort(port);
    }
}
