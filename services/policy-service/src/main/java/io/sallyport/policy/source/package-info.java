/** Files as they are found on disk, and noticing that they changed. May use Vert.x and the JDK. */
package io.sallyport.policy.source;
