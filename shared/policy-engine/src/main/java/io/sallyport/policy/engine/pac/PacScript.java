package io.sallyport.policy.engine.pac;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An advice as proxy auto-configuration: a script that browsers ask for each URL. It asks nobody for addresses, so that
 * no name leaves a client on its account. Only names in normal form and numbers go into it.
 */
public final class PacScript {
    /** What the script says in words; the tables go in front. Old engines know no newer syntax. */
    private static final String BODY = """
            function FindProxyForURL(url, host) {
              var name = host.toLowerCase().replace(/^\\[|\\]$/g, "").replace(/\\.$/, "");
              var address = parse(name);
              var kind = address ? kindOf(address) : 0;
              var plain = name.indexOf(".") < 0 || /\\.localhost$/.test(name);
              if (address ? kind === 0 : !plain) return PROXY;
              var port = portOf(url);
              for (var i = 0; i < RULES.length; i++) {
                var rule = RULES[i];
                if (!matches(rule, name, address, port)) continue;
                if (rule.refuses || opens(rule, address, kind)) return PROXY;
                if (rule.certain) return "DIRECT";
              }
              return REST;
            }
            function portOf(url) {
              var written = /^[a-z]+:\\/\\/(?:\\[[^\\]]*\\]|[^\\/:?#]*):(\\d+)/i.exec(url);
              if (written) return Number(written[1]);
              return /^(https|wss):/i.test(url) ? 443 : /^ftp:/i.test(url) ? 21 : 80;
            }
            function matches(rule, name, address, port) {
              if (rule.ports.length && rule.ports.indexOf(port) < 0) return false;
              var sites = rule.names.length + rule.below.length + rule.at.length;
              if (sites && (address ? !within(address, rule.at, 0) : rule.names.indexOf(name) < 0 && !below(name, rule.below))) return false;
              return !rule.to.length || !address || within(address, rule.to, 0);
            }
            function below(name, parents) {
              for (var i = 0; i < parents.length; i++) {
                var tail = "." + parents[i];
                if (name.length > tail.length && name.slice(-tail.length) === tail) return true;
              }
              return false;
            }
            function opens(rule, address, kind) {
              if (rule.exit || !address) return rule.exit || rule.opens.length > 0;
              return within(address, rule.opens, kind === 2 ? 128 : 0);
            }
            function within(address, ranges, least) {
              for (var i = 0; i < ranges.length; i++) {
                if (ranges[i][0] >= least && contains(ranges[i], address)) return true;
              }
              return false;
            }
            function contains(range, address) {
              for (var i = 0, bits = range[0]; i < 8 && bits > 0; i++, bits -= 16) {
                var mask = bits >= 16 ? 65535 : (65535 << (16 - bits)) & 65535;
                if ((address[i] ^ range[i + 1]) & mask) return false;
              }
              return true;
            }
            function kindOf(address) {
              var v4 = contains([96, 0, 0, 0, 0, 0, 65535, 0, 0], address);
              var kinds = v4 ? V4 : V6;
              for (var i = 0; i < kinds.length; i++) {
                if (contains(kinds[i][1], address)) return kinds[i][0];
              }
              return 0;
            }
            function parse(name) {
              var four = /^(.*[^0-9.])?(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})$/.exec(name);
              for (var i = 2; four && i < 6; i++) if (four[i] > 255) return null;
              if (name.indexOf(":") < 0) return four && !four[1] ? [0, 0, 0, 0, 0, 65535, four[2] * 256 + +four[3], four[4] * 256 + +four[5]] : null;
              if (four) name = four[1] + (four[2] * 256 + +four[3]).toString(16) + ":" + (four[4] * 256 + +four[5]).toString(16);
              var halves = name.split("::");
              var head = halves[0] ? halves[0].split(":") : [];
              var tail = halves.length > 1 && halves[1] ? halves[1].split(":") : [];
              while (halves.length > 1 && head.length + tail.length < 8) head.push("0");
              var groups = head.concat(tail);
              for (i = 0; i < groups.length; i++) groups[i] = parseInt(groups[i], 16);
              return groups.length === 8 ? groups : null;
            }
            """;

    private PacScript() {}

    /**
     * The script.
     *
     * @param title for people who look at it, without line breaks
     * @param proxy what a target that is not direct gets, such as {@code PROXY 192.0.2.1:3128}
     */
    public static String of(ProxyAdvice advice, String title, String proxy) {
        return "// " + title + "\n"
                + "var PROXY = \"" + proxy + "\";\n"
                + "var REST = " + (advice.refusesRest() ? "PROXY" : "\"DIRECT\"") + ";\n"
                + "var RULES = "
                + list(advice.rules().stream().map(PacScript::rule).toList()) + ";\n"
                + "var V4 = " + kinds(true) + ";\n"
                + "var V6 = " + kinds(false) + ";\n"
                + BODY;
    }

    private static String rule(AdviceRule rule) {
        List<String> names = rule.exact().stream()
                .filter(site -> IpAddress.parse(site) == null)
                .toList();
        List<Cidr> literals = rule.exact().stream()
                .filter(site -> IpAddress.parse(site) != null)
                .map(Cidr::parse)
                .toList();
        return "\n  {refuses: " + rule.refuses() + ", certain: " + rule.certain() + ", exit: " + rule.exit()
                + ", names: " + names(names) + ", below: " + names(rule.below()) + ", at: " + ranges(literals)
                + ", ports: " + list(rule.ports().stream().map(String::valueOf).toList())
                + ", to: " + ranges(rule.destinations()) + ", opens: " + ranges(rule.opens()) + "}";
    }

    private static String names(List<String> names) {
        return list(names.stream().map(name -> '"' + name + '"').toList());
    }

    private static String kinds(boolean v4) {
        return list(AddressClass.ranges(v4).stream()
                .map(range -> "[" + number(range.kind()) + ", " + range(range.cidr()) + "]")
                .toList());
    }

    private static int number(AddressClass kind) {
        return switch (kind) {
            case PUBLIC -> 0;
            case METADATA -> 2;
            default -> 1;
        };
    }

    private static String ranges(List<Cidr> ranges) {
        return list(ranges.stream().map(PacScript::range).toList());
    }

    /** The number of bits that must agree, then eight groups of sixteen. */
    private static String range(Cidr range) {
        StringBuilder text = new StringBuilder("[").append(range.prefix());
        for (int shift = 48; shift >= 0; shift -= 16) {
            text.append(", ").append(range.base().high() >>> shift & 0xffff);
        }
        for (int shift = 48; shift >= 0; shift -= 16) {
            text.append(", ").append(range.base().low() >>> shift & 0xffff);
        }
        return text.append(']').toString();
    }

    private static String list(List<String> parts) {
        return parts.stream().collect(Collectors.joining(", ", "[", "]"));
    }
}
