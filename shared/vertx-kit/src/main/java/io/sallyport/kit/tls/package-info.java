/** Trust towards our own servers, in terms of Vert.x. May use Vert.x and the contract. */
package io.sallyport.kit.tls;
