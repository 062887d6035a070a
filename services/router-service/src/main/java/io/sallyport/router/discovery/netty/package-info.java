/** What discovery needs of Netty. */
@NullMarked
package io.sallyport.router.discovery.netty;

import org.jspecify.annotations.NullMarked;
