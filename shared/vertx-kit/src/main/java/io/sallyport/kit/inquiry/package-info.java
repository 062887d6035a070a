/** Questions that several services put to all edges over the bus. May use the contract, the roster and the event bus. */
package io.sallyport.kit.inquiry;
