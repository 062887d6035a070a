package io.sallyport.kit.service;

import com.hazelcast.config.TcpIpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members by every address that their names have at the moment they are looked for: at a start, and whenever clusters that came
 * up apart look for each other. Given names, Hazelcast would take one address of each, which may be its own.
 */
final class FoundMembers extends TcpIpConfig {
    private static final Logger LOG = LoggerFactory.getLogger(FoundMembers.class);

    /** {@code host} or {@code host:port}. */
    private final List<String> names;

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

    private static List<String> addresses(String member) {
        MemberName name = MemberName.parse(member);
        List<String> found = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(name.host())) {
                found.add(name.with(address));
            }
        } catch (UnknownHostException e) {
            LOG.debug("bus member {} has no address", member);
        }
        return found;
    }
}
