/** Which versions endpoints have run, kept in the store. May use the kit and the contract. */
@NullMarked
package io.sallyport.router.versions;

import org.jspecify.annotations.NullMarked;
