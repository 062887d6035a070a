/** How ways out fare, as edges tell it. */
package io.sallyport.contract.exit;
