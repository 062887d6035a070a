package io.sallyport.kit.service;

import com.hazelcast.config.TcpIpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members by every address that their names have at the moment they are looked for: at a start, and whenever clusters that came
 * up apart look for each other. A name that has no address at the moment keeps those it had. Given names, Hazelcast would take one address of each, which may be its own.
 */
final class FoundMembers extends TcpIpConfig {
    private static final Logger LOG = LoggerFactory.getLogger(FoundMembers.class);

    /** {@code host} or {@code host:port}. */
    private final List<String> names;

    private final Map<String, List<String>> last = new ConcurrentHashMap<>();

    FoundMembers(List<String> names) {
        this.names = List.copyOf(names);
    }

    @Override
    public List<String> getMembers() {
        // Asked by the constructor of the class above as well.
        return names == null
                ? super.getMembers()
                : names.stream().flatMap(name -> addresses(name).stream()).toList();
    }

    private List<String> addresses(String member) {
        MemberName name = MemberName.parse(member);
        List<String> found = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(name.host())) {
                found.add(name.with(address));
            }
        } catch (UnknownHostException e) {
            LOG.debug("bus member {} has no address", member);
            return last.getOrDefault(member, List.of());
        }
        if (!found.equals(last.put(member, List.copyOf(found)))) {
            LOG.info("bus members at {}: {}", member, found);
        }
        return found;
    }
}
