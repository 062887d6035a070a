/** How a service is started, stopped and known to the others. May use Vert.x, the contract and the configuration loader. */
package io.sallyport.kit.service;
