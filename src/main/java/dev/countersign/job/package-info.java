/** What to verify and when: one job for each release, its waiting, retries and deadlines. */
@NullMarked
package dev.countersign.job;

import org.jspecify.annotations.NullMarked;
