/**
 * The listening sockets of a process, which Vert.x keeps to itself: closed without losing who waits in their queues, and handed
 * from one process to the next, see docs/decisions/0097 and 0098. May use Netty and Vert.x internals; nothing of the kit.
 */
package io.sallyport.kit.netty.listening;
