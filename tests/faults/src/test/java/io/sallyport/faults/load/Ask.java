package io.sallyport.faults.load;

import io.sallyport.testkit.Requests;
import java.util.List;

/**
 * One request and what its answer must say.
 *
 * @param edge   which one is asked first
 * @param target as the server sees it
 * @param uri    as the client writes it; with the forward proxy the absolute form
 * @param lines  field lines beside Host
 * @param body   empty: a GET
 */
record Ask(Kind kind, int edge, String target, String uri, String host, List<String> lines, String body) {
    String text(String agent) {
        String[] fields = new String[lines.size() + 2];
        fields[0] = "Host: " + host;
        fields[1] = "User-Agent: " + agent;
        for (int i = 0; i < lines.size(); i++) {
            fields[i + 2] = lines.get(i);
        }
        return isPost() ? Requests.withBody("POST", uri, body, fields) : Requests.head("GET", uri, fields);
    }

    boolean isPost() {
        return !body.isEmpty();
    }

    boolean isSecure() {
        return kind == Kind.SECURE;
    }

    boolean isForward() {
        return kind == Kind.FORWARD;
    }
}
