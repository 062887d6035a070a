/** What parts of an archive are: which there are, whom they are held for, and when they go. Pure but for a lock. May use the JDK, the contract and {@code record}. */
package io.sallyport.logs.archive.parts;
