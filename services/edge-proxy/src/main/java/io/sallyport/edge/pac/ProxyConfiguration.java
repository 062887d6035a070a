package io.sallyport.edge.pac;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.pac.PacScript;
import io.sallyport.policy.engine.pac.ProxyAdvice;

/** Texts that set clients up for one listener, by the policy that will decide on their requests. */
public final class ProxyConfiguration {
    /** Media type of a script; there is no registered one. */
    public static final String PAC_TYPE = "application/x-ns-proxy-autoconfig";

    private ProxyConfiguration() {}

    /**
     * Proxy auto-configuration.
     *
     * @param client {@code null} for any
     */
    public static String script(
            PoliciesDocument policy, long generation, String listener, IpAddress client, ProxyAddress address) {
        return PacScript.of(
                ProxyAdvice.of(policy, listener, client),
                "Sallyport, listener " + listener + ", policy " + generation,
                address.directive());
    }

    /**
     * Commands that set a shell's environment. Programs read the names in lower case, in upper case, or both.
     *
     * @param client {@code null} for any
     */
    public static String environment(
            PoliciesDocument policy, String listener, IpAddress client, ProxyAddress address, Shell shell) {
        String direct =
                String.join(",", ProxyAdvice.of(policy, listener, client).alwaysDirect());
        StringBuilder text = new StringBuilder();
        for (String name : new String[] {"http_proxy", "https_proxy", "all_proxy"}) {
            text.append(shell.set(name, address.url()));
            text.append(shell.set(name.toUpperCase(java.util.Locale.ROOT), address.url()));
        }
        return text.append(shell.set("no_proxy", direct))
                .append(shell.set("NO_PROXY", direct))
                .toString();
    }
}
