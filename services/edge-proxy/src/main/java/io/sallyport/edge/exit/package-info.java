/**
 * Ways out as the edge knows them: the plan of a policy with the trust that it needs, and how each way fares. Shared by
 * all loops. May use the engine, the contract, the kit and the netty package; nothing else of the edge.
 */
package io.sallyport.edge.exit;
