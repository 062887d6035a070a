/**
 * Ways out: pools of other proxies and of addresses of this machine, which of them a request takes, and when one is left
 * out. May use the contract and the HTTP model; nothing else of this module.
 */
@NullMarked
package io.sallyport.policy.engine.exit;

import org.jspecify.annotations.NullMarked;
