/** Which versions endpoints have run, and how they have fared, kept in the store. May use the kit and the contract. */
@NullMarked
package io.sallyport.router.versions;

import org.jspecify.annotations.NullMarked;
