/**
 * An origin's answer on its way to a client, and who has to do with a body that passes: who listens in, who changes it, who
 * takes it over. May use the contract and Vert.x's HTTP types; nothing else of the edge.
 */
package io.sallyport.edge.answer;
