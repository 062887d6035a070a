package io.sallyport.policy.engine;

import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import java.util.List;

/**
 * What an allow rule opens beyond the usual.
 *
 * @param targets ranges that dial safety would refuse
 * @param ports   CONNECT ports besides 443
 */
public record DialRules(List<Cidr> targets, List<Integer> ports) {
    /** Opens nothing. */
    public static final DialRules NONE = new DialRules(List.of(), List.of());

    public DialRules {
        targets = List.copyOf(targets);
        ports = List.copyOf(ports);
    }

    /** Fails with the message of {@link Cidr#parse} when a target is none. */
    static DialRules from(AllowDocument document) {
        if (document.targets().isEmpty() && document.ports().isEmpty()) {
            return NONE;
        }
        return new DialRules(document.targets().stream().map(Cidr::parse).toList(), document.ports());
    }

    boolean opens(IpAddress address) {
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a target is this one address and not a range around it. */
    boolean names(IpAddress address) {
        for (int i = 0; i < targets.size(); i++) {
            Cidr target = targets.get(i);
            if (target.prefix() == 128 && target.contains(address)) {
                return true;
            }
        }
        return false;
    }

    boolean opensPort(int port) {
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i) == port) {
                return true;
            }
        }
        return false;
    }
}
