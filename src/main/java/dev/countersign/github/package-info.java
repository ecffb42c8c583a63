/** GitHub as the App sees it: credentials, transport, and the two ports over the REST API. */
@NullMarked
package dev.countersign.github;

import org.jspecify.annotations.NullMarked;
