package io.sallyport.faults.stack;

import java.util.List;
import java.util.stream.Collectors;

/** The texts of the configuration. */
final class Settings {
    /** Of {@code ann} with {@code ann-password}. */
    static final String USERS = "ann:$2b$04$Y4zwWG.Bo4xubWKsSShOEeLEADejxVr3dwHRYctfyVIvg1SAU/HXa\n";

    private Settings() {}

    /** Of one member, by what all have in common. */
    static String suite(Member member, String bus, List<Integer> busPorts, int nameServer) {
        String members =
                busPorts.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
        return """
                listeners:
                  - {name: web, mode: reverse, bind: "127.0.0.1:%d"}
                  - {name: egress, mode: forward, bind: "127.0.0.1:%d"}
                  - name: safe
                    mode: reverse
                    bind: "127.0.0.1:%d"
                    tls: {certificates: [{cert: edge.crt, key: edge.key}]}
                admin: {bind: "127.0.0.1:%d", rate: 100000}
                bus: {clustered: true, name: "%s", host: 127.0.0.1, publicHost: 127.0.0.1, members: [%s]}
                cache: {memory: 16MiB}
                logs: {flush: 100ms%s}
                limits: {eventLoops: 2, drain: 5s}
                overload: {queueTime: 2s, interval: 3s}
                upstream: {connectTimeout: 3s, headTimeout: 10s, idleTimeout: 8s}
                resolver: {servers: ["127.0.0.1:%d"], timeout: 5s, family: ipv4}
                """.formatted(
                        member.web(),
                        member.egress(),
                        member.safe(),
                        member.admin(),
                        bus,
                        members,
                        own(member.part()),
                        nameServer);
    }

    private static String own(Part part) {
        return switch (part) {
            case LOGS -> ", path: records";
            case EDGE -> ", access: [{to: lines/access.log, size: 1MiB, keep: 1}]";
            default -> "";
        };
    }

    static String policies(int forwardPort) {
        return """
                rules:
                  - {name: closed, when: {site: [closed.test]}, then: block}
                  - {name: login, when: {site: [login.test]}, then: {require: {basic: {users: users.txt}}}}
                  - {name: open, when: {listener: [egress], site: [open.test]}, then: {allow: {targets: [127.0.0.0/8], ports: [%d]}}}
                """.formatted(forwardPort);
    }

    /** @param endpoints as items of YAML */
    static String routes(List<String> endpoints) {
        return """
                clusters:
                  - name: shop
                    endpoints: [%s]
                    health: {path: /health, interval: 500ms, timeout: 3s}
                    info: {path: /version}
                    ejection: {base: 1s, max: 4s}
                routes:
                  - name: shop
                    cluster: shop
                    versions: {by: {header: X-Version}, default: "1.5"}
                    cache: {enabled: true}
                    retry: {tryTimeout: 4s}
                """.formatted(String.join(", ", endpoints));
    }
}
