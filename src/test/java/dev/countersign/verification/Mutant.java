package dev.countersign.verification;

import java.util.function.Supplier;

/**
 * A bundle that differs from a valid one in one place.
 *
 * @param place where, and what was done there
 * @param flip whether one bit was flipped: of those there are many, so a sample may do
 * @param json the bundle, made when it is wanted
 */
record Mutant(String place, boolean flip, Supplier<byte[]> json) {}
