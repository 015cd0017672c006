package org.noiseproof.fast.bench;

/**
 * How long one JVM measures.
 *
 * @param warmups iterations before any counts
 * @param iterations that count
 * @param milliseconds each
 */
public record Pace(int warmups, int iterations, int milliseconds) {}
