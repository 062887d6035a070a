/** The configuration folder: the suite's settings, the documents and watching them. May use Vert.x Config, the configuration loader and the contract. */
package io.sallyport.kit.config;
