/** Which line of which list names a site. May use compile, source, publish, the engine and Vert.x. */
package io.sallyport.policy.lookup;
