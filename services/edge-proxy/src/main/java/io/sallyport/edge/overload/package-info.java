/**
 * Whether an edge takes what comes: by how long its event loops keep a request waiting, by memory, and by what each client
 * has had. Decides, and is told of time and memory by others. May use contract and kit; the engines use the JDK alone.
 */
package io.sallyport.edge.overload;
