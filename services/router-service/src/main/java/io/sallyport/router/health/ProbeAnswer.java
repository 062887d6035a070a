package io.sallyport.router.health;

import io.sallyport.contract.health.ServerLink;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What an endpoint answered.
 *
 * @param fields of the head
 * @param body   the first bytes of the content, at most {@link ProbeClient#BODY_MAX}
 * @param whole  whether that is all of it
 * @param link   how it came
 */
record ProbeAnswer(int status, MultiMap fields, Buffer body, boolean whole, ServerLink link) {
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
