/**
 * What another rule for keys, another memory or another lifetime would have made of recent traffic: a model of the edges'
 * caches, fed with records. May use kept records, the cache engine, Caffeine, and of Vert.x the JSON of a body.
 */
package io.sallyport.logs.simulate;
