package io.sallyport.policy.engine;

import io.sallyport.http.IpAddress;

/**
 * Where the suite lets itself be sent. The name is resolved once, every address of the answer is checked here, and
 * exactly a checked address is dialled; otherwise a client could reach what only the proxy can reach.
 */
public final class DialSafety {
    private static final int HTTPS = 443;
    private static final IpAddress LOOPBACK = new IpAddress(0, 0xffff7f000001L);

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

    /** Whether a rule opens this one address, not only a range around it. */
    public static boolean isNamed(IpAddress address, DialRules rules) {
        return rules.names(address);
    }

    /** Whether a CONNECT tunnel may go to the port: 443 and what the rule opens. */
    public static boolean portAllowed(int port, DialRules rules) {
        return port == HTTPS || rules.opensPort(port);
    }

    /**
     * Whether another proxy may be asked to connect to a target that it resolves itself. Literals are held to the same
     * rules as here; names that stand for the proxy's own machine, and what its resolver might read as a number, to those
     * of a loopback address: what a name leads to only that proxy can check.
     *
     * @param host name or IP literal, in lower case
     */
    public static boolean permitsElsewhere(String host, DialRules rules) {
        IpAddress literal = IpAddress.parse(host);
        if (literal != null) {
            return permits(literal, rules);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return !endsInNumber(name) && (!isLocal(name) || permits(LOOPBACK, rules));
    }

    private static boolean isLocal(String name) {
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    /** Such as {@code 127.1}, {@code 0x7f000001} or {@code 017700000001}, which old resolvers take for addresses. */
    private static boolean endsInNumber(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean hex = last.startsWith("0x") || last.startsWith("0X");
        return !last.isEmpty()
                && last.chars()
                        .skip(hex ? 2 : 0)
                        .allMatch(c -> hex ? Character.digit(c, 16) >= 0 : c >= '0' && c <= '9');
    }
}
